"""What every fact is: one act of a person or a machine, kept for ever as it happened."""

from importlib import import_module
from typing import ClassVar

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A named piece inside a fact. What equals its default is not written, so a default never changes."""


class Fact(Part, frozen=True, kw_only=True):
    """One act. ``kind`` is ``desk.act``; its class stands in the module named for the desk.

    A fact is never renamed or reshaped: a changed shape is a new kind.
    """

    kind: ClassVar[str]

    def subjects(self) -> tuple[str, ...]:
        """Every patient, order, sample, job or person that the act concerns."""
        raise NotImplementedError


def encode(fact: Fact) -> str:
    """The fact's body: JSON with its fields in the order they are declared, those at their default left out."""
    return msgspec.json.encode(fact).decode()


def decode(kind: str, body: str | bytes) -> Fact:
    """The fact that ``encode`` wrote. Raises ValueError for an unknown kind or a body of another shape."""
    return _decoder(kind).decode(body)


_decoders: dict[str, msgspec.json.Decoder[Fact]] = {}


def _decoder(kind: str) -> msgspec.json.Decoder[Fact]:
    if kind not in _decoders:
        try:
            desk = import_module(f"labkiosk.facts.{kind.partition('.')[0]}")
        except ImportError:
            raise ValueError(f"no fact of kind {kind!r}") from None
        of_desk = {c.kind: c for c in vars(desk).values() if isinstance(c, type) and hasattr(c, "kind")}
        if kind not in of_desk:
            raise ValueError(f"no fact of kind {kind!r}")
        _decoders[kind] = msgspec.json.Decoder(of_desk[kind])
    return _decoders[kind]

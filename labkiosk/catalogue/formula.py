"""Formulas as catalogue files state them: ``TC - HDL - TG / 5``, ``142 * min(CREA / 0.7, 1) ^ -0.241``, ``TG < 400``.

Numbers, names, ``+ - * / ^``, brackets, ``min(a, b)``, ``max(a, b)``; a condition compares two of these. Nothing else
is read, so that a file can do nothing but count.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from msgspec import Struct

_SIGN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z][A-Za-z0-9]*)|(?P<sign>[<>]=?|[-+*/^(),=]))"
)
_DEEPEST = 20
COMPARISONS = ("<", "<=", ">", ">=", "=")


class Apply(Struct, frozen=True):
    """A sign, or ``min`` or ``max``, between two sides."""

    sign: str
    left: "Term"
    right: "Term"


Term = Decimal | str | Apply
"""A number, the name of an input, or something done to two of them."""


def formula(text: str) -> Term:
    """The formula in a cell. Raises ValueError that says what cannot be read."""
    return _whole(text, _Reader.sum)


def condition(text: str) -> Apply:
    """The comparison in a cell: ``TG < 400``. Raises ValueError that says what cannot be read."""
    found = _whole(text, _Reader.comparison)
    assert isinstance(found, Apply)
    return found


def names(term: Term) -> frozenset[str]:
    """Every name in a formula or condition."""
    if isinstance(term, Apply):
        return names(term.left) | names(term.right)
    return frozenset((term,)) if isinstance(term, str) else frozenset()


class _Reader:
    """Reads from left to right: ``^`` binds before ``* /``, these before ``+ -``."""

    def __init__(self, text: str) -> None:
        self._signs = [*_signs(text)]
        self._depth = 0

    def next(self) -> str:
        """What stands next, empty at the end."""
        return self._signs[0] if self._signs else ""

    def take(self, *wanted: str) -> str:
        """What stands next, which must be one of these. Raises ValueError."""
        if self.next() not in wanted:
            raise ValueError(f"{self.next() or 'the end'!r} stands where {' or '.join(wanted)} is wanted")
        return self._signs.pop(0)

    def comparison(self) -> Term:
        left = self.sum()
        sign = self.take(*COMPARISONS)
        return Apply(sign, left, self.sum())

    def sum(self) -> Term:
        left = self._product()
        while self.next() in ("+", "-"):
            left = Apply(self._signs.pop(0), left, self._product())
        return left

    def _product(self) -> Term:
        left = self._power()
        while self.next() in ("*", "/"):
            left = Apply(self._signs.pop(0), left, self._power())
        return left

    def _power(self) -> Term:
        base = self._atom()
        if self.next() != "^":
            return base
        self.take("^")
        if self.next() != "-":
            return Apply("^", base, self._atom())
        self.take("-")
        return Apply("^", base, Apply("-", Decimal(0), self._atom()))

    def _atom(self) -> Term:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("it has too many brackets")
        found = self._inner()
        self._depth -= 1
        return found

    def _inner(self) -> Term:
        first = self.next()
        if first == "(":
            return self._bracket(self.sum)
        if first[:1].isdigit():
            return Decimal(self._signs.pop(0))
        if not first[:1].isalpha():
            raise ValueError(f"{first or 'the end'!r} stands where a number or a name is wanted")
        self._signs.pop(0)
        return self._bracket(lambda: self._pair(first)) if first in ("min", "max") else first

    def _bracket(self, inside: Callable[[], Term]) -> Term:
        self.take("(")
        found = inside()
        self.take(")")
        return found

    def _pair(self, sign: str) -> Term:
        left = self.sum()
        self.take(",")
        return Apply(sign, left, self.sum())


def _whole(text: str, read: Callable[[_Reader], Term]) -> Term:
    reader = _Reader(text)
    found = read(reader)
    if rest := reader.next():
        raise ValueError(f"{rest!r} stands after its end")
    return found


def _signs(text: str) -> Iterator[str]:
    at = 0
    while text[at:].strip():
        match = _SIGN.match(text, at)
        if match is None:
            raise ValueError(f"{text[at:].strip()[:1]!r} is no part of a formula")
        yield match[0].strip()
        at = match.end()

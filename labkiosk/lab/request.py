"""What a front end asks intake for: strict, and the same from a file, a form or a screen."""

from typing import Literal

import msgspec


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Ident(_Strict, frozen=True, kw_only=True):
    """A number of the patient: system ``hospital``, ``mobile``, ``abha`` or ``other``."""

    system: str
    value: str


class PatientRequest(_Strict, frozen=True, kw_only=True):
    """Who it is: a known patient by ``id``, an ``unknown`` one, or a new one by name and sex.

    Or a newborn by its mother's id, ``baby_of``: baby number ``baby`` of ``babies``, born at a local time.

    ``birth_estimated`` says of a ``birth_date`` that it came from an age; an ``age`` always is.
    """

    id: str | None = None
    name: str | None = None
    sex: Literal["F", "M", "O", "U"] = "U"
    birth_date: str | None = None
    birth_estimated: bool = False
    age: str | None = None
    ids: tuple[Ident, ...] = ()
    unknown: bool = False
    baby_of: str | None = None
    baby: int = 1
    babies: int = 1
    born_at: str | None = None


class TubeHere(_Strict, frozen=True, kw_only=True):
    """A tube in the hand, named by its ``part`` of the order (1 is drawn first), its ``container``, or both.

    ``barcode`` is what it carries already: a blank label's number, or another system's code.
    """

    part: int | None = None
    container: str = ""
    barcode: str = ""


class OrderRequest(_Strict, frozen=True, kw_only=True):
    """One order. ``collected_at`` is local time like ``2026-11-22 07:10``, or None for not stated.

    ``arrived`` says which tubes are in the hand and received with it: none, all of them, or those listed.
    """

    patient: PatientRequest
    tests: tuple[str, ...]
    priority: Literal["stat", "urgent", "routine"] = "routine"
    location: str = ""
    bed: str = ""
    clinician: str = ""
    note: str = ""
    collected_at: str | None = None
    collected_by: str = ""
    arrived: bool | tuple[TubeHere, ...] = False


class SampleMade(_Strict, frozen=True, kw_only=True):
    """A tube that was given a number; ``container`` is empty for tests that are done on the patient."""

    sample: str
    container: str
    tests: tuple[str, ...]


class Registered(_Strict, frozen=True, kw_only=True):
    """What intake answers; ``similar`` are known patients who may be the same person."""

    order: str
    patient: str
    samples: tuple[SampleMade, ...]
    similar: tuple[str, ...] = ()

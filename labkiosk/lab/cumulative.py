"""A patient's results over time: tests as rows, dates as columns, the newest first."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from labkiosk.board import orders, patients
from labkiosk.board.cumulative import Past, released_of
from labkiosk.board.patients import Patient
from labkiosk.facts.errors import Refused
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import find_patients
from labkiosk.lab.scan import is_of_a_tube, is_order, sample_of
from labkiosk.lab.sensitive import is_sensitive
from labkiosk.rules.bands import reference_beside
from labkiosk.rules.roles import may
from labkiosk.rules.text import printable

DAY_MS = 24 * 60 * 60 * 1000
_LONGEST = 20

CORRECTED = "correcting"
"""What stands in place of a value that was out and is being corrected: neither is to be relied on."""


class Cell(NamedTuple):
    """A value as it was released; ``unit`` only where it is not that of its line."""

    value: str
    unit: str
    flag: str
    sample: str
    amended: bool
    provisional: bool

    @property
    def text(self) -> str:
        """With its flag by letter, and a sign: ``*`` amended, ``~`` not final."""
        signs = "*" * self.amended + "~" * self.provisional
        return " ".join(part for part in (f"{self.value}{signs}", self.flag, self.unit) if part)


class Column(NamedTuple):
    """What was drawn at a time (ms UTC) for an order."""

    at: int
    order: str


class Line(NamedTuple):
    """A test: its unit and range are those of its newest value. ``trend`` is ``rising`` or ``falling`` where the
    last three values do. ``cells`` are by column."""

    test: str
    name: str
    section: str
    unit: str
    reference: str
    trend: str
    cells: tuple[Cell | None, ...]


class Cumulative(NamedTuple):
    """``left_out``: there are sensitive results that are not for this reader."""

    patient: Patient
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    left_out: bool


def patient_in(lab: Lab, text: str) -> Patient:
    """Whom a number of a tube or order, a card, or anything known of a patient means. Raises Refused unless it is
    one."""
    given = text.strip()
    if given.startswith("LK:"):
        given = given.split(":")[2] if given.count(":") > 1 else ""  # a card, or a report
    if is_order(given):
        order = orders.order(lab.conn, given.upper())
        found = [] if order is None else find_patients(lab, order.patient)
    elif is_of_a_tube(lab.conn, given):
        found = find_patients(lab, sample_of(lab.conn, given).patient)
    else:
        found = find_patients(lab, given, limit=_LONGEST)
    if len(found) == 1:
        return found[0]
    shown = printable(text, limit=24)
    if not found:
        raise Refused(f"Nobody is found by {shown!r}: scan one of their tubes, or their card.")
    raise Refused(f"{len(found)} patients are found by {shown!r}: scan a tube, or give their own number.")


def cumulative(
    lab: Lab,
    patient: str,
    *,
    tests: Iterable[str] = (),
    days: int | None = None,
    since: int = 0,
    until: int | None = None,
    sealed: bool = True,
) -> Cumulative:
    """What was released of a patient, and of whoever is the same person.

    ``tests`` are codes of tests and panels, all without any; ``days`` counts back from now to when it was drawn,
    ``since`` and ``until`` are ms UTC. Sensitive results are there for those who release, unless not ``sealed``.
    Raises Refused for a patient or test that is not known.
    """
    whose = patients.patient(lab.conn, patient)
    if whose is None:
        raise Refused(f"Patient {printable(patient, limit=24)} is not known here.")
    wanted = {test.code for test in lab.catalogue.expand(tests)}
    if days is not None:
        since = lab.time().at - days * DAY_MS
    found = released_of(lab.conn, patient, since=since, until=1 << 62 if until is None else until)
    drawn = [one for one in found if one.drawn_at >= since and (not wanted or one.test in wanted)]
    sees = sealed and may(lab.role, "release")
    shown = [one for one in drawn if sees or not (one.sealed or is_sensitive(lab, one.test))]
    columns = columns_of(shown)
    return Cumulative(
        whose, tuple(Column(*key[:2]) for key in columns), _lines(lab, columns), len(shown) < len(drawn)
    )


Columns = dict[tuple[int, str, str], dict[str, Past]]


def columns_of(found: list[Past]) -> Columns:
    """The values by when they were drawn, the newest first; a test that an order has twice has two columns."""
    columns: Columns = {}
    for one in sorted(found, key=lambda p: (p.drawn_at, p.order, p.sample), reverse=True):
        key = (one.drawn_at, one.order, "")
        if one.test in columns.get(key, {}):
            key = (one.drawn_at, one.order, one.sample)
        columns.setdefault(key, {})[one.test] = one
    return columns


def _lines(lab: Lab, columns: Columns) -> tuple[Line, ...]:
    """In the order of the catalogue; a test that it does not know stands last."""
    known = lab.catalogue.tests
    places = {code: place for place, code in enumerate(known)}
    codes = dict.fromkeys(code for column in columns.values() for code in column)
    return tuple(
        _line(code, known[code].name if code in known else code,
              known[code].section if code in known else "Other", [c.get(code) for c in columns.values()])
        for code in sorted(codes, key=lambda c: (places.get(c, len(places)), c))
    )  # fmt: skip


def _line(code: str, name: str, section: str, values: list[Past | None]) -> Line:
    there = [value for value in values if value is not None]
    newest = there[0]
    cells = (None if one is None else _cell(one, newest.unit) for one in values)
    reference = reference_beside(newest.reference, newest.own_unit, newest.unit)
    return Line(code, name, section, newest.unit, reference, trend(there), tuple(cells))


def _cell(one: Past, unit: str) -> Cell:
    if one.corrected:
        return Cell(CORRECTED, "", "", one.sample, amended=False, provisional=False)
    other = "" if one.unit == unit else one.unit
    return Cell(one.value, other, one.flag, one.sample, amended=one.amended, provisional=one.provisional)


def _is_number(one: Past) -> bool:
    return one.number is not None and not one.corrected and not one.value.startswith(("<", ">"))


def trend(newest_first: Sequence[Past]) -> str:
    """``rising`` or ``falling`` where each of the last three values is beyond the one before; else empty.

    What is no number, or only a limit such as ``<15``, has no direction.
    """
    three = [Decimal(p.number or 0) for p in newest_first[:3] if _is_number(p)]
    if len(three) < 3:
        return ""
    last, middle, first = three
    return "rising" if first < middle < last else "falling" if first > middle > last else ""

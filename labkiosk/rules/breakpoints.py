"""S, I or R by a table of breakpoints: pure, and silent where a value does not tell.

The three letters are EUCAST's of 2019 on: S susceptible at the standard dose, I susceptible at increased
exposure, R resistant. https://www.eucast.org/newsiandr
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from labkiosk.catalogue.breakpoints import Breakpoint, Method
from labkiosk.facts.errors import Refused
from labkiosk.rules.text import clean

Letter = Literal["S", "I", "R", ""]

LETTERS: dict[str, str] = {"S": "susceptible", "I": "susceptible, increased exposure", "R": "resistant"}
NO_BREAKPOINT = "no breakpoint"
NOT = "not "
UNITS: dict[Method, str] = {"disk": "mm", "mic": "mg/L"}

# The disk itself measures 6 mm, and no plate has room for a wider zone than this.
_NARROWEST, _WIDEST = 6, 60
_MIC = re.compile(r"(<=|>=|<|>)? ?([0-9]{1,4}(?:\.[0-9]{1,4})?)")


class Measured(NamedTuple):
    """What was read: every true value from ``low`` to ``high``, whose ends are inside unless ``open``.

    ``<=0.5`` is all that is at most 0.5; ``>32`` all that is more. None is without end.
    """

    low: Decimal | None
    high: Decimal | None
    open: bool = False


class Judged(NamedTuple):
    """The letter, empty where there is none, and in words why, or what is to be known beside it."""

    letter: Letter
    why: str = ""


def measured(text: str, method: Method) -> Measured:
    """A zone in whole mm (6 is no zone), or an MIC such as ``0.5``, ``<=0.5`` or ``>32``. Raises Refused."""
    given = clean(text, "Zone" if method == "disk" else "MIC", limit=12, required=True).replace("≤", "<=")
    found = _MIC.fullmatch(given.replace("≥", ">="))
    number = Decimal(found[2]) if found else Decimal(0)
    if method == "disk":
        if not found or found[1] or number != int(number) or not _NARROWEST <= number <= _WIDEST:
            raise Refused(f"{given} is no zone: type whole mm from {_NARROWEST} (no zone) to {_WIDEST}.")
        return Measured(number, number)
    if not found or not number:
        raise Refused(f"{given} is no MIC: type mg/L like 0.5, <=0.25 or >32.")
    sign = found[1] or ""
    low = None if sign.startswith("<") else number
    high = None if sign.startswith(">") else number
    return Measured(low, high, open=sign in ("<", ">"))


def judge(point: Breakpoint | None, value: Measured) -> Judged:
    """The letter of a value. A censored MIC that reaches over a limit has none, and it is said why."""
    if point is None:
        return Judged("", NO_BREAKPOINT)
    s, r = point.susceptible, point.resistant
    if point.method == "disk":
        zone = value.low
        assert zone is not None and value.high == zone
        return Judged("S" if zone >= s else "R" if zone < r else "I")
    if value.high is not None and value.high <= s:
        return Judged("S")
    if _above(value, r):
        return Judged("R")
    if _above(value, s) and value.high is not None and value.high <= r:
        return Judged("I")
    return Judged("", f"reaches over a limit ({point.limits})")


def _above(value: Measured, limit: Decimal) -> bool:
    return value.low is not None and (value.low > limit or (value.open and value.low == limit))


def fitting(
    table: Iterable[Breakpoint], groups: Sequence[str], antibiotic: str, method: Method, specimen: str
) -> Breakpoint | None:
    """The row that holds: of the nearest of an organism's ``groups``, and there the specimen's own before one for all
    others (``not csf``) and one for all."""
    site = specimen.casefold()
    rows = [b for b in table if b.antibiotic == antibiotic and b.method == method]
    for group in groups:
        near = {b.specimen: b for b in rows if b.group == group}
        others = [b for name, b in near.items() if name.startswith(NOT) and name != NOT + site]
        for found in (near.get(site), *others, near.get("")):
            if found is not None:
                return found
    return None

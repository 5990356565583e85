"""Which limits hold for a patient, and on which side of them a reading lies.

Where sex or age is not known, every patient it could be is asked: only what holds for all of them is said.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from labkiosk.catalogue.limits import Band, BandKind
from labkiosk.catalogue.model import Test
from labkiosk.rules.numeric import Reading, plain

Side = Literal["", "L", "H"]

# Nobody is older than 120 years, in days: a band that ends there or later has no end.
_OLDEST = 120 * 365


def as_for(test: Test, *, pregnant: bool) -> Test:
    """The test with the bands that hold for whoever is pregnant, or is not; where nobody said, she is not."""
    other = "no" if pregnant else "yes"
    bands = tuple(band for band in test.bands if band.pregnant != other)
    return test if len(bands) == len(test.bands) else replace(test, bands=bands)


def bands_for(test: Test, kind: BandKind, sex: str, age: int | None) -> tuple[Band | None, ...]:
    """The band of each patient this could be; None for one who has none.

    ``sex`` other than F and M is either; ``age`` in days at collection, None where it is not known.
    """
    of_kind = [b for b in test.bands if b.kind == kind]
    sexes = (sex,) if sex in ("F", "M") else ("F", "M")
    ages = [age] if age is not None else _distinct_ages(of_kind)
    return tuple(next((b for b in of_kind if _holds(b, s, a)), None) for s in sexes for a in ages)


def range_for(test: Test, sex: str, age: int | None) -> Band | None:
    """The range that holds for this patient; None without one, or where it depends on what is not known."""
    return agreed(bands_for(test, "range", sex, age))


def agreed(bands: Sequence[Band | None]) -> Band | None:
    """The band whose limits hold for every patient this could be; None where there is none."""
    limits = {(b.low, b.high) if b else None for b in bands}
    return bands[0] if len(limits) == 1 else None


def side_of(reading: Reading, bands: Sequence[Band | None]) -> Side:
    """``L`` or ``H`` where the whole reading is outside, on one side, for every patient this could be."""
    sides = {_side(reading, band) for band in bands}
    return sides.pop() if len(sides) == 1 else ""


def reference_text(band: Band | None, decimals: int) -> str:
    """The range as paper shows it: ``136–145``, ``≤ 200``, ``≥ 40``; empty without one.

    Both ends are inside. A limit is never rounded: ``decimals`` only fills up with zeros.
    """
    if band is None:
        return ""
    low, high = (_filled(limit, decimals) for limit in (band.low, band.high))
    if not low or not high:
        return f"≥ {low}" if low else f"≤ {high}" if high else ""
    return f"{low} to {high}" if low.startswith("-") else f"{low}–{high}"


def reference_beside(reference: str, own_unit: str, unit: str, *, theirs: bool = False) -> str:
    """A range to stand beside a value in ``unit``: with its own unit, where that is another.

    ``theirs`` is another laboratory's range, which it gave in the unit of its value.
    """
    return f"{reference} {own_unit}" if reference and unit != own_unit and not theirs else reference


def limit_text(band: Band) -> str:
    """Both limits in words, as a refusal says them: ``0 to 300``, ``0 or more``, ``at most 300``."""
    if band.high is None:
        return "" if band.low is None else f"{plain(band.low)} or more"
    return f"at most {plain(band.high)}" if band.low is None else f"{plain(band.low)} to {plain(band.high)}"


def _holds(band: Band, sex: str, age: int) -> bool:
    return band.sex in ("", sex) and band.from_days <= age and (band.to_days is None or age < band.to_days)


def _distinct_ages(bands: list[Band]) -> list[int]:
    """One age of each stretch of life in which the limits do not change."""
    ends = {b.to_days for b in bands if b.to_days is not None and b.to_days < _OLDEST}
    return sorted({0, *(b.from_days for b in bands), *ends})


def _side(reading: Reading, band: Band | None) -> Side:
    if band is None:
        return ""
    if reading.is_below(band.low):
        return "L"
    return "H" if reading.is_above(band.high) else ""


def _filled(limit: Decimal | None, decimals: int) -> str:
    if limit is None:
        return ""
    exponent = limit.as_tuple().exponent
    shown = max(decimals, -exponent if isinstance(exponent, int) else 0)
    return f"{limit:.{shown}f}"

"""A value typed without its unit that fits another accepted unit better: glucose 5.5 in mg/dL."""

from decimal import Decimal

from msgspec.structs import replace

from labkiosk.catalogue.limits import Band, Unit
from labkiosk.catalogue.model import Test
from labkiosk.rules.bands import Side, bands_for, side_of
from labkiosk.rules.numeric import Reading
from labkiosk.rules.units import own_unit

# Where a test has neither critical nor hold limit on a side, three times its range is far enough out to ask;
# and a range open on one side ends there at three times its other end, or every small number would fit a
# large unit.
_FAR = Decimal(3)


def likelier_unit(test: Test, typed: Reading, sex: str, age: int | None) -> Unit | None:
    """The unit in which a number is inside the range while in the test's own it is far outside; or None."""
    if (
        len(test.units) < 2
        or typed.comparator
        or not far_from_range(test, typed.times(own_unit(test).factor), sex, age)
    ):
        return None
    for unit in test.units:
        if in_range(test, typed.times(unit.factor), sex, age):
            return unit
    return None


def in_range(test: Test, reading: Reading, sex: str, age: int | None) -> bool:
    """Whether a reading is inside the range of every patient this could be, where there is one at all."""
    ranges = [_closed(band) for band in bands_for(test, "range", sex, age) if band]
    return bool(ranges) and not any(reading.is_below(b.low) or reading.is_above(b.high) for b in ranges)


def far_from_range(test: Test, reading: Reading, sex: str, age: int | None) -> bool:
    """Beyond the critical limit; without one on that side the hold limit; without either, three times out."""
    ranges = bands_for(test, "range", sex, age)
    side = side_of(reading, ranges)
    if not side:
        return False
    for kind in ("critical", "hold"):
        bands = [band for band in bands_for(test, kind, sex, age) if band and _limit(band, side) is not None]
        if bands:
            return side_of(reading, bands) == side
    return side_of(reading, [_stretched(band) for band in ranges if band]) == side


def _limit(band: Band, side: Side) -> Decimal | None:
    return band.low if side == "L" else band.high


def _closed(band: Band) -> Band:
    low = band.high / _FAR if band.low is None and band.high is not None else band.low
    high = band.low * _FAR if band.high is None and band.low is not None else band.high
    return replace(band, low=low, high=high)


def _stretched(band: Band) -> Band:
    low = None if band.low is None else band.low / _FAR
    high = None if band.high is None else band.high * _FAR
    return replace(band, low=low, high=high)

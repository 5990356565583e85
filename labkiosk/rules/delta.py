"""The delta check: a result against the patient's own one before."""

from decimal import Decimal

from msgspec import Struct

from labkiosk.catalogue.delta import Delta
from labkiosk.catalogue.model import Test
from labkiosk.rules.numeric import Comparator, Reading, plain
from labkiosk.rules.units import own_unit

_HOUR, _DAY = 3_600_000, 86_400_000
_HUNDRED = Decimal(100)


class Before(Struct, frozen=True, kw_only=True):
    """A patient's earlier reading of a test, in its own unit, and for how many ms it has stood."""

    reading: Reading
    ms: int


def delta(test: Test, before: Before | None, now: Reading) -> str:
    """One sentence where a result is further from the one before than the test's rule allows; else empty.

    ``<15`` and ``>1000`` are compared as what they are: of all changes that they leave open, the smallest counts.
    """
    rule = test.delta
    if rule is None or before is None or before.ms > rule.within_days * _DAY:
        return ""
    ends = nearest(before.reading, now)
    if ends is None or not (beyond := _beyond(rule, *ends, before.ms)):
        return ""
    unit = own_unit(test).shown
    changed = f"{test.name} {shown(before.reading)} to {shown(now)} {unit}".rstrip()
    return f"{changed} in {span(before.ms)}: more than {_limit(rule, beyond, unit)}."


def nearest(before: Reading, now: Reading) -> tuple[Decimal, Decimal] | None:
    """The two numbers that lie closest of all that the readings stand for; None where one could be the other."""
    rises = before.comparator != ">" and now.comparator != "<" and now.number > before.number
    falls = before.comparator != "<" and now.comparator != ">" and now.number < before.number
    return (before.number, now.number) if rises or falls else None


def shown(reading: Reading) -> str:
    """A reading as it is read out: ``<15``, ``7.8``."""
    return f"{reading.comparator}{plain(reading.number)}"


def reading_of(value: str, number: str) -> Reading:
    """The reading of a result as it is kept: its text as given, and its number in the test's own unit."""
    sign: Comparator = "<" if value.startswith("<") else ">" if value.startswith(">") else ""
    return Reading(comparator=sign, number=Decimal(number))


def span(ms: int) -> str:
    """A time between two results: ``5 hours``, ``1 day``."""
    hours, days = max(1, ms // _HOUR), max(1, round(ms / _DAY))
    many, one = (hours, "hour") if ms < _DAY else (days, "day")
    return f"{many} {one}" if many == 1 else f"{many} {one}s"


def _beyond(rule: Delta, before: Decimal, now: Decimal, ms: int) -> Decimal | None:
    """For how many days the rule allows its change, where the change is more than that."""
    days = max(Decimal(1), Decimal(ms) / _DAY) if rule.per_day else Decimal(1)
    change = abs(now - before)
    if rule.absolute is not None and change <= rule.absolute * days:
        return None
    if rule.percent is not None and change * _HUNDRED <= rule.percent * days * abs(before):
        return None
    return days


def _limit(rule: Delta, days: Decimal, unit: str) -> str:
    limits = [
        *([f"{plain(rule.absolute)} {unit}".rstrip()] if rule.absolute is not None else []),
        *([f"{plain(rule.percent)} %"] if rule.percent is not None else []),
    ]
    return " and ".join(limits) + (" a day" if rule.per_day else "")

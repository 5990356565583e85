"""How far a result may be from the patient's one before, for the tests of which somebody has said so."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from labkiosk.catalogue.cells import Row

if TYPE_CHECKING:
    from labkiosk.catalogue.model import Test

_LONGEST = 400


class Delta(Struct, frozen=True, kw_only=True):
    """A change that is more than usual: above ``absolute`` (in the test's own unit), above ``percent`` of the value
    before, or both where both are given.

    ``per_day``: so much for each day that lies between. The value before is at most ``within_days`` old. ``holds``:
    such a result waits until a person has looked at it; else it is only told. ``usual`` is the percentage by which
    two results of one patient usually differ, a standard deviation: what a pattern of several tests is weighed by.
    """

    absolute: Decimal | None = None
    percent: Decimal | None = None
    per_day: bool = False
    within_days: int
    holds: bool = False
    usual: Decimal


def with_deltas(tests: Mapping[str, "Test"], rows: list[Row]) -> dict[str, "Test"]:
    """The tests, those of a row of delta.csv with their rule; faults are noted on the rows."""
    rules: dict[str, Delta] = {}
    for row in rows:
        if row.ours and row["test"] not in tests:
            continue
        code = row.known("test", tests, "test")
        if code in rules:
            row.refuse(f"{code} stands there twice")
        if code in tests and tests[code].kind != "numeric":
            row.refuse(f"{code} is not numeric: nothing can be subtracted")
        row.text("source")
        rules[code] = _rule(row)
    return {
        code: structs.replace(test, delta=rules[code]) if code in rules else test
        for code, test in tests.items()
    }


def _rule(row: Row) -> Delta:
    absolute, percent = row.decimal("absolute"), row.decimal("percent")
    row.text("usual")
    usual = row.decimal("usual")
    if absolute is None and percent is None:
        row.refuse("gives neither absolute nor percent")
    for name, limit in (("absolute", absolute), ("percent", percent), ("usual", usual)):
        if limit is not None and limit <= 0:
            row.refuse(f"{name} {limit} must be above 0")
    return Delta(
        absolute=absolute,
        percent=percent,
        per_day=row.yes("per_day"),
        within_days=row.whole("within_days", 1, _LONGEST),
        holds=row.yes("holds"),
        usual=usual or Decimal(1),
    )

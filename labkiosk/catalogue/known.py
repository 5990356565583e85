"""When a critical value that a ward knows of is not told again: known.csv, a row a test."""

from decimal import Decimal

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue

_MOST_DAYS = 366


class Known(Struct, frozen=True, kw_only=True):
    """Told within so many ``days``, a value is told again only where it ``change``d by more than this, in the test's
    own unit; None for a test that gives no number: then only another answer is told."""

    days: int
    change: Decimal | None


def build(rows: list[Row], catalogue: Catalogue) -> dict[str, Known]:
    """The rows of known.csv by test; faults are noted on them."""
    found: dict[str, Known] = {}
    for row in rows:
        if row.ours and row["test"] not in catalogue.tests:
            continue
        code, change = row.known("test", catalogue.tests, "test"), row.decimal("change")
        test = catalogue.tests.get(code)
        if code in found:
            row.refuse(f"{code} stands twice")
        if test is not None and test.kind == "numeric":
            if change is None or change < 0:
                row.refuse(f"change of {code} must be a number, 0 or above")
            if row["unit"] != test.units[0].ucum:
                row.refuse(f"unit {row['unit']!r} is not {code}'s own unit {test.units[0].ucum}")
        elif change is not None or row["unit"]:
            row.refuse(f"{code} gives no number: leave change and unit empty")
        row.text("source")
        found[code] = Known(days=row.whole("days", 1, _MOST_DAYS), change=change)
    return found

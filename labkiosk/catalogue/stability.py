"""How long a tube stays fit for each test, where anybody has said so."""

from collections.abc import Mapping

from msgspec import structs

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Test

_YEAR_H = 366 * 24


def with_stability(tests: Mapping[str, Test], rows: list[Row]) -> dict[str, Test]:
    """The tests, those of a row of stability.csv with their hours; faults are noted on the rows."""
    hours: dict[str, int] = {}
    for row in rows:
        code = row.known("test", tests, "test")
        if code in hours:
            row.refuse(f"{code} stands there twice")
        row.text("source")
        hours[code] = row.whole("hours", 1, _YEAR_H)
    return {
        code: structs.replace(test, stable_h=hours[code]) if code in hours else test
        for code, test in tests.items()
    }

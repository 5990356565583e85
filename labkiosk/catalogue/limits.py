"""What a number is held against: units and their factors, bands, and by which method each holds."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, structs

from labkiosk.catalogue.cells import Row

if TYPE_CHECKING:
    from labkiosk.catalogue.model import Test

BandKind = Literal["range", "critical", "hold", "impossible"]
Sex = Literal["F", "M", ""]
Pregnant = Literal["yes", "no", ""]


class Unit(Struct, frozen=True, kw_only=True):
    """A unit a test accepts: a value in it, times ``factor``, is the value in the test's own (first) unit."""

    ucum: str
    shown: str
    factor: Decimal


class Band(Struct, frozen=True, kw_only=True):
    """Limits in the test's own unit, both ends inside, for ages in days of ``[from_days, to_days)``.

    ``sex`` empty means everybody, ``pregnant`` empty whoever is or is not, ``to_days`` None without end, and
    ``method`` empty however it is measured. Beyond ``range`` a result is flagged,
    beyond ``critical`` somebody is told at once, beyond ``hold`` it is typed again and kept for a second
    person, and beyond ``impossible`` it is refused.
    """

    kind: BandKind
    sex: Sex = ""
    pregnant: Pregnant = ""
    method: str = ""
    from_days: int = 0
    to_days: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    source: str = ""
    approved_by: str = ""
    note: str = ""


def with_methods(tests: Mapping[str, "Test"], rows: list[Row]) -> dict[str, "Test"]:
    """The tests, each with its method of methods.csv and without the bands of other methods."""
    methods: dict[str, str] = {}
    for row in rows:
        code = row.known("test", tests, "test")
        if code in methods:
            row.refuse(f"{code} stands there twice: a test has one method here")
        methods[code] = row.text("method")
    return {code: _by(test, methods.get(code, "")) for code, test in tests.items()}


def _by(test: "Test", method: str) -> "Test":
    bands = tuple(band for band in test.bands if band.method in ("", method))
    return structs.replace(test, method=method, bands=bands) if method or bands != test.bands else test

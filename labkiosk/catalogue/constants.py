"""Rows of constants.csv: figures that the laboratory's own reagents have, for its calculated tests."""

from decimal import Decimal

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue


class Constant(Struct, frozen=True, kw_only=True):
    """A figure by its name; ``value`` None until the laboratory has set it."""

    code: str
    name: str
    value: Decimal | None


def build(rows: list[Row], _catalogue: Catalogue) -> dict[str, Constant]:
    """The constants by code; faults are noted on the rows."""
    made: dict[str, Constant] = {}
    for row in rows:
        code = row.code("code")
        if code in made:
            row.refuse(f"constant {code} stands twice")
        value = row.decimal("value")
        if value is not None and value <= 0:
            row.refuse(f"value {value} must be above 0")
        if value is not None:
            row.text("source")
        made[code] = Constant(code=code, name=row.text("name"), value=value)
    return made

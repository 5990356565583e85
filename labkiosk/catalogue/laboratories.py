"""The other laboratories to which tests are sent."""

from msgspec import Struct

from labkiosk.catalogue.cells import YEAR_MIN, Row


class Laboratory(Struct, frozen=True, kw_only=True):
    """Another laboratory; ``back_min`` is within how many minutes its results are expected."""

    code: str
    name: str
    address: str
    back_min: int


def laboratory(row: Row) -> Laboratory:
    """A row of laboratories.csv; what is wrong in it is noted on the row."""
    return Laboratory(
        code=row.code("code"),
        name=row.text("name"),
        address=row["address"],
        back_min=row.whole("back_min", 1, YEAR_MIN),
    )

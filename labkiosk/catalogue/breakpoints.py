"""breakpoints.csv: where S ends and R begins, for an antibiotic against a group of organisms."""

from decimal import Decimal
from typing import Literal, cast, get_args

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue

Method = Literal["disk", "mic"]


class Breakpoint(Struct, frozen=True, kw_only=True):
    """Limits of one antibiotic for a group of organisms.

    By ``disk`` (zone in mm) S is at least ``susceptible`` and R below ``resistant``; by ``mic`` (mg/L) S is at
    most ``susceptible`` and R above ``resistant``. Between them is I. ``specimen`` names the one that it holds
    for ("urine", "csf"), or the one that it does not hold for ("not csf"); empty for all. ``example``: nobody in this hospital has approved it.
    """

    group: str
    antibiotic: str
    method: Method
    susceptible: Decimal
    resistant: Decimal
    specimen: str = ""
    standard: str = ""
    example: bool = True
    note: str = ""

    @property
    def limits(self) -> str:
        """The limits in words: ``S >= 22, R < 16 mm``."""
        s, r = (format(limit.normalize(), "f") for limit in (self.susceptible, self.resistant))
        if self.method == "disk":
            return f"S >= {s}, R < {r} mm"
        return f"S <= {s}, R > {r} mg/L"


def build(rows: list[Row], _catalogue: Catalogue) -> tuple[Breakpoint, ...]:
    """The rows of breakpoints.csv; faults are noted on them."""
    made: dict[tuple[str, ...], int] = {}
    points = []
    for row in rows:
        key = tuple(row[column] for column in ("group", "antibiotic", "specimen", "method"))
        if key in made:
            row.refuse(f"{' '.join(filter(None, key))} stands in row {made[key]} already")
        made.setdefault(key, row.number)
        points.append(_point(row))
    return tuple(points)


def _point(row: Row) -> Breakpoint:
    method = cast(Method, row.one_of("method", get_args(Method)))
    susceptible, resistant = (_limit(row, column) for column in ("susceptible", "resistant"))
    # By a zone, S is the wider one; by an MIC, the lower.
    if (susceptible < resistant) if method == "disk" else (susceptible > resistant):
        row.refuse(f"susceptible {susceptible} and resistant {resistant} overlap: by {method} that cannot be")
    row.text("source")
    return Breakpoint(
        group=row.code("group"),
        antibiotic=row.code("antibiotic"),
        method=method,
        susceptible=susceptible,
        resistant=resistant,
        specimen=row["specimen"].casefold(),
        standard=f"{row.text('standard')} {row['version']}".rstrip(),
        example=not row["approved_by"],
        note="" if row["note"].startswith("Example") else row["note"],
    )


def _limit(row: Row, column: str) -> Decimal:
    limit = row.decimal(column)
    if limit is None or limit <= 0:
        row.refuse(f"{column} {row[column]!r} must be a number above 0")
        return Decimal(1)
    return limit

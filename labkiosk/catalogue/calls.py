"""How a ward is told at once: calls.csv, a row a ward, and one with an empty ward for all others."""

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue

_MOST_MIN, _MOST_TRIES = 24 * 60, 20


class Line(Struct, frozen=True, kw_only=True):
    """Which ``phone`` is rung, and when the call goes to whom instead: after ``escalate_min`` minutes, or so many
    tries that reached nobody."""

    phone: str = ""
    escalate_min: int = 15
    tries: int = 3
    to: str = "doctor on call"
    to_phone: str = ""


class Lines(Struct, frozen=True, kw_only=True):
    """The wards by name in lower case, and all others."""

    wards: dict[str, Line]
    others: Line

    def of(self, ward: str) -> Line:
        """How this ward is told; any case will do."""
        return self.wards.get(ward.strip().casefold(), self.others)


def build(rows: list[Row], _catalogue: Catalogue) -> Lines:
    """The rows of calls.csv; faults are noted on them."""
    found: dict[str, Line] = {}
    for row in rows:
        ward = row["ward"].casefold()
        if ward in found:
            row.refuse(f"{row['ward'] or 'the row for all others'} stands twice")
        found[ward] = Line(
            phone=row["phone"],
            escalate_min=row.whole("escalate_min", 1, _MOST_MIN),
            tries=row.whole("tries", 1, _MOST_TRIES),
            to=row.text("to"),
            to_phone=row["to_phone"],
        )
    if rows and "" not in found:
        rows[-1].refuse("no row has an empty ward: one must hold for all others")
    return Lines(wards=found, others=found.get("", Line()))

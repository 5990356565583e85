"""organisms.csv: what may grow, and what is said where nothing or nothing that matters does."""

from typing import Literal, cast, get_args

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue

OrganismKind = Literal["organism", "flora", "none"]


class Organism(Struct, frozen=True, kw_only=True):
    """What grew, by its code. ``groups`` are those of the breakpoints that hold for it, the nearest first.

    ``kind``: an organism, ``flora`` (growth that is no finding), or ``none`` (no growth at all).
    """

    code: str
    name: str
    groups: tuple[str, ...] = ()
    kind: OrganismKind = "organism"


def build(rows: list[Row], _catalogue: Catalogue) -> dict[str, Organism]:
    """The organisms by code, in the order of the file; faults are noted on the rows."""
    made: dict[str, Organism] = {}
    for row in rows:
        code = row.code("code")
        if code in made:
            row.refuse(f"organism {code} stands twice")
        kind = cast(OrganismKind, row.one_of("kind", get_args(OrganismKind)))
        row.text("source")
        made[code] = Organism(code=code, name=row.text("name"), groups=row.many("groups"), kind=kind)
    return made

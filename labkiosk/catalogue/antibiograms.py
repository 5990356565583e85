"""antibiograms.csv: which antibiotics are tested against what, and which of them print only after another is not S."""

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue


class Tested(Struct, frozen=True, kw_only=True):
    """One antibiotic of a group's antibiogram; ``specimen`` names the only one that it is tested for, if any.

    ``after``: it prints only where that antibiotic is I or R, as a cascade asks; empty for always.
    """

    group: str
    antibiotic: str
    specimen: str = ""
    after: str = ""


def build(rows: list[Row], _catalogue: Catalogue) -> tuple[Tested, ...]:
    """The rows of antibiograms.csv; one antibiotic may come after several. Faults are noted on the rows."""
    made: list[Tested] = []
    for row in rows:
        one = Tested(
            group=row.code("group"),
            antibiotic=row.code("antibiotic"),
            specimen=row["specimen"].casefold(),
            after=row["after"] and row.code("after"),
        )
        if one in made:
            row.refuse(f"{one.group} {one.antibiotic} stands twice")
        if one.after == one.antibiotic:
            row.refuse(f"{one.antibiotic} comes after itself")
        made.append(one)
    return tuple(made)

"""microscopy.csv: what is looked for under the microscope, test by test, each answered by one key."""

from typing import Literal, cast, get_args

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue

Part = Literal["cells", "organisms"]


class Sight(Struct, frozen=True, kw_only=True):
    """One thing that is looked for. Cells are always told, organisms only where there are some."""

    code: str
    name: str
    part: Part


def build(rows: list[Row], catalogue: Catalogue) -> dict[str, tuple[Sight, ...]]:
    """What is looked for by test, in the order of the file; faults are noted on the rows.

    Rows of ours about a test that is none of these here are passed over.
    """
    made: dict[str, tuple[Sight, ...]] = {}
    for row in rows:
        part = cast(Part, row.one_of("part", get_args(Part)))
        sight = Sight(code=row.code("code"), name=row.text("name"), part=part)
        test = catalogue.tests.get(row["test"] if row.ours else row.known("test", catalogue.tests, "test"))
        if test is None or test.kind not in ("narrative", "culture"):
            if test is not None and not row.ours:
                row.refuse(f"{test.code} is neither a narrative nor a culture")
            continue
        mine = made.get(test.code, ())
        if any(sight.code == other.code for other in mine):
            row.refuse(f"{sight.code} of {test.code} stands twice")
        made[test.code] = (*mine, sight)
    return made

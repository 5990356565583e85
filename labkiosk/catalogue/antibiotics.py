"""antibiotics.csv: the names behind the codes."""

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue


def build(rows: list[Row], _catalogue: Catalogue) -> dict[str, str]:
    """The name of each antibiotic by its code; faults are noted on the rows."""
    names: dict[str, str] = {}
    for row in rows:
        code = row.code("code")
        if code in names:
            row.refuse(f"antibiotic {code} stands twice")
        names[code] = row.text("name")
        row.text("source")
    return names

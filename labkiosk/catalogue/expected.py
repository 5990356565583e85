"""expected.csv: to which antibiotics an organism is resistant by its nature, whatever a plate shows."""

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue


def build(rows: list[Row], _catalogue: Catalogue) -> frozenset[tuple[str, str]]:
    """Pairs of a group of organisms and an antibiotic; faults are noted on the rows."""
    pairs = set()
    for row in rows:
        pair = (row.code("group"), row.code("antibiotic"))
        if pair in pairs:
            row.refuse(f"{' '.join(pair)} stands twice")
        pairs.add(pair)
        row.text("source")
    return frozenset(pairs)

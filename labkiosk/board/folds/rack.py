"""What racks there are."""

from labkiosk.board.folds.rows import Rows
from labkiosk.facts.storage import RackEmptied, RackMade
from labkiosk.journal.read import Told

READS = frozenset({RackMade.kind, RackEmptied.kind})
TABLES = {"rack": "id = ?1"}


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row a rack, with when and by whom it was last emptied; the tubes in it have rows of their own."""
    head: tuple[object, ...] | None = None
    emptied: tuple[object, ...] = (None, "")
    for told in facts:
        match told.fact:
            case RackMade() as made:
                head = (subject, made.name, made.positions, made.columns, told.at)
            case RackEmptied():
                emptied = (told.at, told.actor)
            case _:
                pass
    return {"rack": [(*head, *emptied)] if head else []}

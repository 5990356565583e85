"""A delivery sheet, and whether its stub came back."""

from labkiosk.board.folds.rows import Rows, as_json
from labkiosk.facts.delivery import Delivered, SheetMade
from labkiosk.journal.read import Told

READS = frozenset({SheetMade.kind, Delivered.kind})
TABLES = {"sheet": "id = ?1"}


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row: for which ward, with which reports, and when it came back first."""
    head: tuple[object, ...] | None = None
    back: tuple[object, ...] = (None, "")
    for told in facts:
        match told.fact:
            case SheetMade(ward=ward, reports=reports):
                handed = as_json([(r.order, r.form, r.version) for r in reports])
                head = (subject, ward, told.at, told.actor, handed)
            case Delivered(taken_by=taken_by) if back[0] is None:
                back = (told.at, taken_by)
            case _:
                pass
    return {"sheet": [(*head, *back)] if head else []}

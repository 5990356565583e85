"""The people who may act."""

from labkiosk.board.folds.rows import Rows
from labkiosk.facts.person import PersonAdded, PersonLeft, person_subject
from labkiosk.journal.read import Told

READS = frozenset({PersonAdded.kind, PersonLeft.kind})
TABLES = {"person": "'B:' || badge = ?1"}


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row a badge: the name and role last given, and whether the person is still here."""
    row: tuple[object, ...] | None = None
    for told in facts:
        match told.fact:
            case PersonAdded(badge=badge, name=name, role=role):
                row = (badge, name, role, 1)
            case PersonLeft() if row is not None:
                row = (*row[:3], 0)
            case _:
                pass
    assert row is None or person_subject(str(row[0])) == subject
    return {"person": [row] if row else []}

"""The printers that are set up, and how each one is."""

from labkiosk.board.folds.rows import Rows, as_json
from labkiosk.facts.printer import PrinterRemoved, PrinterSetUp, PrinterState
from labkiosk.journal.read import Told

READS = frozenset(f.kind for f in (PrinterSetUp, PrinterRemoved, PrinterState))
TABLES = {"printer": "id = ?1"}


def fold(subject: str, facts: list[Told]) -> Rows:
    """One row a printer that is set up; what was known of its state goes when it is set up anew."""
    row: tuple[object, ...] | None = None
    for told in facts:
        match told.fact:
            case PrinterSetUp() as it:
                head = (subject, it.name, it.address, it.language, it.media, as_json(it.forms), it.dots)
                row = (*head, "", "", told.at)
            case PrinterRemoved():
                row = None
            case PrinterState(state=state, reason=reason) if row is not None:
                row = (*row[:7], state, reason, told.at)
            case _:
                pass
    return {"printer": [row] if row else []}

"""From facts to rows: each subject's rows are a pure fold of that subject's facts, in their order."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from labkiosk.board.folds import (
    batch,
    home,
    job,
    link,
    order,
    patient,
    person,
    printer,
    qc,
    rack,
    sample,
    sheet,
)
from labkiosk.board.folds.rows import Rows
from labkiosk.facts.home import HOME
from labkiosk.facts.scanner import SCANNERS
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import Told, told, with_earlier


class Folder(NamedTuple):
    """How one sort of subject is folded: the kinds it reads, and its tables with the condition (``?1`` is the
    subject) by which its rows are known."""

    reads: frozenset[str]
    tables: dict[str, str]
    fold: Callable[[str, list[Told]], Rows]


_NO_ROWS = Folder(frozenset(), {}, lambda _subject, _facts: {})

_FOLDERS = {
    "P": Folder(patient.READS, patient.TABLES, patient.fold),
    "O": Folder(order.READS, order.TABLES, order.fold),
    "J": Folder(job.READS, job.TABLES, job.fold),
    "W": Folder(batch.READS, batch.TABLES, batch.fold),
    "B": Folder(person.READS, person.TABLES, person.fold),
    "M": Folder(link.READS, link.TABLES, link.fold),
    "D": Folder(sheet.READS, sheet.TABLES, sheet.fold),
    "K": Folder(rack.READS, rack.TABLES, rack.fold),
    "T": Folder(printer.READS, printer.TABLES, printer.fold),
    "C": Folder(qc.MATERIAL_READS, qc.MATERIAL_TABLES, qc.fold_material),
    "V": Folder(qc.LOT_READS, qc.LOT_TABLES, qc.fold_lot),
    "E": Folder(qc.RUN_READS, qc.RUN_TABLES, qc.fold_run),
    HOME: Folder(home.READS, home.TABLES, home.fold),
    # A sheet of command barcodes, a hand-over, a worklist, a chart of controls, a recollection list, a day's summary,
    # a batch of blank labels and a blank form are on paper alone: nothing is asked of the board about them.
    "G": _NO_ROWS,
    "N": _NO_ROWS,
    "H": _NO_ROWS,
    "Q": _NO_ROWS,
    "R": _NO_ROWS,
    "Y": _NO_ROWS,
    "U": _NO_ROWS,
    "L": _NO_ROWS,
    "F": _NO_ROWS,
    SCANNERS: _NO_ROWS,
    "sample": Folder(sample.READS, sample.TABLES, sample.fold),
}


def _folder(subject: str) -> Folder:
    if subject in (HOME, SCANNERS):
        return _FOLDERS[subject]
    return _FOLDERS["sample" if subject[0].isdigit() else subject[0]]


def fold(conn: Connection, touched: dict[str, list[Told]]) -> None:
    """Clear and fold anew every subject that was touched by a kind it reads; ``touched`` is of one act.

    A subject without earlier facts has no rows to clear, and no facts to read but these.
    """
    concerned = {
        subject: facts
        for subject, fresh in touched.items()
        if (facts := [t for t in fresh if t.fact.kind in _folder(subject).reads])
    }
    if not concerned:
        return
    first = min((facts[0] for facts in touched.values()), key=lambda t: (t.kiosk, t.seq))
    earlier = with_earlier(conn, concerned, first)
    made: Rows = {}
    for subject, fresh in concerned.items():
        folder, facts = _folder(subject), fresh
        if subject in earlier:
            facts = told(conn, subject, folder.reads)
            _clear(conn, subject, folder)
        for table, rows in folder.fold(subject, facts).items():
            made.setdefault(table, []).extend(rows)
    _insert(conn, made)


def fold_all(conn: Connection, subjects: Iterable[str]) -> None:
    """Fold every subject; for a board that was just created."""
    for subject in subjects:
        folder = _folder(subject)
        _insert(conn, folder.fold(subject, told(conn, subject, folder.reads)))


def _clear(conn: Connection, subject: str, folder: Folder) -> None:
    for table, owned in folder.tables.items():
        conn.execute(f"DELETE FROM {table} WHERE {owned}", (subject,))


def _insert(conn: Connection, made: Rows) -> None:
    for table, rows in made.items():
        if rows:
            marks = ",".join("?" * len(rows[0]))
            conn.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

"""The papers that are not out for certain, and whose they are."""

from labkiosk.board import jobs, orders, patients, racks, samples
from labkiosk.board.printers import printer_name
from labkiosk.journal.connection import Connection
from labkiosk.rules.number import last_four

_ASKED_FIRST = ("uncertain", "refused", "sending", "queued")


def open_papers(conn: Connection, *, limit: int) -> list[jobs.Paper]:
    """Uncertain ones first, then those that could not be drawn and that nobody asked for again, then the rest."""
    found = [p for state in _ASKED_FIRST for p in jobs.unfinished(conn, state, limit=limit)]
    return [p for p in found if p.state != "refused" or _is_latest(conn, p)]


def _is_latest(conn: Connection, refused: jobs.Paper) -> bool:
    same = jobs.of_subject(conn, refused.subject, refused.form)
    return not any(p.version == refused.version and p.id > refused.id for p in same)


def about(conn: Connection, subject: str) -> str:
    """The patient's name, after the last four digits of a sample; of a paper about no patient, its own name."""
    if (rack := racks.rack(conn, subject)) is not None:
        return f"rack {rack.name}"
    sample = samples.sample(conn, subject)
    order = orders.order(conn, sample.order if sample else subject)
    if order is None:
        return printer_name(conn, subject) if subject[0] == "T" else subject
    patient = patients.patient(conn, order.patient)
    assert patient is not None
    return f"{last_four(sample.number)} {patient.name}" if sample else patient.name

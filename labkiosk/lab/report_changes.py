"""Whom an order's earlier reports named, where that is somebody else now."""

from collections.abc import Iterator

from labkiosk.board import orders
from labkiosk.facts.link import LinkAgreed
from labkiosk.facts.patient import Identity, PatientCorrected, PatientRegistered
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import about, told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import stamp


def named_otherwise(lab: Lab, order: orders.Order) -> Iterator[str]:
    """Each change of who the patient is that came after a report was released, in words, the first one first."""
    stated: dict[str, Identity] = {}
    known_as: dict[str, str] = {}
    named, out = "", False
    for each in about(lab.conn, [order.id, *_ever_known_as(lab.conn, order.patient)]):
        word, reason = "corrected", ""
        match each.fact:
            case ResultsReleased(order=of) if of == order.id:
                out = True
            case PatientRegistered(patient=patient, identity=identity):
                stated[patient] = identity
            case PatientCorrected(patient=patient, identity=identity):
                stated[patient], reason = identity, each.fact.reason
            case LinkAgreed() as link:
                word, reason = "link undone" if link.undo else "identified", link.reason
                known_as[link.patient] = link.patient if link.undo else link.known
            case _:
                pass
        before, named = named, _named(stated, known_as, order.patient)
        if out and before not in ("", named):
            yield f"patient was {before}; {word} {stamp(lab, each.at)}: {reason}"


def _ever_known_as(conn: Connection, patient: str) -> list[str]:
    """A patient, and all those as whom this one was ever known."""
    found = [patient]
    for each in found:
        for link in told(conn, each, frozenset({LinkAgreed.kind})):
            assert isinstance(link.fact, LinkAgreed)
            if link.fact.patient == each and link.fact.known not in found:
                found.append(link.fact.known)
    return found


def _named(stated: dict[str, Identity], known_as: dict[str, str], patient: str) -> str:
    """The patient as a report of then names them; empty before anything was stated."""
    seen: set[str] = set()
    while patient not in seen:
        seen.add(patient)
        patient = known_as.get(patient, patient)
    if patient not in stated:
        return ""
    of = stated[patient]
    born = f"born {'~' * of.birth_estimated}{of.birth_date}" if of.birth_date else ""
    own = [i.value for i in of.ids if i.system not in ("mobile", "emergency")]
    return ", ".join(part for part in (of.name, of.sex, born, *own) if part)

"""Two patients are one person: one of us proposes it, another agrees; and a wrong link is undone likewise."""

from labkiosk.board import links, patients
from labkiosk.board.links import Link
from labkiosk.facts.errors import Refused
from labkiosk.facts.link import LinkAgreed, LinkProposed, LinkRefused
from labkiosk.facts.patient import PatientRegistered
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import identity_of, relabel, same_patient
from labkiosk.lab.reassess import reassess, whose_samples
from labkiosk.lab.reissue import named_on_reports, reissue
from labkiosk.lab.request import PatientRequest
from labkiosk.rules.text import clean, printable

_LINKED, _UNDONE = "patient identified", "link undone"


def propose(lab: Lab, patient_id: str, known_id: str, reason: str) -> str:
    """Say that a patient is another one, who is known; the id of what waits for a second person. Raises Refused."""
    lab.require("link")
    why = clean(reason, "Reason", required=True)
    with lab.act() as act:
        patient, known = _found(act.conn, patient_id), _found(act.conn, known_id)
        _refuse_link(act.conn, patient, known)
        link = act.mint("M")
        act.append(LinkProposed(link=link, patient=patient.id, known=known.id, reason=why))
    return link


def propose_identity(lab: Lab, patient_id: str, request: PatientRequest, reason: str) -> str:
    """Say who an unknown patient is, where nobody of that name was here before; as ``propose``."""
    lab.require("link")
    why = clean(reason, "Reason", required=True)
    identity = identity_of(request, lab.today())
    with lab.act() as act:
        patient = _found(act.conn, patient_id)
        _refuse_second(act.conn, patient)
        if not patient.unknown:
            raise Refused(f"{patient.name} has a name: correct it, or link to a patient who is known.")
        if same := same_patient(act.conn, identity):
            raise Refused(f"{same.name} is known already: propose a link to patient {same.id}.")
        link = act.mint("M")
        act.append(LinkProposed(link=link, patient=patient.id, identity=identity, reason=why))
    return link


def propose_undo(lab: Lab, patient_id: str, reason: str) -> str:
    """Say that a patient was linked to another by mistake; as ``propose``."""
    lab.require("link")
    why = clean(reason, "Reason", required=True)
    with lab.act() as act:
        patient = patients.itself(act.conn, patient_id.strip().upper())
        found = links.path(act.conn, patient.id) if patient else []
        if patient is None or len(found) == 1:
            raise Refused(f"Patient {printable(patient_id, limit=24)} is linked to nobody: nothing to undo.")
        _refuse_second(act.conn, patient)
        link = act.mint("M")
        act.append(LinkProposed(link=link, patient=patient.id, known=found[1], reason=why, undo=True))
    return link


def agree(lab: Lab, link_id: str) -> tuple[str, ...]:
    """Make a proposal true; nobody does who proposed it. Raises Refused.

    Tubes in use get new numbers and labels with the name that is right now, and their old labels are void;
    values not yet released are judged anew, and reports that are out are made anew. Returns the new numbers.
    """
    lab.require("link")
    with lab.act() as act:
        link = _waiting(act.conn, link_id)
        if link.actor == lab.actor:
            raise Refused("You proposed this: a second person agrees, by their own badge.")
        known, said = _known_as(act, link), _UNDONE if link.undo else _LINKED
        before, were = whose_samples(lab, act, link.patient), named_on_reports(lab, act, link.patient)
        act.append(
            LinkAgreed(link=link.id, patient=link.patient, known=known, reason=link.reason, undo=link.undo)
        )
        reassess(lab, act, before, said)
        reissue(lab, act, were, f"{said}: {link.reason}")
        return relabel(act, link.patient, said)


def _known_as(act: Act, link: Link) -> str:
    """As whom the patient will be known: a new patient, where nobody was. Raises Refused for what is overtaken."""
    if link.undo:
        if links.path(act.conn, link.patient)[1:2] != [link.known]:
            raise Refused("This link is undone already: refuse the proposal.")
        return link.known
    if link.identity is None:
        patient, known = _found(act.conn, link.patient), _found(act.conn, link.known)
        if patient.id != link.patient:
            raise Refused(f"That patient is known as {patient.name} already: refuse the proposal.")
        _refuse_pair(patient, known)
        return known.id
    if same := same_patient(act.conn, link.identity):
        raise Refused(f"{same.name} was registered since: refuse this, and propose a link to {same.id}.")
    new = act.mint("P")
    act.append(PatientRegistered(patient=new, identity=link.identity))
    return new


def refuse_link(lab: Lab, link_id: str, reason: str) -> None:
    """Take a proposal back, or say no to it; nothing comes of it. Raises Refused."""
    lab.require("link")
    why = clean(reason, "Reason", required=True)
    with lab.act() as act:
        link = _waiting(act.conn, link_id)
        act.append(LinkRefused(link=link.id, patient=link.patient, reason=why))


def _waiting(conn: Connection, link_id: str) -> Link:
    link = links.link(conn, link_id.strip().upper())
    if link is None:
        raise Refused(f"Proposal {printable(link_id, limit=24)} is not known here: labkiosk link list.")
    if link.state != "proposed":
        raise Refused(f"Proposal {link.id} is {link.state} already.")
    return link


def _found(conn: Connection, patient_id: str) -> patients.Patient:
    found = patients.patient(conn, patient_id.strip().upper())
    if found is None:
        raise Refused(f"Patient {printable(patient_id, limit=24)} is not known here: look in Find.")
    return found


def _refuse_link(conn: Connection, patient: patients.Patient, known: patients.Patient) -> None:
    _refuse_pair(patient, known)
    _refuse_second(conn, patient)


def _refuse_pair(patient: patients.Patient, known: patients.Patient) -> None:
    if patient.id == known.id:
        raise Refused(f"They are one already: {known.name}, {known.id}.")
    if known.unknown and not patient.unknown:
        raise Refused(f"{known.name} is the one to be identified: name that patient first.")
    family = patient.mother == known.id or known.mother == patient.id
    if family or (patient.mother and patient.mother == known.mother and patient.baby != known.baby):
        raise Refused(f"{patient.name} and {known.name} are of one family: they are not one person.")
    if {patient.sex, known.sex} == {"F", "M"}:
        raise Refused(
            f"{patient.name} is {patient.sex} and {known.name} is {known.sex}: look again. "
            "Where one was typed wrong, correct it first."
        )


def _refuse_second(conn: Connection, patient: patients.Patient) -> None:
    standing = next((link for link in links.waiting(conn, limit=500) if link.patient == patient.id), None)
    if standing is not None:
        raise Refused(f"Proposal {standing.id} of {patient.name} waits for a second person already.")


def link_words(conn: Connection, link: Link) -> str:
    """What a proposal says: ``UNKNOWN TIGER LOTUS 01-7 (P01-0000007) is Asha Devi (P01-0000002)``."""
    if link.identity is not None and not link.known:
        known = ", ".join(t for t in (link.identity.name, link.identity.sex, link.identity.birth_date) if t)
    else:
        known = named(conn, link.known)
    return f"{named(conn, link.patient)} {'is not' if link.undo else 'is'} {known}"


def named(conn: Connection, patient_id: str) -> str:
    """A patient by their own name and id, whatever else they are known as; by the id alone where they are not here."""
    found = patients.itself(conn, patient_id)
    return f"{found.name} ({patient_id})" if found else patient_id

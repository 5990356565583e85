"""Who each patient is by the latest word, and as whom they are known."""

from labkiosk.board.folds.rows import Rows, as_json, conflict, number
from labkiosk.facts.link import LinkAgreed, LinkProposed
from labkiosk.facts.patient import Birth, Identity, PatientCorrected, PatientRegistered
from labkiosk.journal.read import Told
from labkiosk.rules.baby import with_order

READS = frozenset({PatientRegistered.kind, PatientCorrected.kind, LinkProposed.kind, LinkAgreed.kind})
_IDS = "SELECT e.value ->> 1 FROM patient p, json_each(p.ids) e WHERE p.id = ?1"
TABLES = {
    "identifier": f"value IN ({_IDS}) AND patient = ?1", "patient": "id = ?1", "conflict": "subject = ?1",
}  # fmt: skip


class _Links:
    """As whom a patient is known, and who else is known as this one; it takes two people to say so."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.known: str | None = None
        self.also: dict[str, None] = {}
        self._proposed_by: dict[str, str] = {}

    def propose(self, link: str, told: Told) -> None:
        self._proposed_by.setdefault(link, told.actor)

    def agree(self, fact: LinkAgreed, told: Told) -> list[str]:
        """What of it did not fit, in words."""
        # A proposal of who nobody was yet names only the patient: whoever they turn out to be never saw it.
        unseen = told.actor if fact.patient == self.subject else ""
        if self._proposed_by.pop(fact.link, unseen) == told.actor:
            return ["linked without a second person"]
        said = []
        if fact.patient == self.subject:
            if self.known != (fact.known if fact.undo else None):
                said = [
                    f"{'unlinked' if fact.undo else 'linked'}, but known as {self.known or 'nobody else'}"
                ]
            self.known = None if fact.undo else fact.known
        elif fact.undo:
            self.also.pop(fact.patient, None)
        else:
            self.also[fact.patient] = None
        return said


def fold(subject: str, facts: list[Told]) -> Rows:
    """The identity last given, how often it was corrected, the links, and the babies of a mother.

    The name has the order of birth with it, so that nobody reads one twin for the other.
    """
    identity: Identity | None = None
    at = corrected = 0
    links = _Links(subject)
    children: dict[str, None] = {}
    conflicts: list[tuple[object, ...]] = []
    for told in facts:
        match told.fact:
            case PatientRegistered(patient=other) if other != subject:
                children[other] = None
            case PatientRegistered(identity=first):
                identity, at = first, told.at
            case PatientCorrected(identity=right):
                identity, corrected = right, corrected + 1
            case LinkProposed(link=link):
                links.propose(link, told)
            case LinkAgreed() as agreed:
                conflicts += [conflict(subject, told, said) for said in links.agree(agreed, told)]
            case _:
                pass
    if identity is None:
        return {"conflict": conflicts}
    birth = identity.birth or Birth(mother="", baby=0, babies=0)
    row = (
        subject, number(subject), with_order(identity.name, birth.baby, birth.babies), identity.sex, identity.birth_date,
        int(identity.birth_estimated), int(identity.unknown), corrected, at,
        as_json([(i.system, i.value) for i in identity.ids]), identity.name.casefold(), links.known,
        as_json([*links.also]), birth.mother or None, birth.baby, birth.babies, birth.at, as_json([*children]),
    )  # fmt: skip
    ids = sorted({(i.value, i.system, subject) for i in identity.ids})
    return {"patient": [row], "identifier": [*ids], "conflict": conflicts}

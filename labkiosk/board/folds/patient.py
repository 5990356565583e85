"""Who each patient is by the latest word."""

from labkiosk.board.folds.rows import Rows, as_json, number
from labkiosk.facts.patient import Identity, PatientCorrected, PatientRegistered
from labkiosk.journal.read import Told

READS = frozenset({PatientRegistered.kind, PatientCorrected.kind})
_IDS = "SELECT e.value ->> 1 FROM patient p, json_each(p.ids) e WHERE p.id = ?1"
TABLES = {"identifier": f"value IN ({_IDS}) AND patient = ?1", "patient": "id = ?1"}


def fold(subject: str, facts: list[Told]) -> Rows:
    """The identity last given, and how often it was corrected."""
    identity: Identity | None = None
    at = corrected = 0
    for told in facts:
        match told.fact:
            case PatientRegistered(identity=first):
                identity, at = first, told.at
            case PatientCorrected(identity=right):
                identity, corrected = right, corrected + 1
            case _:
                pass
    if identity is None:
        return {}
    row = (
        subject, number(subject), identity.name, identity.sex, identity.birth_date,
        int(identity.birth_estimated), int(identity.unknown), corrected, at,
        as_json([(i.system, i.value) for i in identity.ids]), identity.name.casefold(),
    )  # fmt: skip
    ids = sorted({(i.value, i.system, subject) for i in identity.ids})
    return {"patient": [row], "identifier": [*ids]}

"""A patient and a tube in the words that every screen uses."""

from datetime import date

from labkiosk.board.orders import order
from labkiosk.board.patients import Patient, identifiers, patient
from labkiosk.board.samples import Sample
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import identity_of
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.timed import warning
from labkiosk.rules.age import age_text
from labkiosk.tui.widgets.banner import Whose


def age_of(patient: Patient, today: date) -> str:
    """``51 y``, ``~8 m`` or ``age not known``."""
    birth = date.fromisoformat(patient.birth_date) if patient.birth_date else None
    return age_text(birth, today, patient.birth_estimated)


def whose(lab: Lab, patient: Patient, sample: Sample) -> Whose:
    """What the banner says of a tube."""
    asked = order(lab.conn, sample.order)
    place = f"{asked.ward} {asked.bed}".strip() if asked else ""
    priority = sample.priority.upper() if sample.priority == "stat" else sample.priority
    said = (priority, sample.container_name, sample.mark, *sample.conditions, warning(lab, sample), place)
    return Whose(
        name=patient.name,
        age=f"{age_of(patient, lab.today())}  {patient.sex}",
        detail=", ".join(word for word in said if word),
        number=sample.number,
    )


def numbers_of(lab: Lab, patient: Patient) -> str:
    """The numbers by which a patient may be found, the hospital's first."""
    ids = [i for i in identifiers(lab.conn, patient.id) if i.system != "emergency"]
    return ", ".join(i.value for i in sorted(ids, key=lambda i: i.system != "hospital"))


def whose_intake(lab: Lab, request: PatientRequest) -> Whose:
    """What the banner says of a patient who has no tube yet."""
    known = patient(lab.conn, request.id) if request.id else None
    if known is not None:
        age, sex, name, numbers = age_of(known, lab.today()), known.sex, known.name, numbers_of(lab, known)
    else:
        name = request.name or "UNKNOWN: an emergency name is given when you register"
        identity = None if request.unknown else identity_of(request, lab.today())
        birth = date.fromisoformat(identity.birth_date) if identity and identity.birth_date else None
        estimated = identity.birth_estimated if identity else False
        age = age_text(birth, lab.today(), estimated) if identity else request.age or "age not known"
        sex, numbers = request.sex, ", ".join(i.value for i in request.ids)
    return Whose(name=name, age=f"{age}  {sex}", detail=numbers, number="")

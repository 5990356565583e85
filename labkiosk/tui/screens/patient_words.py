"""A patient and a tube in the words that every screen uses."""

from datetime import date

from labkiosk.board.orders import order, pregnant
from labkiosk.board.patients import Patient, identifiers, patient
from labkiosk.board.samples import Sample
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import identity_of
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.timed import warning
from labkiosk.lab.transfer import place
from labkiosk.rules.age import age_text
from labkiosk.rules.baby import baby_name
from labkiosk.tui.widgets.banner import Whose


def age_of(patient: Patient, today: date) -> str:
    """``51 y``, ``~8 m`` or ``age not known``."""
    birth = date.fromisoformat(patient.birth_date) if patient.birth_date else None
    return age_text(birth, today, patient.birth_estimated)


def whose_tube(lab: Lab, sample: Sample) -> Whose:
    """What the banner says of a tube, its patient looked up."""
    found = patient(lab.conn, sample.patient)
    assert found is not None
    return whose(lab, found, sample)


def whose(lab: Lab, patient: Patient, sample: Sample) -> Whose:
    """What the banner says of a tube."""
    asked = order(lab.conn, sample.order)
    where = place(asked.ward, asked.bed) if asked and (asked.ward or asked.bed) else ""
    priority = sample.priority.upper() if sample.priority == "stat" else sample.priority
    expecting = "pregnant" if pregnant(lab.conn, sample.order) == "yes" else ""
    said = (
        priority,
        expecting,
        sample.container_name,
        sample.mark,
        *sample.conditions,
        warning(lab, sample),
        where,
    )
    return Whose(
        name=patient.name,
        age=f"{age_of(patient, lab.today())}  {patient.sex}",
        detail=", ".join(word for word in said if word),
        number=sample.number,
        baby=str(patient.baby) if patient.babies > 1 else "",
    )


def numbers_of(lab: Lab, patient: Patient) -> str:
    """The numbers by which a patient may be found, the hospital's first."""
    ids = [i for i in identifiers(lab.conn, patient.id) if i.system != "emergency"]
    return ", ".join(i.value for i in sorted(ids, key=lambda i: i.system != "hospital"))


def whose_intake(lab: Lab, request: PatientRequest) -> Whose:
    """What the banner says of a patient who has no tube yet."""
    known = patient(lab.conn, request.id) if request.id else None
    if request.baby_of:
        return _whose_baby(lab, request)
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


def _whose_baby(lab: Lab, request: PatientRequest) -> Whose:
    mother = patient(lab.conn, request.baby_of or "")
    name = baby_name(mother.given if mother else "", request.baby, request.babies)
    born = request.born_at or request.birth_date or request.age or "birth not stated"
    order = str(request.baby) if request.babies > 1 else ""
    return Whose(
        name=request.name or name, age=f"born {born}  {request.sex}", detail=name, number="", baby=order
    )

"""Newborn babies, registered from their mother's record."""

from datetime import date

from msgspec.structs import replace

from labkiosk.board import patients
from labkiosk.facts.errors import Refused
from labkiosk.facts.patient import Birth, Identity
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import identity_named
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.when import when
from labkiosk.rules.baby import baby_name, check_order
from labkiosk.rules.identifiers import identifier
from labkiosk.rules.text import clean, printable


def baby_identity(lab: Lab, act: Act, request: PatientRequest, today: date, drawn: date) -> Identity:
    """Who a baby is: named after its mother until it has a name, and found by her mobile number too.

    Raises Refused for a mother who is not known, and for babies of one birth that cannot all be.
    """
    mother = patients.patient(act.conn, (request.baby_of or "").strip().upper())
    if mother is None or mother.sex == "M":
        shown = printable(request.baby_of or "", limit=24)
        raise Refused(f"Mother {shown} is not known here: register her first, or look at the number.")
    if request.id or request.unknown:
        raise Refused("A baby is registered by its mother's id alone, not as another patient too.")
    check_order(request.baby, request.babies)
    at = when(lab, request.born_at, "birth time")
    if at is not None:
        request = _born(lab, request, at, act.at)
    name = clean(request.name or "", "Name") or baby_name(mother.given, request.baby, request.babies)
    stated = identity_named(request, name, today, drawn)
    if stated.birth_date is None:
        raise Refused("Say when the baby was born: a time, a date or an age.")
    birth = Birth(mother=mother.id, baby=request.baby, babies=request.babies, at=at)
    mobiles = [identifier(*i) for i in patients.identifiers(act.conn, mother.id) if i.system == "mobile"]
    identity = replace(stated, birth=birth, ids=tuple(dict.fromkeys((*stated.ids, *mobiles))))
    _refuse_other_count(act, identity, birth)
    return identity


def check_stated(lab: Lab, request: PatientRequest) -> None:
    """What is wrong with a baby's birth, age or numbers as typed, before its tests are asked for. Raises Refused."""
    at = when(lab, request.born_at, "birth time")
    if at is not None:
        request = _born(lab, request, at, lab.time().at)
    identity_named(request, "", lab.today(), lab.today())


def _born(lab: Lab, request: PatientRequest, at: int, now: int) -> PatientRequest:
    if request.birth_date or request.age:
        raise Refused("Give the time of birth, or the date or age, not both.")
    if at > now:
        raise Refused("The birth time is in the future: check it.")
    return replace(request, birth_date=lab.local(at).date().isoformat())


def _together(act: Act, identity: Identity, birth: Birth) -> list[patients.Patient]:
    """The babies of that mother's same birth who are registered: born within a day, midnight being no matter."""
    assert identity.birth_date is not None
    born = date.fromisoformat(identity.birth_date)
    known = (patients.patient(act.conn, each) for each in patients.children(act.conn, birth.mother))
    return [
        p for p in known if p and p.birth_date and abs((date.fromisoformat(p.birth_date) - born).days) <= 1
    ]


def same_baby(act: Act, identity: Identity) -> patients.Patient | None:
    """The baby who is registered already."""
    birth = identity.birth
    if birth is None:
        return None
    order = (birth.baby, birth.babies)
    return next((p for p in _together(act, identity, birth) if (p.baby, p.babies) == order), None)


def _refuse_other_count(act: Act, identity: Identity, birth: Birth) -> None:
    for known in _together(act, identity, birth):
        if known.babies != birth.babies:
            raise Refused(
                f"{known.name} is registered, {known.id}: there cannot be {birth.babies} of one birth. Correct"
                " that one first, or check the number."
            )

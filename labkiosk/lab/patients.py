"""Who the patient is: found, new, unknown, corrected."""

from datetime import date

from msgspec.structs import replace

from labkiosk.board import patients, samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.patient import Birth, Identifier, Identity, PatientCorrected
from labkiosk.facts.sample import SampleRelabelled
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.reassess import reassess, whose_samples
from labkiosk.lab.reissue import named_on_reports, reissue
from labkiosk.lab.request import PatientRequest
from labkiosk.rules.age import age_days, birth_from_age, parse_birth_date
from labkiosk.rules.emergency_name import emergency_name
from labkiosk.rules.identifiers import guess, identifier, stated_identifier
from labkiosk.rules.number import sample_number
from labkiosk.rules.text import clean, printable

CORRECTED = "identity corrected"
_COMPLETED = "more was said at a later registration"


def find_patients(lab: Lab, text: str, *, limit: int = 20) -> list[patients.Patient]:
    """Everyone whom a typed or scanned text may mean: by number, else by name.

    A patient without a hospital's number has our own id on label and report.
    """
    ours = patients.patient(lab.conn, text.strip().upper())
    if ours is not None:
        return [ours]
    guessed = guess(text)
    if guessed is not None:
        found = patients.by_identifier(lab.conn, guessed[1], limit=limit)
        if found:
            return found
    return patients.by_name(lab.conn, text, limit=limit)


def identity_of(request: PatientRequest, today: date, drawn: date | None = None) -> Identity:
    """The identity that a request states; an age was true on the day ``drawn``. Raises Refused."""
    return identity_named(request, clean(request.name or "", "Name", required=True), today, drawn or today)


def identity_named(request: PatientRequest, name: str, today: date, drawn: date) -> Identity:
    """The identity that a request states, under that name. Raises Refused."""
    if request.birth_date and request.age:
        raise Refused("Give the date of birth or the age, not both.")
    birth: date | None = None
    if request.birth_date:
        birth = parse_birth_date(request.birth_date, today)
    elif request.age:
        birth = birth_from_age(request.age, drawn)
    return Identity(
        name=name,
        sex=request.sex,
        birth_date=birth.isoformat() if birth else None,
        birth_estimated=bool(request.age) or (birth is not None and request.birth_estimated),
        ids=tuple(dict.fromkeys(stated_identifier(i.system, i.value) for i in request.ids)),
    )


def age_stated(lab: Lab, request: PatientRequest) -> int | None:
    """Days that whoever stands at the window now is old, None where that is not known. Raises Refused."""
    today = lab.today()
    known = patients.patient(lab.conn, request.id) if request.id else None
    if request.born_at:
        return 0  # a newborn; the time itself is read when it is registered
    birth = known.birth_date if known else identity_named(request, "", today, today).birth_date
    return None if birth is None else age_days(date.fromisoformat(birth), today)


def unknown_identity(act: Act, request: PatientRequest, today: date, drawn: date) -> Identity:
    """A patient without a name gets one that is unlike every other. Raises Refused for a name given too."""
    if request.name:
        raise Refused("A patient is unknown or has a name, not both.")
    name = emergency_name(act.kiosk, act.serial("unknown"))
    stated = identity_named(request, name, today, drawn)
    return replace(stated, unknown=True, ids=(identifier("emergency", name), *stated.ids))


def same_patient(conn: Connection, identity: Identity) -> patients.Patient | None:
    """The patient who goes by one of these numbers already. A mobile number belongs to a family, so never by it.

    Raises Refused where a number is another person's.
    """
    same: patients.Patient | None = None
    for ident in identity.ids:
        if ident.system == "mobile":
            continue
        for known in patients.by_identifier(conn, ident.value, ident.system):
            if not _fits(known, identity) or same not in (None, known):
                raise Refused(
                    f"Number {ident.value} is that of {known.name} ({known.sex}), patient {known.id}: "
                    "choose that patient, or check the number."
                )
            same = known
    return same


def _fits(known: patients.Patient, identity: Identity) -> bool:
    """Whether name and, where both are known, sex and birth to the day are the same."""
    to_the_day = not (known.birth_estimated or identity.birth_estimated)
    births = {known.birth_date, identity.birth_date} - {None}
    sexes = {known.sex, identity.sex} - {"U"}
    return (
        known.given.casefold() == identity.name.casefold()
        and len(sexes) < 2
        and not (to_the_day and len(births) > 1)
    )


def complete(lab: Lab, act: Act, known: patients.Patient, said: Identity) -> None:
    """Keep what was not known of a patient until ``said``: sex, birth, further numbers. Labels stay as they are."""
    ids = patients.identifiers(act.conn, known.id)
    born = known if known.birth_date else said
    whole = Identity(
        name=known.given,
        sex=said.sex if known.sex == "U" else known.sex,
        birth_date=born.birth_date,
        birth_estimated=born.birth_estimated,
        unknown=known.unknown,
        ids=tuple(dict.fromkeys((*(identifier(*i) for i in ids), *said.ids))),
        birth=birth_of(known),
    )
    if _says_nothing_new(known, ids, whole):
        return
    before = whose_samples(lab, act, known.id)
    act.append(PatientCorrected(patient=known.id, identity=whole, reason=_COMPLETED))
    reassess(lab, act, before, _COMPLETED)


def birth_of(known: patients.Patient) -> Birth | None:
    """Of a newborn, the birth: a correction leaves it as it is."""
    if known.mother is None:
        return None
    return Birth(mother=known.mother, baby=known.baby, babies=known.babies, at=known.born_at)


def similar(conn: Connection, identity: Identity) -> tuple[str, ...]:
    """Known patients who may be the same: same name and sex, or one mobile number and a like name."""
    found = {
        known
        for known, sex in patients.namesakes(conn, identity.name)
        if "U" in (sex, identity.sex) or sex == identity.sex
    }
    for ident in identity.ids:
        for known in patients.by_identifier(conn, ident.value, ident.system, limit=5):
            like = known.name.split()[0].casefold() == identity.name.split()[0].casefold()
            if like and not _is_sibling(known, identity.birth):
                found.add(known.id)
    return tuple(sorted(found))


def _is_sibling(known: patients.Patient, birth: Birth | None) -> bool:
    """Whether it is another baby of the same mother."""
    return birth is not None and known.mother == birth.mother and known.baby != birth.baby


def correct_patient(lab: Lab, patient_id: str, request: PatientRequest, reason: str) -> tuple[str, ...]:
    """Replace a wrong identity; tubes in use get new numbers and labels, and their old labels are void.

    Values not yet released are judged anew by the right sex and age, and reports that are out are made anew. An unknown patient keeps the emergency
    name: it takes two people to say who it is. Returns the new numbers. Raises Refused.
    """
    lab.require("correct_patient")
    why = clean(reason, "Reason", required=True)
    with lab.act() as act:
        known = patients.patient(act.conn, patient_id)
        if known is None:
            raise Refused(f"Patient {printable(patient_id, limit=24)} is not known here.")
        ids = patients.identifiers(act.conn, known.id)
        emergency = (identifier(*i) for i in ids if i.system == "emergency")
        stated = _right_identity(known, request, lab.today())
        identity = replace(stated, ids=(*stated.ids, *emergency), birth=birth_of(known))
        if _says_nothing_new(known, ids, identity):
            raise Refused("Nothing to correct: all of this is known already.")
        _refuse_others_number(act, known.id, identity.ids)
        before, named = whose_samples(lab, act, known.id), named_on_reports(lab, act, known.id)
        act.append(PatientCorrected(patient=known.id, identity=identity, reason=why))
        reassess(lab, act, before, CORRECTED)
        reissue(lab, act, named, f"{CORRECTED}: {why}")
        return relabel(act, known.id, CORRECTED)


def _right_identity(known: patients.Patient, request: PatientRequest, today: date) -> Identity:
    if not known.unknown:
        return identity_of(request, today)
    if request.name not in (None, known.name):
        raise Refused(
            f"Two people say who {known.name} is: propose it with labkiosk link, or on the patient's screen."
        )
    return replace(identity_named(request, known.name, today, today), unknown=True)


def _says_nothing_new(known: patients.Patient, ids: list[patients.Ident], identity: Identity) -> bool:
    stands = (known.given, known.sex, known.birth_date, known.birth_estimated, known.unknown)
    said = (identity.name, identity.sex, identity.birth_date, identity.birth_estimated, identity.unknown)
    return stands == said and {*ids} == {(i.system, i.value) for i in identity.ids}


def _refuse_others_number(act: Act, patient_id: str, ids: tuple[Identifier, ...]) -> None:
    for ident in ids:
        if ident.system == "mobile":
            continue
        for other in patients.by_identifier(act.conn, ident.value, ident.system):
            if other.id != patient_id:
                raise Refused(f"Number {ident.value} is that of {other.name}, patient {other.id}: check it.")


def relabel(act: Act, patient_id: str, reason: str) -> tuple[str, ...]:
    """New numbers and labels for the tubes in use, and a new slip for the card of each order; the numbers."""
    jobs, numbers = [], []
    for order, tubes in patients.open_samples_of(act.conn, patient_id).items():
        for tube in tubes:
            found = samples.sample(act.conn, tube)
            if found is None or found.tubeless:
                continue
            number = sample_number(act.kiosk, act.serial("S"))
            act.append(SampleRelabelled(sample=tube, number=number, reason=reason))
            jobs.append(ask(act, "label", tube, reason=reason, anew=True))
            numbers.append(number)
        jobs.append(ask(act, "slip", order, reason=reason, anew=True))
    if jobs:
        act.append(PaperAsked(jobs=tuple(jobs)))
    return tuple(numbers)

"""The patient form without a screen: what stands in its fields, as a request, and back."""

import re
from datetime import date
from typing import Literal, cast, get_args

import msgspec
from msgspec.structs import replace

from labkiosk.board.patients import Ident as KnownIdent
from labkiosk.board.patients import Patient
from labkiosk.facts.errors import Refused
from labkiosk.lab.request import PatientRequest
from labkiosk.rules.age import age_text, birth_from_age, parse_birth_date
from labkiosk.rules.identifiers import STATED, guess

Sex = Literal["F", "M", "O", "U"]
SHOWN = ("hospital", "mobile", "abha")
_YEARS = re.compile(r"[0-9]{1,3}")
_AGE = re.compile(r"[0-9]{1,5}\s*[A-Za-z]+\.?")


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """The texts of the form; ``born`` is an age or a date of birth."""

    name: str = ""
    sex: str = ""
    born: str = ""
    hospital: str = ""
    mobile: str = ""
    abha: str = ""


def fields_of(patient: Patient, ids: list[KnownIdent], today: date) -> Fields:
    """A known patient on the form; of several numbers of one kind, the first is shown."""
    first = {i.system: i.value for i in reversed(ids)}
    return Fields(
        name="" if patient.unknown else patient.given,
        sex=patient.sex,
        born=_born_text(patient, today),
        **{system: first.get(system, "") for system in SHOWN},
    )


def _born_text(patient: Patient, today: date) -> str:
    if patient.birth_date is None:
        return ""
    if not patient.birth_estimated:
        return patient.birth_date
    return age_text(date.fromisoformat(patient.birth_date), today, estimated=False)


def fields_from_search(text: str) -> Fields:
    """What was searched for and not found is where a new patient begins. Raises Refused."""
    guessed = guess(text) if text.strip() else None
    if guessed is None:
        return Fields(name=text.strip())
    return Fields(**{guessed[0]: guessed[1]})


def request_of(fields: Fields) -> PatientRequest:
    """The form as a new patient's request. Raises Refused."""
    return _request(fields, {}, [])


def correction_of(fields: Fields, was: Fields, patient: Patient, ids: list[KnownIdent]) -> PatientRequest:
    """The form as the whole of the right identity: what it does not show, and an age left alone, stays."""
    born: dict[str, object] = {}
    if fields.born.strip() == was.born and patient.birth_date is not None:
        born = {"birth_date": patient.birth_date, "birth_estimated": patient.birth_estimated}
    if patient.unknown and not fields.name.strip():
        fields = replace(fields, name=patient.name)
    shown = {(system, getattr(was, system)) for system in SHOWN}
    others = [i for i in ids if (i.system, i.value) not in shown and i.system in STATED]
    return _request(fields, born, others)


def _request(fields: Fields, born: dict[str, object], others: list[KnownIdent]) -> PatientRequest:
    sex = sex_of(fields)
    if not fields.name.strip():
        raise Refused("Type the name, or press F12 for an unknown patient.")
    return msgspec.convert(
        {
            "name": fields.name,
            "sex": sex,
            "ids": [*numbers_typed(fields), *(i._asdict() for i in others)],
            **(born or birth_request(fields.born)),
        },
        PatientRequest,
    )


def unknown_of(fields: Fields) -> PatientRequest:
    """An unknown patient, with the sex and age that can be seen. Raises Refused."""
    sex = sex_of(fields, unsaid="U")
    born = birth_request(fields.born)
    if "birth_date" in born:
        raise Refused("Of an unknown patient type an age, like 40 y, not a date of birth.")
    return PatientRequest(unknown=True, sex=sex, age=born.get("age"))


def sex_of(fields: Fields, *, unsaid: str = "") -> Sex:
    """The sex that is typed, ``unsaid`` where none is. Raises Refused."""
    sex = fields.sex.strip().upper() or unsaid
    if sex not in get_args(Sex):
        raise Refused("Type the sex: F, M, O (other) or U (not known).")
    return cast(Sex, sex)


def numbers_typed(fields: Fields) -> list[dict[str, str]]:
    """The numbers on the form that are not left empty, as a request has them."""
    return [{"system": s, "value": getattr(fields, s)} for s in SHOWN if getattr(fields, s).strip()]


def birth_request(born: str) -> dict[str, str]:
    """``51 y`` or ``51`` as an age, anything else as a date of birth; nothing where nothing is typed."""
    given = born.strip()
    if not given:
        return {}
    if _YEARS.fullmatch(given):
        return {"age": f"{given} y"}
    return {"age": given} if _AGE.fullmatch(given) else {"birth_date": given}


def birth_read_back(born: str, today: date) -> str:
    """What an age or date of birth means, for the eye. Raises Refused where it is neither."""
    given = birth_request(born)
    if not given:
        return "age not known"
    if "age" in given:
        birth = birth_from_age(given["age"], today)
        return f"{age_text(birth, today, estimated=True)}, born about {birth:%Y}"
    birth = parse_birth_date(given["birth_date"], today)
    return f"{age_text(birth, today, estimated=False)}, born {birth:%d %b %Y}"

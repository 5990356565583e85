"""Finds patients, and corrects who they are."""

import argparse
from typing import TYPE_CHECKING, Literal, cast

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.cli.table import who
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.board.patients import Patient
    from labkiosk.lab.lab import Lab
    from labkiosk.lab.request import Ident, PatientRequest


def arguments(parser: argparse.ArgumentParser) -> None:
    """Find, or correct."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="find|correct")
    find = verbs.add_parser("find", description="Patients by number, or by the beginning of their names.")
    find.add_argument("text", metavar="TEXT", help="a hospital, mobile or ABHA number, or names")
    correct = verbs.add_parser(
        "correct", description="Corrects a patient; what is not given stays. Tubes in use get new labels."
    )
    correct.add_argument("patient", metavar="PATIENT", help="as labkiosk patients find shows it")
    identity_options(correct)
    correct.add_argument("--reason", required=True, metavar="TEXT", help="why")
    for verb in (find, correct):
        in_home(verb)


def identity_options(parser: argparse.ArgumentParser) -> None:
    """Who a patient is: name, sex, birth and numbers."""
    parser.add_argument("--name", metavar="TEXT")
    parser.add_argument("--sex", choices=("F", "M", "O", "U"))
    birth = parser.add_mutually_exclusive_group()
    birth.add_argument("--birth-date", metavar="DATE", help="like 1975-03-14")
    birth.add_argument("--age", help="like 51 y, 8 m, 2 w or 3 d")
    parser.add_argument(
        "--id",
        action="append",
        metavar="SYSTEM=NUMBER",
        help="hospital=, mobile=, abha= or other=; all there are: may be given again",
    )


def run(args: argparse.Namespace) -> int:
    """Find or correct."""
    with open_lab(args) as lab:
        return _find(lab, args) if args.verb == "find" else _correct(lab, args)


def _find(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.board.patients import every_identifier
    from labkiosk.lab.patients import find_patients

    found = find_patients(lab, args.text)
    for patient in found:
        ids = every_identifier(lab.conn, patient.id)
        if args.json:
            emit(
                patient._asdict()
                | {"born_at": iso(lab, patient.born_at)}
                | {"ids": [i._asdict() for i in ids]}
            )
        else:
            numbers = "".join(f", {i.system} {i.value}" for i in ids)
            say(f"{who(patient, lab.today())}{numbers}")
    if not found and not args.json:
        say("Nobody is found: look at the spelling, or register a new patient.")
    return DONE


def _correct(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.patients import correct_patient

    known = known_patient(lab, args.patient)
    numbers = correct_patient(lab, known.id, identity_request(lab, known, args), args.reason)
    if args.json:
        emit({"patient": known.id, "relabelled": list(numbers)})
        return DONE
    say(f"Patient {known.id} is corrected.")
    if numbers:
        say(f"New labels print for {', '.join(numbers)}; the old ones are void.")
    return DONE


def known_patient(lab: "Lab", number: str) -> "Patient":
    """The patient of that number. Raises Refused for a number that nobody has."""
    from labkiosk.board.patients import patient

    known = patient(lab.conn, number)
    if known is None:
        raise Refused(f"Patient {number} is not known here: labkiosk patients find TEXT finds them.")
    return known


def identity_request(lab: "Lab", known: "Patient", args: argparse.Namespace) -> "PatientRequest":
    """The whole of the right identity: what was given, and for the rest what stands."""
    from labkiosk.board.patients import identifiers
    from labkiosk.lab.request import Ident, PatientRequest
    from labkiosk.rules.identifiers import STATED

    stated = (i for i in identifiers(lab.conn, known.id) if i.system in STATED)
    ids = [Ident(system=i.system, value=i.value) for i in stated]
    if args.id is not None:
        ids = [_ident(text) for text in args.id]
    stands = args.birth_date is None and args.age is None
    return PatientRequest(
        name=known.given if args.name is None else args.name,
        sex=cast(Literal["F", "M", "O", "U"], args.sex or known.sex),
        birth_date=known.birth_date if stands else args.birth_date,
        birth_estimated=known.birth_estimated if stands else False,
        age=args.age,
        ids=tuple(ids),
    )


def _ident(text: str) -> "Ident":
    from labkiosk.lab.request import Ident

    system, sign, value = text.partition("=")
    if not sign:
        raise Refused(f"Give a number with its kind, like hospital=H123, not {text!r}.")
    return Ident(system=system, value=value)

"""Lists the cultures to be read, shows one, keeps a reading, or the zones and MICs of an isolate."""

import argparse
from typing import TYPE_CHECKING

from labkiosk.cli.common import DONE, USAGE, complain, emit, in_home, iso, open_lab, say
from labkiosk.cli.table import table

if TYPE_CHECKING:
    from labkiosk.board.samples import Sample
    from labkiosk.lab.culture import Reading
    from labkiosk.lab.judging import Disk
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """A sample and its test show it; options say what was seen on the plate."""
    parser.add_argument(
        "sample", nargs="?", metavar="SAMPLE", help="the number on the tube; else all to be read"
    )
    parser.add_argument("test", nargs="?", metavar="TEST", help="the culture, such as URICUL")
    lists = parser.add_mutually_exclusive_group()
    lists.add_argument("--organisms", action="store_true", help="list the organisms")
    lists.add_argument("--antibiotics", action="store_true", help="list the antibiotics")
    parser.add_argument("--read", choices=("none", "positive", "growth"), help="what was seen")
    last = parser.add_mutually_exclusive_group()
    last.add_argument("--final", action="store_true", help="it is not read again")
    last.add_argument("--not-final", action="store_true", help="it is read again")
    parser.add_argument("--hours", type=int, metavar="N", help="hours of incubation (else by the clock)")
    parser.add_argument("--gram", default="", metavar="TEXT", help="what its Gram stain shows")
    parser.add_argument(
        "--grew", action="append", default=[], metavar="ORGANISM[=QUANTITY]", help="what grew, and how much"
    )
    parser.add_argument("--isolate", type=int, metavar="N", help="the isolate that is corrected or tested")
    parser.add_argument("--strike", default="", metavar="WHY", help="the isolate counts no more")
    for method, unit in (("disk", "MM"), ("mic", "MG/L")):
        parser.add_argument(
            f"--{method}",
            action="append",
            default=[],
            metavar=f"ANTIBIOTIC={unit}",
            help=f"tested by {method}",
        )
    parser.add_argument(
        "--letter",
        action="append",
        default=[],
        metavar="ANTIBIOTIC=S|I|R",
        help="a category that a person gives",
    )
    parser.add_argument("--comment", default="", metavar="TEXT", help="for the report")
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help="why it is corrected, or of that category"
    )
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """List, show, read or test."""
    tests = bool(args.disk or args.mic or args.letter)
    if (args.read or tests) and not args.test:
        complain("labkiosk culture: give the sample and its test.")
        return USAGE
    if (args.read and tests) or (tests and args.isolate is None):
        complain("labkiosk culture: --disk, --mic and --letter go with --isolate, and apart from --read.")
        return USAGE
    if args.strike and (args.isolate is None or not args.test or args.read or tests):
        complain(
            "labkiosk culture: --strike goes with the sample, its test and --isolate, and with nothing else."
        )
        return USAGE
    if not args.read and (named := _of_a_reading(args)):
        complain(f"labkiosk culture: {named} goes with --read.")
        return USAGE
    with open_lab(args) as lab:
        if args.organisms or args.antibiotics:
            _list(lab, args)
        elif args.sample is None:
            _due(lab, as_json=args.json)
        else:
            _of_sample(lab, args, tests=tests)
    return DONE


def _of_a_reading(args: argparse.Namespace) -> str:
    """An option that is given and says something of a reading; empty where none is."""
    given = [name for name in ("final", "not_final", "gram", "grew", "comment") if getattr(args, name)]
    given += ["hours"] if args.hours is not None else []
    return f"--{given[0].replace('_', '-')}" if given else ""


def _of_sample(lab: "Lab", args: argparse.Namespace, *, tests: bool) -> None:
    from labkiosk.board import samples
    from labkiosk.cli.culture_text import as_object, tell
    from labkiosk.lab.antibiogram import keep_antibiogram
    from labkiosk.lab.asked import asked_test
    from labkiosk.lab.culture import read_culture
    from labkiosk.lab.microbiology import refuse_unless
    from labkiosk.lab.scan import sample_of
    from labkiosk.lab.striking import strike_isolate

    if args.read:
        read_culture(lab, args.sample, _reading(args))
    elif args.strike:
        strike_isolate(lab, args.sample, args.test, args.isolate, args.strike)
    elif tests:
        keep_antibiogram(lab, args.sample, args.test, args.isolate, _disks(args), args.reason)
    sample = sample_of(lab.conn, args.sample)
    states = {t.code: t for t in samples.tests(lab.conn, sample.id)}
    for code in [args.test] if args.test else _cultures(lab, sample):
        test, _ = asked_test(lab, sample, states, code)
        refuse_unless(test, "culture")
        said = as_object(lab, sample, test.code)
        if args.json:
            emit(said)
        else:
            tell(said)


def _cultures(lab: "Lab", sample: "Sample") -> list[str]:
    from labkiosk.board import samples
    from labkiosk.facts.errors import Refused

    known = lab.catalogue.tests
    found = [
        t.code
        for t in samples.tests(lab.conn, sample.id)
        if t.code in known and known[t.code].kind == "culture"
    ]
    if not found:
        raise Refused(f"Sample {sample.number} has no culture.")
    return found


def _reading(args: argparse.Namespace) -> "Reading":
    from labkiosk.lab.culture import Grown, Reading

    grown = [
        Grown(organism=o, quantity=q, number=args.isolate)
        for o, _, q in (g.partition("=") for g in args.grew)
    ]
    return Reading(
        test=args.test,
        found=args.read,
        final=True if args.final else False if args.not_final else None,
        hours=args.hours,
        gram=args.gram,
        isolates=tuple(grown),
        comment=args.comment,
        reason=args.reason,
    )


def _disks(args: argparse.Namespace) -> "list[Disk]":
    from labkiosk.lab.judging import Disk

    letters = dict(_pair(each) for each in args.letter)
    made = []
    for method in ("disk", "mic"):
        for name, value in map(_pair, getattr(args, method)):
            letter = letters.pop(name, "")
            made.append(Disk(antibiotic=name, value=value, method=method, letter=letter, reason=args.reason))
    return [
        *made,
        *(Disk(antibiotic=name, letter=letter, reason=args.reason) for name, letter in letters.items()),
    ]


def _pair(text: str) -> tuple[str, str]:
    # An MIC such as <=0.5 has a sign of equality of its own.
    name, _, value = text.partition("=")
    return name, value


def _list(lab: "Lab", args: argparse.Namespace) -> None:
    from labkiosk.lab.microbiology import antibiotics, organisms

    organism_names = {code: o.name for code, o in organisms(lab).items()}
    named = organism_names if args.organisms else antibiotics(lab)
    for code, name in named.items():
        emit({"code": code, "name": name}) if args.json else say(f"{code:<6} {name}")


def _due(lab: "Lab", *, as_json: bool) -> None:
    from labkiosk.lab.culture_view import due_readings, found_words

    due = due_readings(lab)
    if as_json:
        for one in due:
            said = {"sample": one.number, "test": one.test, "name": one.patient, "read_at": iso(lab, one.at)}
            emit(said | {"found": one.found, "hours": one.hours})
        return
    now = lab.time().at
    rows = [
        (
            "NOW" if one.at <= now else "",
            f"{lab.local(one.at):%d %b %H:%M}",
            one.number,
            one.test,
            found_words(one.found) if one.found else "not read yet",
            one.patient,
        )
        for one in due
    ]
    for line in table(rows) if rows else ["No culture is to be read."]:
        say(line)

"""Lists critical results that wards are to be told at once, and keeps what came of ringing them."""

import argparse
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, FAILED, complain, emit, in_home, iso, open_lab, say
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.board.calls import Call
    from labkiosk.lab.calls import PhoneCall
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """What came of which call; without any, the list."""
    parser.add_argument("sample", nargs="?", metavar="SAMPLE", help="the number on the tube")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--tried", metavar="HOW", help='nobody was told: "no answer", "engaged", ...')
    way.add_argument("--taken-by", metavar="NAME", help="who was told; needs --role and --read-back")
    way.add_argument("--slip", action="store_true", help="print a slip for a runner")
    way.add_argument("--anyway", action="store_true", help="tell what the ward knows of; needs --reason")
    way.add_argument("--escalate", action="store_true", help="send on all that have waited too long")
    parser.add_argument("--role", default="", metavar="ROLE", help="what they are: sister, doctor, ...")
    parser.add_argument(
        "--read-back", action="append", default=[], metavar="T=V", help="what they said; once for each value"
    )
    parser.add_argument("--phone", metavar="N", help="the number that was rung, if another than the list's")
    parser.add_argument("--note", default="", metavar="TEXT", help="anything else about a try")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why it is told all the same")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """List, or keep what happened."""
    with open_lab(args) as lab:
        if args.escalate:
            return _escalate(lab, as_json=args.json)
        if args.tried is None and args.taken_by is None and not (args.slip or args.anyway):
            return _list(lab, args.sample, as_json=args.json)
        if args.sample is None:
            raise Refused("Say which sample: labkiosk call lists those to be told.")
        if args.tried is not None:
            return _tried(lab, args)
        if args.taken_by is not None:
            return _taken(lab, args)
        return _slip(lab, args) if args.slip else _anyway(lab, args)


def _tried(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.calling import try_call

    done = try_call(lab, args.sample, args.tried, phone=args.phone, note=args.note)
    slip = done.job.job if done.job else None
    if args.json:
        emit({"sample": done.call.number, "tries": done.tries, "to": done.call.line.to, "slip": slip})
        return DONE
    said = f"Kept, try {done.tries}."
    if slip:
        said += f" It goes to {done.call.line.to} now, and a runner's slip prints."
    say(said)
    return DONE


def _taken(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.calling import take_call

    pairs = [each.partition("=") for each in args.read_back]
    if wrong := [test for test, sign, _ in pairs if not sign]:
        raise Refused(f"--read-back {wrong[0]} lacks its value: write it like K=7.1.")
    read_back = {test: value for test, _, value in pairs}
    done = take_call(lab, args.sample, args.taken_by, args.role, read_back, phone=args.phone)
    if args.json:
        told = [f"{one.number}:{one.test}" for one in done.call.calls]
        emit({"sample": done.call.number, "taken": not done.wrong, "values": told, "wrong": list(done.wrong)})
    if done.wrong:
        complain(f"labkiosk: not taken: read back {'; '.join(done.wrong)}. Say it again.")
        return FAILED
    if not args.json:
        say(f"{done.taken_by} was told {', '.join(one.test for one in done.call.calls)}, and read it back.")
    return DONE


def _slip(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.calling import print_slip

    job = print_slip(lab, args.sample)
    emit({"sample": job.subject, "slip": job.job}) if args.json else say("A runner's slip will print.")
    return DONE


def _anyway(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.calling import want_call

    wanted = want_call(lab, args.sample, args.reason)
    tests = [one.test for one in wanted]
    if args.json:
        emit({"sample": wanted[0].number, "tests": tests})
    else:
        say(f"To be told: {' '.join(tests)}.")
    return DONE


def _escalate(lab: "Lab", *, as_json: bool) -> int:
    from labkiosk.lab.calling import escalate_calls
    from labkiosk.lab.sensitive import may_see

    done = [each for each in escalate_calls(lab) if all(may_see(lab, one) for one in each.calls)]
    for each in done:
        if as_json:
            emit({"sample": each.number, "to": each.line.to})
        else:
            say(f"Sample {each.number} goes to {each.line.to}, and a runner's slip prints.")
    if not (done or as_json):
        say("None has waited too long.")
    return DONE


def _list(lab: "Lab", sample: str | None, *, as_json: bool) -> int:
    from labkiosk.lab.calls import known_lately, phone_call, phone_calls

    now = lab.time().at
    if sample is None:
        found, known = phone_calls(lab, lab.conn, now), known_lately(lab, now)
    else:
        found, known = [phone_call(lab, lab.conn, sample, now)], []
    if as_json:
        for each in found:
            emit(_object(lab, each, now))
        for one in known:
            emit(_known(lab, one))
        return DONE
    for each in found:
        _show(lab, each, now)
    for one in known:
        say(f"Not called: {one.number} {one.patient_name}, {one.name} {one.value}: {one.reason}")
    if not (found or known):
        say("Nobody is to be told anything.")
    return DONE


def _show(lab: "Lab", each: "PhoneCall", now: int) -> None:
    from labkiosk.lab.call_words import cautions, what

    late = "!! " if each.escalated else ""
    phone = f" {each.phone}" if each.phone else ""
    say(f"{late}{each.minutes(now)} min  {each.whom}{phone}  {each.number} {each.name}")
    for one in each.calls:
        say(f"    {what(one)}")
    for caution in cautions(each.calls):
        say(f"    {caution}")
    for t in each.tries:
        say(
            f"    {lab.local(t.at):%H:%M} {t.how}{f' at {t.phone}' if t.phone else ''}{t.note and f': {t.note}'}"
        )


def _object(lab: "Lab", each: "PhoneCall", now: int) -> dict[str, Any]:
    from labkiosk.board.people import actor_name

    return {
        "sample": each.number,
        "state": "open",
        "name": each.name,
        "ward": each.ward,
        "bed": each.bed,
        "whom": each.whom,
        "phone": each.phone,
        "since": iso(lab, each.since),
        "minutes": each.minutes(now),
        "escalated": each.escalated,
        "values": [_value(one) for one in each.calls],
        "tries": [
            {
                "at": iso(lab, t.at),
                "by": actor_name(lab.conn, t.actor, t.at),
                "how": t.how,
                "phone": t.phone,
                "note": t.note,
            }
            for t in each.tries
        ],
    }


def _known(lab: "Lab", one: "Call") -> dict[str, Any]:
    return {
        "sample": one.number,
        "state": "not_needed",
        "name": one.patient_name,
        "ward": one.ward,
        "bed": one.bed,
        "since": iso(lab, one.at),
        "reason": one.reason,
        "values": [_value(one)],
    }


def _value(one: "Call") -> dict[str, str | list[str]]:
    return {
        "sample": one.number,
        "test": one.test,
        "value": one.value,
        "unit": one.unit,
        "flag": one.flag,
        "why": one.why,
        "before": one.before,
        "held": list(one.held),
    }

"""Sends tests to another laboratory, calls them back, or lists what is there."""

import argparse
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.cli.table import fit, table
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.board.sent import Out
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is sent where; or what is to be done here after all; or the list."""
    parser.add_argument("sample", nargs="?", metavar="SAMPLE", help="the number on the tube")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--to", metavar="LAB", help="a laboratory of the catalogue, or any other by its name")
    way.add_argument("--recall", action="store_true", help="do it here after all; needs --reason")
    way.add_argument("--list", action="store_true", help="what is elsewhere, and what should be back")
    parser.add_argument("--number", default="", metavar="N", help="the sample's number there")
    parser.add_argument(
        "--test", action="append", default=[], metavar="T", help="only this test; may be given again"
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help="why")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Send, call back or list."""
    with open_lab(args) as lab:
        if args.list:
            return _list(lab, args)
        if args.sample is None:
            raise Refused("Say which sample: its number is on the tube.")
        return _recall(lab, args) if args.recall else _send(lab, args)


def _send(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.divert import divert

    tests = tuple(args.test)
    done = divert(lab, args.sample, args.to, tests=tests, their_number=args.number, reason=args.reason)
    if args.json:
        emit({"sample": args.sample, "tests": list(done.tests), "to": done.to, "number": args.number})
    else:
        say(f"Sent {' '.join(done.tests)} of sample {args.sample} to {done.to}: a slip to go with it prints.")
    return DONE


def _recall(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.divert import recall

    codes = recall(lab, args.sample, tuple(args.test), args.reason)
    said = f"Called back {' '.join(codes)} of sample {args.sample}: to be done here."
    emit({"sample": args.sample, "tests": list(codes)}) if args.json else say(said)
    return DONE


def _list(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.board import sent

    now = lab.time().at
    found = sent.out(lab.conn)
    if args.json:
        for one in found:
            emit(_object(lab, one, now))
    elif found:
        for line in table([_row(lab, one, now) for one in found]):
            say(line)
    else:
        say("Nothing is at another laboratory.")
    return DONE


def _object(lab: "Lab", one: "Out", now: int) -> dict[str, Any]:
    from labkiosk.board.people import actor_name
    from labkiosk.rules.priority import due_state

    return {
        "sample": one.number,
        "tests": list(one.tests),
        "to": one.place,
        "number": one.their_number,
        "reason": one.reason,
        "name": one.name,
        "sent_at": iso(lab, one.at),
        "sent_by": actor_name(lab.conn, one.actor, one.at),
        "due": iso(lab, one.due),
        "due_state": due_state(one.due, now, one.back_min),
    }


def _row(lab: "Lab", one: "Out", now: int) -> tuple[str, ...]:
    late = "!! OVERDUE" if now > one.due else ""
    number = f" no. {one.their_number}" if one.their_number else ""
    what = f"{fit(one.name, 20)}: {' '.join(one.tests)}"
    return (one.number, f"{fit(one.place, 24)}{number}", f"{lab.local(one.at):%d %b %H:%M}", late, what)

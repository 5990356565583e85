"""Corrects or takes back released results, and tells who had them."""

import argparse
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.cli.table import table
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.board.holders import Holder
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is wrong, and what is right."""
    parser.add_argument(
        "subject", nargs="?", metavar="SAMPLE", help="the number on the tube; an order with --told"
    )
    parser.add_argument(
        "values", nargs="*", metavar="TEST=VALUE", help="the right value, in the unit of the wrong one"
    )
    parser.add_argument(
        "--withdraw",
        action="append",
        default=[],
        metavar="T",
        help="take this result back, and give none; may be given again",
    )
    parser.add_argument(
        "--reason", default="", metavar="TEXT", help="why; needed for a correction or a withdrawal"
    )
    parser.add_argument("--print", action="store_true", help="with --withdraw: print the amended report too")
    parser.add_argument("--list", action="store_true", help="show who is to be told of what was amended")
    parser.add_argument("--told", metavar="V.N", help="who stands at V.N of that list was told")
    parser.add_argument("--who", default="", metavar="NAME", help="with --told: whom you told")
    parser.add_argument("--note", default="", metavar="TEXT", help="with --told: anything worth knowing")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Do it."""
    if args.list == bool(args.subject):
        raise Refused("Give the sample and TEST=VALUE, or --list to see who is to be told.")
    ways = [bool(args.values), bool(args.withdraw), bool(args.told)]
    if not args.list and sum(ways) != 1:
        raise Refused("Give either TEST=VALUE, or --withdraw T, or --told V.N.")
    with open_lab(args) as lab:
        if args.list:
            return _list(lab, as_json=args.json)
        if args.told:
            return _tell(lab, args)
        return _withdraw(lab, args) if args.withdraw else _amend(lab, args)


def _amend(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.amend import amend
    from labkiosk.lab.given import Given

    given = []
    for pair in args.values:
        test, is_pair, value = pair.partition("=")
        if not is_pair:
            raise Refused(f"{pair!r} is no TEST=VALUE: write the test's code, =, and the right value.")
        given.append(Given(test=test, value=value, reason=args.reason))
    for one in amend(lab, args.subject, given):
        if args.json:
            emit({"sample": one.sample, "test": one.test, "value": one.value, "unit": one.unit, "flag": one.flag,
                  "state": one.state, "needs": list(one.needs)})  # fmt: skip
        else:
            what = " ".join(part for part in (one.value, one.unit, one.flag) if part)
            say(f"{one.test} is now {what}. Another person releases it, and that makes the amended report.")
    return DONE


def _withdraw(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.amend import withdraw

    done = withdraw(lab, args.subject, tuple(args.withdraw), args.reason, report=args.print)
    codes = [code for tests in done.tests.values() for code in tests]
    if args.json:
        emit({"order": done.order, "version": done.version, "withdrawn": codes})
    else:
        say(f"Withdrawn: {' '.join(codes)}. Order {done.order}: amended report {done.version}.")
        say("labkiosk amend --list shows who is to be told.")
    return DONE


def _tell(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.amend import tell_holder

    version, _, place = args.told.partition(".")
    if not (version.isascii() and version.isdigit() and place.isascii() and place.isdigit()):
        raise Refused(f"{args.told!r} is no V.N, such as 2.1: labkiosk amend --list shows them.")
    holder = tell_holder(lab, args.subject, int(version[:9]), int(place[:9]), args.who, args.note)
    if args.json:
        emit(
            {"order": holder.order, "version": holder.version, "holder": holder.who, "told": args.who.strip()}
        )
    else:
        say(f"{holder.who}: {args.who.strip()} was told of report {holder.version} of order {holder.order}.")
    return DONE


def _list(lab: "Lab", *, as_json: bool) -> int:
    from labkiosk.board.holders import to_tell
    from labkiosk.lab.amended_words import has_it

    found = to_tell(lab.conn)
    if as_json:
        for one in found:
            emit(_object(lab, one))
        return DONE
    rows = [
        (one.order, f"{one.version}.{one.n + 1}", f"{lab.local(one.at):%d %b %H:%M}", one.who, has_it(one))
        for one in found
    ]
    for line in table(rows) if rows else ["Everybody who had an amended report was told."]:
        say(line)
    return DONE


def _object(lab: "Lab", one: "Holder") -> dict[str, Any]:
    return {
        "order": one.order,
        "version": one.version,
        "at": f"{one.version}.{one.n + 1}",
        "who": one.who,
        "how": one.how,
        "had": one.had,
        "since": iso(lab, one.at),
    }

"""Lists what the wards are to collect: in place of rejected tubes, and what nobody has drawn."""

import argparse
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.cli.table import fit, table
from labkiosk.rules.priority import MINUTE
from labkiosk.rules.words import many

if TYPE_CHECKING:
    from labkiosk.board.recollect import Awaited
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """One ward, or all; shown, or printed."""
    parser.add_argument("--ward", metavar="W", help="only this ward or clinic")
    parser.add_argument("--print", action="store_true", help="print a list for each ward")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Show or print."""
    from labkiosk.board.recollect import awaited
    from labkiosk.lab.recollect import print_lists

    with open_lab(args) as lab:
        if args.print:
            for one in print_lists(lab, args.ward):
                said = (
                    f"List {one.id} of {one.ward or 'ward not stated'}: {many(one.tubes, 'tube')}; it prints."
                )
                emit({"list": one.id, "ward": one.ward, "tubes": one.tubes}) if args.json else say(said)
            return DONE
        now = lab.time().at
        found = awaited(lab.conn, now, args.ward)
        if args.json:
            for tube in found:
                emit(_object(lab, tube, now))
        elif found:
            for line in table([_row(tube, now) for tube in found]):
                say(line)
        else:
            say("Nothing is to be collected again.")
    return DONE


def _object(lab: "Lab", tube: "Awaited", now: int) -> dict[str, Any]:
    return {
        "sample": tube.number,
        "ward": tube.ward,
        "bed": tube.bed,
        "name": tube.name,
        "priority": tube.priority,
        "container": tube.container,
        "tests": list(tube.tests),
        "reason": tube.reason,
        "replaces": tube.replaces,
        "since": iso(lab, tube.at),
        "waits_min": (now - tube.at) // MINUTE,
    }


def _row(tube: "Awaited", now: int) -> tuple[str, ...]:
    from labkiosk.lab.transfer import place

    waits = f"{(now - tube.at) // MINUTE} min"
    reason = tube.reason or "not collected yet"
    what = f"{' '.join(tube.tests)}: {reason}"
    return (place(fit(tube.ward, 15), tube.bed), tube.number, fit(tube.name, 18), waits, what)

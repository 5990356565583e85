"""Makes a ward's delivery sheet, takes its stub back, and lists reports that are not delivered."""

import argparse
from typing import TYPE_CHECKING

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.cli.table import table
from labkiosk.facts.errors import Refused
from labkiosk.rules.priority import MINUTE
from labkiosk.rules.words import many

if TYPE_CHECKING:
    from labkiosk.facts.delivery import Delivered, Handed
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is to be done, and for whom."""
    parser.add_argument("--ward", metavar="W", help="a sheet for this ward; with --list, only its reports")
    parser.add_argument("--again", action="store_true", help="with those whose sheet did not come back")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--list", action="store_true", help="show what is not delivered")
    way.add_argument("--returned", metavar="SHEET", help="the stub of this sheet came back signed")
    way.add_argument("--handed", metavar="ORDER|SAMPLE", help="somebody took its reports at the window")
    parser.add_argument("--taken-by", default="", metavar="NAME", help="who took them: a name or a badge")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Do it."""
    from labkiosk.lab.deliver import handed, make_sheet, returned

    if not (args.list or args.ward or args.returned or args.handed):
        raise Refused("Say --ward W for a sheet, --returned SHEET, --handed ORDER, or --list.")
    with open_lab(args) as lab:
        if args.list:
            return _list(lab, args.ward or "", as_json=args.json)
        if args.returned:
            return _tell(returned(lab, args.returned, args.taken_by), as_json=args.json)
        if args.handed:
            return _tell(handed(lab, args.handed, args.taken_by), as_json=args.json)
        made = make_sheet(lab, args.ward, again=args.again)
    if args.json:
        emit({"sheet": made.sheet, "ward": made.ward, "reports": _reports(made.reports)})
    else:
        say(
            f"Sheet {made.sheet} for {made.ward or 'ward not stated'}: {many(len(made.reports), 'report')}. It will print."
        )
    return DONE


def _tell(done: "Delivered", *, as_json: bool) -> int:
    if as_json:
        emit({"sheet": done.sheet, "taken_by": done.taken_by, "reports": _reports(done.reports)})
    else:
        by = f", taken by {done.taken_by}" if done.taken_by else ", signed on the stub"
        say(f"{len(done.reports)} delivered{by}.")
    return DONE


def _reports(handed: "tuple[Handed, ...]") -> list[dict[str, str | int]]:
    return [{"order": r.order, "form": r.form, "version": r.version} for r in handed]


def _list(lab: "Lab", ward: str, *, as_json: bool) -> int:
    from labkiosk.lab.deliver import is_late, undelivered

    now = lab.time().at
    found = undelivered(lab, ward)
    if as_json:
        for one in found:
            emit(
                {
                    "order": one.order,
                    "form": one.form,
                    "version": one.version,
                    "priority": one.priority,
                    "ward": one.ward,
                    "bed": one.bed,
                    "name": one.name,
                    "released_at": iso(lab, one.at),
                    "minutes": (now - one.at) // MINUTE,
                    "late": is_late(lab, one, now),
                    "paper": one.paper,
                    "sheet": one.sheet or None,
                }
            )
        return DONE
    rows = [
        (
            "!! LATE" if is_late(lab, one, now) else "",
            one.priority.upper() if one.priority == "stat" else one.priority,
            one.ward or "not stated",
            f"{one.order} {one.form} {one.version}",
            f"{(now - one.at) // MINUTE} min",
            one.sheet or f"paper {one.paper}",
            one.name,
        )
        for one in found
    ]
    for line in table(rows) if rows else ["Every report is delivered."]:
        say(line)
    return DONE

"""Counts samples by what became of them, on the screen or on paper; the figures add up."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.cli.table import fit, table
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.board.counts import By, Counts
    from labkiosk.lab.lab import Lab

_HEADS = {
    "registered": "all", "expected": "expect", "rejected": "reject", "cancelled": "cancel", "received": "recvd",
    "pending": "pend", "resulted": "result", "reported": "report", "diverted": "divert",
}  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which day, as of when, and in which groups."""
    parser.add_argument("--day", metavar="D", help="registered on this day, like 2026-11-22, or today")
    parser.add_argument(
        "--turnaround",
        action="store_true",
        help="what passed on that day, or today, and how long results took",
    )
    parser.add_argument("--at", metavar="TIME", help='as it was then, like "2026-11-22 14:00"')
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--by",
        choices=("bench", "ward", "priority", "test"),
        help="of each bench, ward of now, or priority; or, with --turnaround, test",
    )
    way.add_argument(
        "--of", metavar="NAME", help="with --turnaround: only this test, bench, priority or ward, by stage"
    )
    way.add_argument("--print", action="store_true", help="print the day's summary; today's without --day")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Print them."""
    from labkiosk.lab.counting import counted, moment

    with open_lab(args) as lab:
        day = _day(args.day, lab.today()) if args.day else None
        at = moment(lab, args.at) if args.at else None
        if args.turnaround:
            return _turnaround(args, lab, day or lab.today().isoformat())
        if args.of is not None:
            raise Refused("--of tells how long something took: give --turnaround too.")
        if args.by == "test":
            raise Refused("Only --turnaround is told by test: a tube is counted, not its tests.")
        if args.print:
            return _print(args, lab, day or lab.today().isoformat(), at)
        if args.by:
            return _groups(args, lab, args.by, day, at)
        found = counted(lab, day, at)
        if args.json:
            emit(_of(lab, day, at) | found._asdict())
            return DONE
        say(_title("Samples", lab, day, at))
    for name in ("registered", "expected", "rejected", "cancelled", "received"):
        say(f"  {name:<11}{getattr(found, name):>7}")
    for name in ("pending", "resulted", "reported", "diverted"):
        say(f"    {name:<9}{getattr(found, name):>7}")
    return DONE


def _turnaround(args: argparse.Namespace, lab: "Lab", day: str) -> int:
    from labkiosk.cli.day import emit_day, show_day
    from labkiosk.lab.turnaround import day_of

    if args.print or args.at:
        raise Refused("--turnaround shows a day that was: leave out --at; --print alone prints it.")
    found = day_of(lab.conn, lab, day)
    (emit_day if args.json else show_day)(found, args.by, args.of)
    return DONE


def _print(args: argparse.Namespace, lab: "Lab", day: str, at: int | None) -> int:
    from labkiosk.lab.summary_paper import print_summary

    made = print_summary(lab, day, at)
    if args.json:
        emit({"summary": made} | _of(lab, day, at))
    else:
        say(f"Summary {made} of {day}: it prints.")
    return DONE


def _groups(args: argparse.Namespace, lab: "Lab", by: "By", day: str | None, at: int | None) -> int:
    from labkiosk.lab.counting import groups

    found = groups(lab, by, day, at)
    if args.json:
        for one in found:
            emit(_of(lab, day, at) | {by: one.code} | one.counts._asdict())
        return DONE
    what = "Samples at each bench, a tube at two benches at both," if by == "bench" else f"Samples by {by}"
    say(_title(what, lab, day, at))
    rows = [(fit(one.name, 15), *_cells(one.counts)) for one in found]
    for line in table([("", *(f"{head:>7}"[-7:] for head in _HEADS.values())), *rows], gap=0):
        say(line)
    return DONE


def _of(lab: "Lab", day: str | None, at: int | None) -> dict[str, Any]:
    return {"day": day} | ({} if at is None else {"at": iso(lab, at)})


def _cells(found: "Counts") -> tuple[str, ...]:
    return tuple(f"{getattr(found, name):>7}" for name in _HEADS)


def _title(what: str, lab: "Lab", day: str | None, at: int | None) -> str:
    on = f"registered on {day}" if day else "registered on all days"
    return f"{what} {on}" if at is None else f"{what} {on}, as of {lab.local(at):%Y-%m-%d %H:%M}"


def _day(text: str, today: date) -> str:
    if text.strip().casefold() == "today":
        return today.isoformat()
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise Refused(f"Type the day like 2026-11-22, or today, not {text!r}.") from None

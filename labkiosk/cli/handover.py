"""Hands a shift over: shows what is not done, and keeps that two people signed for it."""

import argparse
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, say
from labkiosk.cli.table import fit, table
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.facts.shift import Standing
    from labkiosk.forms.handover import HandoverData, Section
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """To whom, and whether the page prints."""
    parser.add_argument("--to", metavar="BADGE", help="who takes over; without it nothing is handed over")
    parser.add_argument("--print", action="store_true", help="print the page to be signed")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Show the figures, then hand over."""
    from labkiosk.lab.handover import hand_over, standing
    from labkiosk.lab.handover_paper import standing_data

    if args.print and not args.to:
        raise Refused("Only a hand-over prints: say who takes over with --to BADGE.")
    if args.to and args.badge is None:
        raise Refused("Two badges sign a hand-over: give yours with --as BADGE.")
    with open_lab(args) as lab:
        if not args.to:
            at = lab.time().at
            found = standing(lab.conn, lab, at)
            emit(_object(lab, found, at)) if args.json else _show(standing_data(lab, found, at))
            return DONE
        done = hand_over(lab, args.badge, args.to, paper=args.print)
        fact = done.fact
        if args.json:
            who = {"outgoing": fact.outgoing.badge, "incoming": fact.incoming.badge, "job": done.job or None}
            emit({"handover": fact.handover, **who, **_object(lab, fact.standing, done.at)})
            return DONE
        _show(standing_data(lab, fact.standing, done.at, fact))
    say()
    say(f"Handed over by {fact.outgoing.name} to {fact.incoming.name}: {fact.handover}.")
    if done.job:
        say("The page will print: both sign it.")
    return DONE


def _object(lab: "Lab", found: "Standing", at: int) -> dict[str, Any]:
    from msgspec.structs import asdict

    lists = [
        asdict(each) | {"lines": [asdict(line) | {"when": iso(lab, line.when)} for line in each.lines]}
        for each in found.lists
    ]
    benches = [asdict(bench) for bench in found.benches]
    return {"at": iso(lab, at)} | asdict(found) | {"benches": benches, "lists": lists}


def _show(data: "HandoverData") -> None:
    say(f"{data.when}, {data.lab_name}")
    say()
    for line in table([("Samples", f"{data.day:>7}", f"{'ever':>7}"), *_figures(data.counts)]):
        say(line)
    say()
    if data.benches:
        for line in table([("At the benches", "waiting", "overdue"), *_figures(data.benches)]):
            say(line)
    for section in data.sections:
        say()
        _section(section)


def _figures(rows: tuple[tuple[str, int, int], ...]) -> list[tuple[str, ...]]:
    return [(name, f"{first:>7}", f"{second:>7}") for name, first, second in rows]


def _section(section: "Section") -> None:
    say(f"{section.title}: {section.total}")
    rows = [
        (f"  {line.priority}", line.last_four, fit(line.name, 24), fit(line.ward, 16), line.when, line.what)
        for line in section.lines
    ]
    for shown in table(rows) if rows else []:
        say(shown)
    if section.more:
        say(f"  and {section.more} more")

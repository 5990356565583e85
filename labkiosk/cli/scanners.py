"""Lists scanners, sets one up for a screen, and shows what one sends."""

import argparse
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, USAGE, complain, emit, in_home, open_lab, positive, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from labkiosk.lab.lab import Lab
    from labkiosk.lab.scanners import Listed
    from labkiosk.scanners.heard import Heard, Way


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which scanner, and what about it."""
    parser.add_argument(
        "address", nargs="?", metavar="ADDRESS", help="a scanner, as the list shows it; else all"
    )
    parser.add_argument("--screen", metavar="NAME", help="its codes go to this screen, such as tty2")
    parser.add_argument("--no-prefix", action="store_true", help="it sends no STX before a code")
    parser.add_argument("--identifiers", action="store_true", help="it sends AIM identifiers with every code")
    parser.add_argument("--baud", type=positive, metavar="N", help="speed of a serial line (else 9600)")
    parser.add_argument("--remove", action="store_true", help="read it no more")
    parser.add_argument(
        "--try", dest="tried", action="store_true", help="show what it sends, until it is stopped"
    )
    parser.add_argument("--count", type=positive, metavar="N", help="with --try: end after N scans")
    parser.add_argument("--sheet", action="store_true", help="print the sheet by which a scanner is tried")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """List, set up, remove or try."""
    acts = [bool(args.screen), args.remove, args.tried]
    ways = args.no_prefix or args.identifiers or args.baud
    wrong = sum(acts) != bool(args.address) or (args.sheet and args.address)
    if wrong or (ways and not (args.screen or args.tried)) or (args.count and not args.tried):
        complain("labkiosk scanners: with an ADDRESS goes --screen NAME, --remove or --try, one of them.")
        return USAGE
    with open_lab(args) as lab:
        if args.sheet:
            return _sheet(lab, args)
        if args.tried:
            return _try(args)
        if args.screen:
            return _set_up(lab, args)
        if args.remove:
            return _remove(lab, args)
        return _list(lab, as_json=args.json)


def _sheet(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.scanners import print_set_up_sheet

    sheet = print_set_up_sheet(lab)
    emit({"sheet": sheet}) if args.json else say(
        "The sheet will print: scan its three barcodes at Ctrl+G, N."
    )
    return DONE


def _set_up(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.scanners import listed, set_up_scanner

    set_up_scanner(
        lab, args.address, args.screen,
        prefix=not args.no_prefix, identifiers=args.identifiers, baud=args.baud or 9600,
    )  # fmt: skip
    made = next(one for one in listed(lab.conn) if one.address == args.address)
    emit(_object(made)) if args.json else say(f"{_line(made)}")
    return DONE


def _remove(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.scanners import remove_scanner

    was = remove_scanner(lab, args.address)
    if args.json:
        emit({"address": was.address, "screen": was.screen})
    else:
        say(f"{was.address} is read no more; it was for {was.screen}.")
    return DONE


def _list(lab: "Lab", *, as_json: bool) -> int:
    from labkiosk.lab.scanners import listed

    found = listed(lab.conn)
    for one in found:
        emit(_object(one)) if as_json else say(_line(one))
    if not found and not as_json:
        say(
            "No scanner is plugged in or set up. One that types on a keyboard is not seen here: page scanners."
        )
    return DONE


def _try(args: argparse.Namespace) -> int:
    """A screen that reads this scanner must let go of it first."""
    from labkiosk.scanners.heard import Way
    from labkiosk.scanners.source import DEV, path_of

    path_of(args.address)
    way = Way(args.address, not args.no_prefix, args.identifiers, args.baud or 9600)
    for said in what_it_sends(way, args.count, DEV):
        emit(said) if args.json else say("; ".join(f"{key}: {value}" for key, value in said.items()))
    return DONE


def what_it_sends(way: "Way", count: int | None, dev: "Path") -> "Iterator[dict[str, Any]]":
    """All that comes from a scanner, as ``--json`` says it, until ``count`` scans came; for ever where that is None."""
    from queue import SimpleQueue

    from labkiosk.scanners.heard import Heard
    from labkiosk.scanners.reader import Reader

    news: SimpleQueue[Heard] = SimpleQueue()
    reader = Reader(way, news.put, dev)
    reader.start()
    left = count
    try:
        while left is None or left > 0:
            said = _told(news.get())
            yield said
            if left is not None and not said.keys().isdisjoint(("scan", "refused")):
                left -= 1
    finally:
        reader.stop()
        reader.join()


def _told(heard: "Heard") -> dict[str, Any]:
    from labkiosk.scanners.framing import Broken
    from labkiosk.scanners.heard import Gone, Raw, There
    from labkiosk.scanners.scan import Scan, name_of
    from labkiosk.scanners.trial import word_of

    match heard:
        case There():
            return {"state": "ready"}
        case Gone(why):
            return {"state": why}
        case Raw(signs):
            return {"sent": " ".join(map(word_of, signs))}
        case Broken(said):
            return {"refused": said}
        case Scan(text, _, symbology):
            return {"scan": text, "barcode": name_of(symbology) if symbology else "not said"}


def _object(one: "Listed") -> dict[str, Any]:
    return {
        "address": one.address,
        "name": one.name,
        "plugged_in": one.plugged_in,
        "screen": one.screen or None,
        "prefix": one.prefix,
        "identifiers": one.identifiers,
        "baud": one.baud,
    }


def _line(one: "Listed") -> str:
    if not one.screen:
        return f"{one.address}: plugged in, not set up"
    there = "" if one.plugged_in else "; NOT PLUGGED IN"
    stx = "with STX" if one.prefix else "without STX"
    aim = "with identifiers" if one.identifiers else "without identifiers"
    return f"{one.address}: for {one.screen}, {stx}, {aim}{there}"

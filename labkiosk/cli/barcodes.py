"""Lists the command barcodes for hands in gloves, or prints their sheets."""

import argparse
from typing import TYPE_CHECKING

from labkiosk.cli.common import DONE, emit, in_home, open_lab, say
from labkiosk.cli.table import table
from labkiosk.facts.errors import Refused
from labkiosk.rules.text import printable

if TYPE_CHECKING:
    from labkiosk.lab.lab import Lab
    from labkiosk.tui.barcodes import Section


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which sheets, and where to."""
    parser.add_argument("sheet", nargs="*", metavar="SHEET", help="such as receive; without any, all of them")
    parser.add_argument("--print", action="store_true", help="print them")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """List or print them."""
    with open_lab(args) as lab:
        for section in _chosen(lab, args.sheet):
            _print(lab, section, args.json) if args.print else _list(section, args.json)
    return DONE


def _chosen(lab: "Lab", names: list[str]) -> "list[Section]":
    from labkiosk.tui.barcodes import sections

    known = {section.name.casefold(): section for section in sections(lab.catalogue)}
    for name in names:
        if name.casefold() not in known:
            shown = printable(name, limit=40)
            raise Refused(f'There is no sheet "{shown}". The sheets are {", ".join(known)}.')
    return [known[name.casefold()] for name in names] or list(known.values())


def _list(section: "Section", as_json: bool) -> None:
    if as_json:
        for bar in section.bars:
            emit({"sheet": section.name, "code": bar.code, "words": bar.words})
        return
    say(f"{section.title} ({section.name})")
    for line in table([(f"  {bar.code}", bar.words) for bar in section.bars]):
        say(line)


def _print(lab: "Lab", section: "Section", as_json: bool) -> None:
    from labkiosk.lab.barcodes import print_sheet

    paper = print_sheet(lab, section.title, section.bars)
    if as_json:
        emit({"sheet": section.name, "paper": paper, "bars": len(section.bars)})
    else:
        say(f"{section.title}, {len(section.bars)} barcodes, will print: {paper}.")

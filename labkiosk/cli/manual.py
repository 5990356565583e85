"""Shows a page of the manual, writes it into a folder, or puts it with the home's papers."""

import argparse
from pathlib import Path

from labkiosk.cli.common import DONE, emit, home_of, home_option, json_option, say
from labkiosk.cli.table import table
from labkiosk.facts.errors import Refused
from labkiosk.resources import asset
from labkiosk.rules.text import printable


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which page, and where to."""
    parser.add_argument("page", nargs="?", metavar="PAGE", help="its name; without one the pages are listed")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--out", type=Path, metavar="DIR", help="write it there as PNG and as printer bytes")
    way.add_argument("--print", action="store_true", help="put it into the home's paper folder")
    home_option(parser)
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Show, write or print it; without a page, writing and printing take all of them."""
    pages = _pages()
    if args.page is not None and args.page not in pages:
        raise Refused(
            f'There is no page "{printable(args.page, limit=40)}". The pages are {", ".join(pages)}.'
        )
    chosen = pages if args.page is None else {args.page: pages[args.page]}
    if args.print or args.out is not None:
        _write(chosen, home_of(args).paper if args.print else args.out, args.json)
    elif args.json:
        for name, text in chosen.items():
            emit({"page": name, "title": _title(text), "text": text})
    elif args.page is None:
        for line in table([(name, _title(text)) for name, text in pages.items()]):
            say(line)
    else:
        for line in chosen[args.page].splitlines():
            say(line)
    return DONE


def _pages() -> dict[str, str]:
    """The text of every page by its name."""
    return {path.stem: path.read_text("utf-8") for path in sorted(asset("manual").glob("*.md"))}


def _title(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ")


def _write(pages: dict[str, str], folder: Path, as_json: bool) -> None:
    from labkiosk.forms.draw import draw
    from labkiosk.forms.manual import manual
    from labkiosk.services.paper import Folder, wrapped

    printer = Folder("folder", folder)
    for name, text in pages.items():
        paper = wrapped(f"manual-{name}", draw(manual(text)), cut=True)
        try:
            paths = printer.send(paper)
        except OSError as error:
            raise Refused(f"{folder} cannot be written ({error.strerror}): choose another folder.") from None
        for path in paths:
            emit({"page": name, "path": str(path)}) if as_json else say(str(path))

"""Lists the tests, panels, forms and reason codes, or checks a hospital's own catalogue files."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import (
    DONE,
    FAILED,
    complain,
    emit,
    home_folder,
    home_of,
    home_option,
    json_option,
    say,
)
from labkiosk.cli.table import table
from labkiosk.facts.errors import Refused
from labkiosk.journal.home import Home

if TYPE_CHECKING:
    from labkiosk.catalogue import Catalogue


def arguments(parser: argparse.ArgumentParser) -> None:
    """List, unless told to check or to measure."""
    home_option(parser)
    json_option(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="[check|find-rate]")
    check = verbs.add_parser("check", description="Every fault of catalogue files, by file and row.")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file, or a folder of them")
    rate = verbs.add_parser("find-rate", description="How often type-ahead finds a test by an alias.")
    rate.add_argument("file", type=Path, metavar="FILE", help="CSV with the columns LOINC_Code and Aliases_")


def run(args: argparse.Namespace) -> int:
    """List, check or measure."""
    if args.verb == "check":
        return _check(args.files)
    catalogue = _load(args)
    if args.verb == "find-rate":
        return _rate(catalogue, args.file)
    if args.json:
        for entry in _objects(catalogue):
            emit(entry)
    else:
        for line in _lines(catalogue):
            say(line)
    return DONE


def _load(args: argparse.Namespace) -> "Catalogue":
    from labkiosk.catalogue import load

    home = home_of(args) if args.home else Home(home_folder(None))
    return load(home.catalogue if home.catalogue.is_dir() else None)


def _check(files: list[Path]) -> int:
    from labkiosk.catalogue import problems

    found = problems(*files)
    for problem in found:
        say(str(problem))
    if found:
        complain(f"labkiosk: {len(found)} found wrong: mend the rows named, then check again.")
        return FAILED
    say("Nothing is wrong with these files.")
    return DONE


def _rate(catalogue: "Catalogue", file: Path) -> int:
    from labkiosk.catalogue.rate import find_rate

    hits, asked, misses = find_rate(catalogue, file)
    if not asked:
        raise Refused(f"{file} has no alias of a test in this catalogue.")
    for miss in misses:
        say(f"{miss.alias}: {miss.code} is not among {', '.join(miss.found) or 'what was found'}")
    say(f"{hits} of {asked} aliases find their test in the first five: {100 * hits / asked:.1f} %")
    return DONE


def _objects(catalogue: "Catalogue") -> Iterator[dict[str, Any]]:
    from msgspec import to_builtins

    kinds: dict[str, dict[str, Any]] = {
        "test": catalogue.tests,
        "panel": catalogue.panels,
        "form": catalogue.presets,
        "reason": catalogue.reasons,
        "container": catalogue.containers,
        "bench": catalogue.benches,
        "priority": catalogue.priorities,
        "setting": catalogue.settings,
        "laboratory": catalogue.laboratories,
    }
    for is_a, entries in kinds.items():
        for entry in entries.values():
            yield {"is": is_a, **to_builtins(entry)}


def _lines(catalogue: "Catalogue") -> Iterator[str]:
    yield f"{len(catalogue.tests)} tests"
    yield from table(
        [
            (f"  {t.code}", t.bench, t.container, t.units[0].shown if t.units else t.kind, t.name)
            for t in catalogue.tests.values()
        ]
    )
    yield f"{len(catalogue.panels)} panels"
    yield from table([(f"  {p.code}", f"{p.name}: {' '.join(p.tests)}") for p in catalogue.panels.values()])
    yield f"{len(catalogue.presets)} colour forms"
    yield from table([(f"  {p.code}", f"{p.name}: {' '.join(p.items)}") for p in catalogue.presets.values()])
    yield "settings"
    yield from table([(f"  {s.code}", s.value, s.note) for s in catalogue.settings.values()])
    yield "reason codes"
    yield from table([(f"  {r.use}", r.code, r.text) for r in catalogue.reasons.values()])
    if catalogue.laboratories:
        yield "other laboratories"
        yield from table([(f"  {o.code}", o.name) for o in catalogue.laboratories.values()])

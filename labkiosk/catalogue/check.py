"""Every fault of the catalogue's files: ours, and a home's own, which replace ours of the same name whole."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from msgspec import structs

from labkiosk.catalogue import apart, contradictions
from labkiosk.catalogue.build import build
from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue
from labkiosk.catalogue.sheet import APART, COLUMNS, Problem, fetch, read


def problems(*given: Path) -> list[Problem]:
    """Every fault of these files (or folders of them) in place of ours; none for a catalogue that loads."""
    for path in given:
        if not path.exists():
            return [Problem(path.name, 0, "cannot be found")]
        if path.is_file() and path.name not in (*COLUMNS, *APART):
            names = ", ".join(sorted((*COLUMNS, *APART)))
            return [Problem(path.name, 0, f"is not a catalogue file; those are {names}")]
    catalogue, found = examine(given)
    if catalogue is None or found:
        return found
    return [problem for name in APART for problem in apart.examine(name, catalogue, given)[1]]


def examine(given: Iterable[Path]) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue with the given files (or folders of them) in place of ours, and what is wrong with it.

    Where anything is wrong the catalogue is None or may not be used.
    """
    found: list[Problem] = []
    raw: dict[str, bytes] = {}
    for name, path in _files(given).items():
        raw[name], wrong = fetch(path)
        found += wrong
    if found:
        return None, found
    catalogue, wrong = _examined(tuple(raw.items()))
    return catalogue, [*wrong]


# A kiosk opens its home several times, and reading its catalogue is most of opening it.
@lru_cache(maxsize=1)
def _examined(files: tuple[tuple[str, bytes], ...]) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue in these files, by name and content."""
    found: list[Problem] = []
    lines = {}
    for name, content in files:
        lines[name], wrong = read(name, content)
        found += wrong
    if any(problem.row <= 1 for problem in found):
        return None, found  # without its columns one file would make every other seem wrong
    catalogue, limits = build({name: [Row(line, found) for line in lines[name]] for name in lines})
    contradictions.between(limits)
    found += contradictions.whole(catalogue)
    digest = hashlib.sha256(b"".join(content for _, content in files)).hexdigest()
    return structs.replace(catalogue, hash=digest), sorted(found, key=lambda each: (each.file, each.row))


def _files(given: Iterable[Path]) -> dict[str, Path]:
    given = tuple(given)
    return {name: apart.place(name, given) for name in sorted(COLUMNS)}

"""Catalogue files that only some desks need: each read when it is asked for, and checked with all the others."""

from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue
from labkiosk.catalogue.sheet import Problem, fetch, read
from labkiosk.resources import asset


def place(name: str, given: Iterable[Path]) -> Path:
    """Where a catalogue file is read: the last of the given files and folders that has it, else ours."""
    found = asset("catalogue") / name
    for path in given:
        own = path / name if path.is_dir() else path
        if own.name == name and own.exists():
            found = own
    return found


def examine(name: str, catalogue: Catalogue, given: Iterable[Path]) -> tuple[Any, list[Problem]]:
    """What the file of that name says beside this catalogue, and what is wrong with it.

    ``qc.csv`` is made sense of by ``build(rows, catalogue)`` of ``labkiosk.catalogue.qc``, and so on: it notes
    faults on the rows. A row of ours about a test that the hospital does not have is none: its tests are its own.
    Where anything is wrong, what the file says may not be used.
    """
    where = place(name, given)
    content, found = fetch(where)
    ours = where == asset("catalogue") / name
    return (None, found) if found else _built(name, content, _Beside(catalogue), ours=ours)


class _Beside:
    """A catalogue, known by its digest."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return hash(self.catalogue.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Beside) and other.catalogue.hash == self.catalogue.hash


@lru_cache(maxsize=16)
def _built(name: str, content: bytes, beside: _Beside, *, ours: bool) -> tuple[Any, list[Problem]]:
    lines, found = read(name, content)
    if any(problem.row <= 1 for problem in found):
        return None, found
    build = import_module(f"labkiosk.catalogue.{name.removesuffix('.csv')}").build
    built = build([Row(line, found, ours=ours) for line in lines], beside.catalogue)
    return built, sorted(found, key=lambda each: each.row)

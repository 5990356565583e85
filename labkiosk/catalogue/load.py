"""The catalogue, whole and without a fault, or a refusal that names what is wrong with it."""

from pathlib import Path
from typing import Any

from labkiosk.catalogue import apart
from labkiosk.catalogue.check import examine
from labkiosk.catalogue.model import Catalogue
from labkiosk.catalogue.sheet import Problem
from labkiosk.facts.errors import Refused

_TOLD = 5


class CatalogueError(Refused):
    """A catalogue that may not be used: its message is the first faults, ``problems`` all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        more = [f"and {len(problems) - _TOLD} more"] if len(problems) > _TOLD else []
        super().__init__("; ".join([*map(str, problems[:_TOLD]), *more]))


def load(own: Path | None = None) -> Catalogue:
    """The catalogue, with the files in the folder own, where it exists, instead of ours of the same name.

    Raises CatalogueError (a Refused) on any fault: a wrong limit is never half used.
    """
    catalogue, found = examine([own] if own is not None and own.is_dir() else [])
    if catalogue is None or found:
        raise CatalogueError(found)
    return catalogue


def load_apart(name: str, catalogue: Catalogue, own: Path | None = None) -> Any:
    """What a file of ``sheet.APART`` says, the one in the folder own, where it exists, instead of ours.

    Raises CatalogueError on any fault.
    """
    said, found = apart.examine(name, catalogue, [own] if own is not None and own.is_dir() else [])
    if found:
        raise CatalogueError(found)
    return said

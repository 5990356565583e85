"""How often type-ahead finds a test by the names that reports out there use for it."""

import csv
from pathlib import Path

from msgspec import Struct

from labkiosk.catalogue.find import Finder
from labkiosk.catalogue.model import Catalogue
from labkiosk.facts.errors import Refused

_SHOWN = 5


class Miss(Struct, frozen=True):
    """An alias that did not find its test among the first five, and what it found instead."""

    alias: str
    code: str
    found: tuple[str, ...]


def find_rate(catalogue: Catalogue, path: Path) -> tuple[int, int, list[Miss]]:
    """How many aliases of a CSV found their test in the first five, of how many, and the others.

    The CSV has the columns ``LOINC_Code`` and ``Aliases_`` (aliases between ``$$``); rows whose LOINC the
    catalogue does not have are left out. Raises Refused where the file is not that.
    """
    by_loinc = {test.loinc: test.code for test in catalogue.tests.values() if test.loinc}
    finder = Finder(catalogue)
    asked = 0
    misses: list[Miss] = []
    for loinc, alias in _aliases(path):
        if loinc in by_loinc:
            asked += 1
            found = tuple(hit.code for hit in finder.find(alias, _SHOWN))
            if by_loinc[loinc] not in found:
                misses.append(Miss(alias, by_loinc[loinc], found))
    return asked - len(misses), asked, misses


def _aliases(path: Path) -> list[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path.name} cannot be read as a CSV of aliases: {error}") from error
    if not rows or not {"LOINC_Code", "Aliases_"} <= rows[0].keys():
        raise Refused(f"{path.name} needs the columns LOINC_Code and Aliases_")
    return [
        (row["LOINC_Code"].strip(), alias)
        for row in rows
        for alias in (part.strip(" *") for part in (row["Aliases_"] or "").split("$$"))
        if alias
    ]

"""Cells to values. A cell that cannot be read is noted as a problem, and reading goes on."""

import re
from collections.abc import Container, Iterable
from decimal import Decimal

from labkiosk.catalogue.sheet import Line, Problem

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,23}")
WORD = re.compile(r"[a-z]{1,24}")
YEAR_MIN = 366 * 24 * 60
_NUMBER = re.compile(r"-?\d{1,12}(\.\d+)?")
_AGE = re.compile(r"(\d{1,4}) ?(d|w|mo|y)")
_LOINC = re.compile(r"\d{1,7}-\d")
# A month is a twelfth of 365.25 days; an age limit is the last whole day it covers, rounded down.
_QUARTER_HOURS = {"d": 96, "w": 672, "mo": 2922, "y": 35064}


def loinc_check_digit(number: str) -> int:
    """The check digit of a LOINC number (the part before the hyphen): Luhn's mod 10 (LOINC Users' Guide)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return -total % 10


class Row:
    """One line of a file; where a cell is wrong its reader notes a problem and returns a harmless value.

    ``ours`` is one of a file that comes with the program.
    """

    def __init__(self, line: Line, problems: list[Problem], *, ours: bool = False) -> None:
        self._line = line
        self._problems = problems
        self.number = line.number
        self.ours = ours

    def __getitem__(self, column: str) -> str:
        return self._line.cells[column]

    def refuse(self, reason: str) -> None:
        """Notes what is wrong with this row."""
        self._problems.append(Problem(self._line.file, self.number, reason))

    def text(self, column: str) -> str:
        """A cell that may not be empty."""
        if not self[column]:
            self.refuse(f"{column} is empty")
        return self[column]

    def code(self, column: str, shape: re.Pattern[str] = CODE) -> str:
        """A code: upper-case letters, digits and hyphens (or lower-case letters, with WORD)."""
        if not shape.fullmatch(self[column]):
            kind = "upper-case letters, digits and hyphens" if shape is CODE else "lower-case letters"
            self.refuse(f"{column} {self[column]!r} must be of {kind}")
        return self[column]

    def known(self, column: str, values: Container[str], what: str) -> str:
        """A code that must be among values of another file."""
        if self[column] not in values:
            self.refuse(f"there is no {what} {self[column]!r}")
        return self[column]

    def one_of(self, column: str, values: Iterable[str]) -> str:
        """One of a few words."""
        words = tuple(values)
        if self[column] not in words:
            shown = ", ".join(word or "empty" for word in words)
            self.refuse(f"{column} {self[column]!r} must be one of: {shown}")
        return self[column]

    def yes(self, column: str) -> bool:
        """``yes`` or ``no``."""
        return self.one_of(column, ("yes", "no")) == "yes"

    def many(self, column: str) -> tuple[str, ...]:
        """Words between semicolons."""
        found = tuple(word.strip() for word in self[column].split(";") if word.strip())
        for word in dict.fromkeys(found):
            if found.count(word) > 1:
                self.refuse(f"{column} names {word!r} twice")
        return found

    def whole(self, column: str, low: int, high: int) -> int:
        """A whole number from low to high."""
        cell = self[column]
        if cell.isascii() and cell.isdecimal() and len(cell) < 10 and low <= int(cell) <= high:
            return int(cell)
        self.refuse(f"{column} {cell!r} must be a whole number from {low} to {high}")
        return low

    def decimal(self, column: str, places: int = 6) -> Decimal | None:
        """A number as people write it (no exponent), with at most so many places; None where empty."""
        cell = self[column]
        if not cell:
            return None
        if not _NUMBER.fullmatch(cell):
            self.refuse(f"{column} {cell!r} is not a number")
            return None
        if len(cell.partition(".")[2]) > places:
            self.refuse(f"{column} {cell} has more than {places} decimals; round it")
        return Decimal(cell)

    def age(self, column: str) -> int | None:
        """An age with its unit (``28 d``, ``6 w``, ``3 mo``, ``18 y``) in days; None where empty."""
        cell = self[column]
        if not cell:
            return None
        match = _AGE.fullmatch(cell)
        if match:
            return int(match[1]) * _QUARTER_HOURS[match[2]] // 96
        if cell.isdecimal():
            self.refuse(f"{column} {cell!r} has no unit; write {cell} d, {cell} w, {cell} mo or {cell} y")
        else:
            self.refuse(f"{column} {cell!r} is not an age like 28 d, 6 w, 3 mo or 18 y")
        return None

    def loinc(self, column: str) -> str:
        """A LOINC code with a right check digit, or empty."""
        cell = self[column]
        if not cell:
            return cell
        if not _LOINC.fullmatch(cell):
            self.refuse(f"LOINC {cell!r} must look like 718-7")
            return cell
        number, _, digit = cell.partition("-")
        right = loinc_check_digit(number)
        if int(digit) != right:
            self.refuse(f"LOINC {cell} has a wrong check digit (should be {right})")
        return cell

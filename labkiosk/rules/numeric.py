"""Numbers as people type them, kept exact."""

import re
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Literal

import msgspec

from labkiosk.facts.errors import Refused
from labkiosk.rules.text import clean

Comparator = Literal["", "<", ">"]

MAX_DIGITS = 12

_TYPED = re.compile(r"(?P<comparator>[<>]?) ?(?P<number>[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))")
# Twelve digits times any factor a catalogue can hold fits well; a product that did not would raise, never
# round.
_EXACT = Context(prec=100, traps=[Inexact, InvalidOperation])


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A number and what stood before it: ``<15`` is every value below 15, ``>1000`` every value above."""

    comparator: Comparator
    number: Decimal

    def times(self, factor: Decimal) -> "Reading":
        """The same reading in another unit; ``factor`` is above zero. Exact."""
        return Reading(comparator=self.comparator, number=_EXACT.multiply(self.number, factor))

    def is_below(self, low: Decimal | None) -> bool:
        """Whether every value it stands for is below ``low``; a value equal to a limit is inside."""
        if low is None or self.comparator == ">":
            return False
        return self.number <= low if self.comparator == "<" else self.number < low

    def is_above(self, high: Decimal | None) -> bool:
        """Whether every value it stands for is above ``high``."""
        if high is None or self.comparator == "<":
            return False
        return self.number >= high if self.comparator == ">" else self.number > high


def parse_reading(text: str, what: str) -> Reading:
    """The reading in ``7.8``, ``.5``, ``-2``, ``<15`` or ``>1000``: ASCII digits, a point, at most 12 digits.

    Raises Refused for anything else; ``what`` names the test in it.
    """
    given = clean(text, what, required=True)
    shown = given if len(given) <= 24 else f"{given[:24]}…"
    if "," in given:
        raise Refused(f"{what}: type {shown} without commas, with a point for decimals, like 7.8 or 1234.")
    match = _TYPED.fullmatch(given)
    if match is None:
        raise Refused(f'{what}: "{shown}" is not a number. Type it like 7.8, <15 or >1000.')
    if sum(c.isdigit() for c in given) > MAX_DIGITS:
        raise Refused(f"{what}: {shown} has more than {MAX_DIGITS} digits. Check it.")
    comparator: Comparator = "<" if match["comparator"] == "<" else ">" if match["comparator"] else ""
    return Reading(comparator=comparator, number=Decimal(match["number"]))


def plain(number: Decimal) -> str:
    """The number in digits, never with an exponent."""
    return format(number, "f")

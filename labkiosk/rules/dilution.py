"""A specimen that was diluted before it was measured: what was read, times how often, is what was in it."""

import re
from decimal import Decimal

from labkiosk.facts.errors import Refused
from labkiosk.rules.numeric import parse_reading, plain
from labkiosk.rules.text import printable

MOST = 100_000
"""Times that a specimen is diluted at most: further on, nothing of it is left to measure."""

_TIMES = re.compile(r"(?:1 ?: ?)?([1-9][0-9]{0,5}(?:\.[0-9]{1,3})?)")


def dilution(text: str) -> Decimal:
    """How many times, from ``10`` or ``1:10``. Raises Refused for anything else, and for what is no dilution."""
    match = _TIMES.fullmatch(text.strip())
    times = Decimal(match[1]) if match else Decimal(0)
    if not 1 < times <= MOST:
        shown = printable(text.strip(), limit=24)
        raise Refused(f'"{shown}" is no dilution: type how many times, like 10 for 1:10.')
    return times


def undiluted(value: str, what: str, times: Decimal) -> str:
    """What ``value``, read in the dilution, stands for: exact, ``<15`` in 1:10 is ``<150``. Raises Refused."""
    found = parse_reading(value, what).times(times)
    return f"{found.comparator}{plain(found.number)}"

"""What a reading of a culture says in one line, and when it is to be read again."""

from collections.abc import Iterable, Sequence
from typing import Literal

Found = Literal["none", "positive", "growth"]
"""Nothing has grown; something has, and only its Gram stain is known; what has grown is named."""

HOUR_MS = 3_600_000
_DAY_H = 24
# Incubation is told in days from here on, as microbiologists do.
_IN_DAYS_FROM_H = 72


def summary(found: Found, hours: int, organisms: Iterable[tuple[str, str]], gram: str = "") -> str:
    """The result's line: ``No growth after 24 h``, or each organism with its quantity.

    ``hours`` is how long it was incubated, ``organisms`` are names and quantities.
    """
    if found == "none":
        return f"No growth after {span(hours)}"
    named = "; ".join(" ".join(filter(None, one)) for one in organisms)
    if found == "positive" or not named:
        return f"Growth: {gram}" if gram else "Growth, identification to follow"
    return named


def span(hours: int) -> str:
    """A time of incubation: ``48 h``, ``5 days``."""
    if hours >= _IN_DAYS_FROM_H and hours % _DAY_H == 0:
        return f"{hours // _DAY_H} days"
    return f"{hours} h"


def hours_read(elapsed_ms: int, readings: Sequence[int]) -> int:
    """Which reading this is: the last of the ``readings`` (hours) that is past, or the full hours before the first."""
    hours = max(0, elapsed_ms) // HOUR_MS
    return max((h for h in readings if h <= hours), default=hours)


def next_reading(hours: int, readings: Sequence[int]) -> int | None:
    """The hours of the reading after that one; None where it was the last."""
    return min((h for h in readings if h > hours), default=None)


def quantity(text: str, unit: str) -> str:
    """A quantity as typed, with the test's unit where only a number was given: ``>10^5`` is ``>10^5 CFU/mL``."""
    bare = text and unit and not any(c.isalpha() for c in text)
    return f"{text} {unit}" if bare else text

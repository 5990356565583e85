"""Words that go with a figure or a name."""

import re

_A_PLACE = re.compile(r"[^\d\s-]{3,}[ -]?\d")
"""A bed that says itself what it is: ``chair 3``, ``Cot-5``."""


def many(count: int, what: str) -> str:
    """So many of something, in words: ``1 tube``, ``2 tubes``."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def bed_words(bed: str) -> str:
    """A bed, with the word that tells it from a ward's number: ``bed 12``, ``Bed 12``, ``Cot bed 3``, ``chair 3``."""
    return bed if "bed" in bed.casefold() or _A_PLACE.match(bed) else f"bed {bed}"

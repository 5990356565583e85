"""Words that go with a figure or a name."""


def many(count: int, what: str) -> str:
    """So many of something, in words: ``1 tube``, ``2 tubes``."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def bed_words(bed: str) -> str:
    """A bed, with the word that tells it from a ward's number: ``bed 12``, ``Bed 12``, ``Cot bed 3``."""
    return bed if "bed" in bed.casefold() else f"bed {bed}"

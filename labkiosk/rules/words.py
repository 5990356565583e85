"""Words that go with a figure."""


def many(count: int, what: str) -> str:
    """So many of something, in words: ``1 tube``, ``2 tubes``."""
    return f"{count} {what}{'' if count == 1 else 's'}"

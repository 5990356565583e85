"""Which results somebody must be told of at once."""

CRITICAL = frozenset({"LL", "HH", "AA"})
"""The flags beyond a critical limit, and of an answer that the catalogue calls critical."""


def is_critical(flag: str) -> bool:
    """Whether a flag means that the ward is told at once."""
    return flag in CRITICAL

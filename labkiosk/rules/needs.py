"""What must happen to a value before it may be released, and who can do it."""

from collections.abc import Iterable

from labkiosk.rules.calculated import AWAITS_INPUT

LOOK = "look"
"""A person looks at why it is held, and accepts it with a reason."""


def by_typing(needs: Iterable[str]) -> list[str]:
    """The needs that are met by whoever types the value without seeing it."""
    return [need for need in needs if need not in (LOOK, AWAITS_INPUT)]

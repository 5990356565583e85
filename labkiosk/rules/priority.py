"""Who is next, and by when. Times are ms since the epoch, UTC; targets and head starts are minutes."""

from typing import Literal

MINUTE = 60_000

DueState = Literal["", "soon", "overdue"]


PATIENCE_MIN = 60
"""What a sample that keeps is taken to have, in minutes, where one that does not keep is put before it."""


def queue_key(ready_at: int, head_start_min: int, within_min: int | None = None) -> int:
    """The queue's one static key, smallest first, in ms.

    A head start is an earlier place in the same line, not a line of its own: so whatever waits longer than
    the difference of two head starts is served first, and nothing waits for ever. What keeps only ``within_min``
    stands among its like by when that has run out, as if all others kept an hour.
    """
    sooner = 0 if within_min is None else max(0, PATIENCE_MIN - within_min)
    return ready_at - (head_start_min + sooner) * MINUTE


def ready(received_at: int, collected_at: int | None, within_min: int | None) -> int:
    """From when a sample waits, in ms: from receipt, or from collection where it keeps only ``within_min``.

    A time of collection that lies further back changes nothing more, so that a wrong one cannot overtake
    another priority.
    """
    if within_min is None or collected_at is None:
        return received_at
    return min(received_at, max(collected_at, received_at - within_min * MINUTE))


def due(received_at: int, target_min: int, ready_at: int = 0, within_min: int | None = None) -> int:
    """When the result should be out, in ms: the target counts from receipt, and what keeps only ``within_min``
    is due before that has run out from ``ready_at``."""
    target = received_at + target_min * MINUTE
    return target if within_min is None else min(target, ready_at + within_min * MINUTE)


def due_state(due: int, now: int, target_min: int = 60) -> DueState:
    """``overdue`` after the due time; ``soon`` in the last quarter of the target, an hour at most."""
    if now > due:
        return "overdue"
    warning = min(target_min * MINUTE // 4, 60 * MINUTE)
    return "soon" if now >= due - warning else ""

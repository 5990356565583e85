"""Who is next, and by when. Times are ms since the epoch, UTC; targets and head starts are minutes."""

from typing import Literal

MINUTE = 60_000

DueState = Literal["", "soon", "overdue"]


def queue_key(ready_at: int, head_start_min: int) -> int:
    """The queue's one static key, smallest first, in ms.

    A head start is an earlier place in the same line, not a line of its own: so whatever waits longer than
    the difference of two head starts is served first, and nothing waits for ever.
    """
    return ready_at - head_start_min * MINUTE


def due(received_at: int, target_min: int) -> int:
    """When the result should be out, in ms: the target counts from receipt."""
    return received_at + target_min * MINUTE


def due_state(due: int, now: int, target_min: int = 60) -> DueState:
    """``overdue`` after the due time; ``soon`` in the last quarter of the target, an hour at most."""
    if now > due:
        return "overdue"
    warning = min(target_min * MINUTE // 4, 60 * MINUTE)
    return "soon" if now >= due - warning else ""

"""Timed collections: whether a tube was drawn when it should be."""

from labkiosk.rules.priority import MINUTE


def off_time(minute: int, tolerance_min: int, load_at: int, drawn_at: int) -> str:
    """What is wrong with a tube's time, in words, or nothing.

    ``minute`` counts from the load; 0 is a tube that must be drawn before it. Times are ms UTC, and seconds are
    not counted against anybody.
    """
    after = (drawn_at - load_at) // MINUTE
    if minute == 0:
        return f"drawn {after} min after the load, not before it" if after > 0 else ""
    if abs(after - minute) <= tolerance_min:
        return ""
    said = f"{after} min after the load" if after >= 0 else f"{-after} min before the load"
    return f"drawn {said}, not {minute}"


def too_soon(minute: int, tolerance_min: int, load_at: int, received_at: int) -> str:
    """What is wrong with a tube that is here, though its time to be drawn has not come; or nothing."""
    if minute == 0 or received_at >= load_at + (minute - tolerance_min) * MINUTE:
        return ""
    return f"here before the {minute} min after the load have passed"

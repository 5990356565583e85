"""When a tube was collected, as people type it, and which times cannot be."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta

from labkiosk.board.orders import Order
from labkiosk.board.samples import Sample
from labkiosk.facts.errors import Refused
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.rules.age import age_days

_EARLIEST = 2000
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_DAY_AND_CLOCK = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}[0-9:.Z+-]*")


def when(lab: Lab, text: str | None, what: str = "collection time") -> int | None:
    """A local time as typed, in ms UTC: ``2026-11-22 07:10``, or ``07:10`` of today. Raises Refused.

    A day alone is no time: midnight would be made up.
    """
    given = (text or "").strip()
    if given.casefold() in ("", "not stated"):
        return None
    found = _moment(given, lab.local(lab.time().at))
    if found is None:
        raise Refused(f"Type the {what} like 07:10 or 2026-11-22 07:10.")
    if found.year < _EARLIEST:
        raise Refused(f"The year of collection is from {_EARLIEST} on: type the date again.")
    return int(found.timestamp() * 1000)


def _moment(given: str, now: datetime) -> datetime | None:
    """A time of today or of a day; None for what is neither."""
    with suppress(ValueError):
        if _CLOCK.fullmatch(given):
            hour, minute = given.split(":")
            return now.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
        if _DAY_AND_CLOCK.fullmatch(given):
            found = datetime.fromisoformat(given)
            return found if found.tzinfo else found.replace(tzinfo=now.tzinfo)
    return None


def drawn_at(order: Order, sample: Sample) -> int:
    """When a tube was drawn, in ms UTC: its own time, else its order's, else when it was asked for."""
    known = (sample.collected_at, order.collected_at, order.at)
    return next(at for at in known if at is not None)


def refuse_future(lab: Lab, act: Act, at: int) -> None:
    """Raises Refused for a collection time (ms UTC) that has not come yet."""
    if at > act.at:
        yesterday = f"{lab.local(act.at).date() - timedelta(days=1)} 23:50"
        raise Refused(f"The collection time is in the future: check it. With its day it is like {yesterday}.")


def refuse_before_birth(birth: str | None, drawn: date) -> None:
    """A tube drawn before its patient's birth could be given no age: no label would print, no value be kept.

    ``birth`` is an ISO date. Raises Refused.
    """
    if birth is not None:
        age_days(date.fromisoformat(birth), drawn)

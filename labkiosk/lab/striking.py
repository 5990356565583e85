"""An isolate that counts no more."""

from typing import cast

from labkiosk.board import cultures
from labkiosk.lab.culture import Grown, Reading, read_culture
from labkiosk.lab.given import Answer
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import sample_of
from labkiosk.rules.culture import Found
from labkiosk.rules.text import clean


def strike_isolate(lab: Lab, number: str, test: str, isolate: int, why: str) -> Answer:
    """An isolate counts no more, such as a contaminant; how long the culture was read, and whether that was the last
    time, stays as it was.

    Raises Refused, as without the reason ``why``.
    """
    reason = clean(why, "Reason", limit=120, required=True)
    sample = sample_of(lab.conn, number)
    code = test.strip().upper()
    last = cultures.culture(lab.conn, sample.id, code)
    left = any(not i.struck and i.number != isolate for i in cultures.isolates(lab.conn, sample.id, code))
    struck = (Grown(number=isolate, struck=reason),)
    if last is None:
        return read_culture(lab, number, Reading(test=code, found="none", isolates=struck))
    reading = Reading(
        test=code,
        found=cast(Found, last.found) if left else "none",
        final=last.final,
        hours=last.hours,
        gram=last.gram if left else "",
        isolates=struck,
        comment=last.comment,
    )
    return read_culture(lab, number, reading)

"""What an ESC/POS printer is asked, and its answers.

Epson's ESC/POS command reference: ``DLE EOT n`` is answered at once with a byte 0xx1xx10 (n: 1 printer, 2 why
it is off line, 3 error, 4 paper). ``GS r 1`` is answered in its turn, behind all that was sent before, with a
byte 0xx0xxxx of the paper sensors. ``GS ( H`` function 48 is answered when what went before it is printed, with
37h 22h, the four characters it was given, and NUL. So no byte of one can be taken for another.
"""

import re

from labkiosk.printers.sheet import Heard
from labkiosk.printers.state import State

STATUS = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"

_PROCESS_ID, _SENSORS = b"\x1d(H\x06\x0000", b"\x1dr\x01"
_FIRST, _CHARACTERS = 0x30, 64
"""An id is four of the characters from "0" on: any of 20h to 7Eh would do."""
_TIMES = 3
"""How often the sensors are asked: a byte of noise looks like their answer, three alike in place of it do not."""

_ANSWER = re.compile(
    rb"\x37\x22(?P<name>[\x20-\x7e]{4})\x00"
    rb"|(?P<real_time>[\x12\x16\x1a\x1e\x32\x36\x3a\x3e\x52\x56\x5a\x5e\x72\x76\x7a\x7e])"
    rb"|(?P<sensors>[\x00-\x0f\x20-\x2f\x40-\x4f\x60-\x6f])"
    rb"|(?P<cut_short>\x37(?:\x22[\x20-\x7e]{0,4})?\Z)"
    rb"|(?P<junk>.)",
    re.DOTALL,
)


def question(ticket: int) -> bytes:
    """Whether all before this is on paper: once with the ticket as id, and for printers that know no ids.

    Those skip the first by its length, as every function of ``GS (`` has one.
    """
    return _PROCESS_ID + _name(ticket) + _SENSORS * _TIMES


def _name(ticket: int) -> bytes:
    return bytes(_FIRST + ticket // _CHARACTERS**place % _CHARACTERS for place in (3, 2, 1, 0))


def read(data: bytes, ticket: int) -> Heard | None:
    """What these bytes say.

    The ticket's own id is proof, whatever else was heard. A printer that knows no ids cannot say which question it
    answers: it is done when its sensors answered as often as they were asked, alike, with nothing unreadable among
    it; what it owed from before has to be read away first.
    """
    said: dict[str, list[bytes]] = {name: [] for name in _ANSWER.groupindex}
    for found in _ANSWER.finditer(data):
        said[str(found.lastgroup)].append(found[str(found.lastgroup)])
    state = _state(said["real_time"], said["sensors"])
    if _name(ticket) in said["name"]:
        return Heard(state, done=True, ticketed=True)
    if said["junk"]:
        return Heard(State.SILENT, done=False)
    if said["cut_short"] or not (said["name"] or said["sensors"] or len(said["real_time"]) >= 4):
        return None
    sensors = said["sensors"]
    return Heard(state, done=not said["name"] and len(sensors) == _TIMES and len(set(sensors)) == 1)


def _state(real_time: list[bytes], sensors: list[bytes]) -> State:
    # Dots of a picture that look like a real-time command are answered as one: then nobody knows which is which.
    whole = real_time and len(real_time) % 4 == 0
    printer, offline, error, paper = (byte[0] for byte in real_time[-4:]) if whole else (0, 0, 0, 0)
    sensed = sensors[-1][0] if sensors else 0
    for true, state in (
        (paper & 0x60 or offline & 0x20 or sensed & 0x0C, State.PAPER_OUT),
        (offline & 0x04, State.COVER_OPEN),
        (offline & 0x40 or error & 0x6C, State.FAULT),
        (printer & 0x08, State.PAUSED),
        (paper & 0x0C or sensed & 0x03, State.PAPER_LOW),
    ):
        if true:
            return state
    return State.READY

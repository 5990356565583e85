"""What an ESC/POS printer is asked, and its answers.

Epson's ESC/POS command reference: ``DLE EOT n`` is answered at once with a byte 0xx1xx10 (n: 1 printer, 2 why
it is off line, 3 error, 4 paper). ``GS r 1`` is answered in its turn, behind all that was sent before, with a
byte 0xx0xxxx of the paper sensors. ``GS ( H`` function 48 is answered when what went before it is printed, with
37h 22h, the four characters it was given, and NUL. So no byte of one can be taken for another.
"""

from msgspec import Struct

from labkiosk.printers.sheet import Heard
from labkiosk.printers.state import State

STATUS = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"

_PROCESS_ID, _SENSORS = b"\x1d(H\x06\x0000", b"\x1dr\x01"
_HEADER, _END = b"\x37\x22", b"\x00"
_WHOLE = 7
"""Bytes of an answer with an id."""
_FIRST, _CHARACTERS = 0x30, 64
"""An id is four of the characters from "0" on: any of 20h to 7Eh would do."""


def question(ticket: int) -> bytes:
    """Whether all before this is on paper: once with the ticket as id, once for printers that know no ids.

    Those skip the first by its length, as every function of ``GS (`` has one.
    """
    return _PROCESS_ID + _name(ticket) + _SENSORS


def _name(ticket: int) -> bytes:
    return bytes(_FIRST + ticket // _CHARACTERS**place % _CHARACTERS for place in (3, 2, 1, 0))


class _Said(Struct):
    """What was found in the answer so far."""

    real_time: list[int]
    names: list[bytes]
    """Ids since the last byte of the sensors."""
    sensors: int | None = None
    done: bool = False
    named: bool = False
    """Whether it answers with ids at all."""


def read(data: bytes, ticket: int) -> Heard | None:
    """What these bytes say.

    A printer that knows ids is done when it has answered with this ticket's and then with its sensors: both, so
    that nothing of this answer is left for the next question. One that answers with its sensors alone has no
    means to say which question it answers; what it owed from before has to be read away first.
    """
    said = _Said(real_time=[], names=[])
    at = 0
    while at < len(data):
        step = _take(data[at:], said, _name(ticket))
        if step is None:
            cut_short = _HEADER.startswith(data[at : at + 2]) and len(data) - at < _WHOLE
            return None if cut_short else Heard(State.SILENT, done=False)
        at += step
    if said.sensors is None and (said.named or len(said.real_time) < 4):
        return None
    return Heard(_state(said), done=said.done)


def _take(data: bytes, said: _Said, name: bytes) -> int | None:
    """How many bytes the first answer has, once it is noted down; None where it is cut short, or no answer."""
    byte = data[0]
    if data[:2] == _HEADER:
        if data[6:_WHOLE] != _END:
            return None
        said.named = True
        said.names.append(data[2:6])
        return _WHOLE
    if byte & 0x93 == 0x12:
        said.real_time.append(byte)
        return 1
    if byte & 0x90 == 0:
        said.sensors = byte
        said.done = said.names[-1:] == [name] or not said.named
        said.names.clear()
        return 1
    return None


def _state(said: _Said) -> State:
    # Dots of a picture that look like a real-time command are answered as one: then nobody knows which is which.
    whole = said.real_time and len(said.real_time) % 4 == 0
    printer, offline, error, paper = said.real_time[-4:] if whole else (0, 0, 0, 0)
    sensors = said.sensors or 0
    for true, state in (
        (paper & 0x60 or offline & 0x20 or sensors & 0x0C, State.PAPER_OUT),
        (offline & 0x04, State.COVER_OPEN),
        (offline & 0x40 or error & 0x6C, State.FAULT),
        (printer & 0x08, State.PAUSED),
        (paper & 0x0C or sensors & 0x03, State.PAPER_LOW),
    ):
        if true:
            return state
    return State.READY

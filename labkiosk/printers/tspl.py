"""TSPL: TSC's label printers, and the many that copy their language.

TSC's "TSPL/TSPL2 Programming Language": ``SIZE`` of the label, ``GAP`` between two, ``DIRECTION`` and
``REFERENCE`` of the picture, ``CLS`` clear it, ``BITMAP X,Y,bytes across,rows,mode,dots`` in which a dot of 0 is
black, ``PRINT sets,copies``; each line ends with CR LF. ``<ESC>!?`` and ``<ESC>!S`` are answered at once, even
while it prints or cannot: the first, which every copy knows, with one byte of flags, the second with
STX, four characters (message, warning, error, media), ETX, CR, LF. ``OUT "text"`` comes back in its turn.
"""

import re
from typing import NamedTuple

from labkiosk.printers.ink import packed
from labkiosk.printers.sheet import Heard, Sheet, fitting
from labkiosk.printers.state import State

DOTS_A_MM = 8
GAP_MM = 2
"""Between two labels. The printer looks for the next one; this only tells it that there are gaps."""

STATUS = b"\x1b!?\x1b!S"

_NO_GAP = b"GAP 0 mm,0 mm\r\n"
_ANSWER = re.compile(
    rb"\x02([@`BCEFKLPW])([@-O`])([@-_])([@-o])\x03\r\n"
    rb"|(?P<flags>[\x00\x01\x03-\x05\x08-\x0d\x10\x20\x80]|\x02(?=[^@-o]))"
    rb"|(?P<echo>LK\d{19}\r\n)"
)
_PART = re.compile(rb"\x02([@-o]{0,3}|[@-o]{4}\x03?\r?)|LK?|LK\d{1,19}\r?")
"""What an answer that is cut short may look like. A byte 02h alone may also be the flag of a paper jam."""


class Tspl:
    """TSPL with the picture as one bitmap."""

    NAME = "tspl"

    def wrap(self, sheet: Sheet, *, dots: int, slow: bool = False) -> bytes:
        """One label as large as the picture; on a roll without gaps, a length of it."""
        picture = fitting(sheet, dots)
        width, height = picture.size
        black_is_zero = packed(picture).translate(_INVERTED)
        return b"".join(
            (
                b"SIZE %b mm,%b mm\r\n" % (_mm(width), _mm(height)),
                b"GAP %d mm,0 mm\r\n" % GAP_MM if sheet.die_cut else _NO_GAP,
                b"DIRECTION 0,0\r\nREFERENCE 0,0\r\nCLS\r\n",
                b"BITMAP 0,0,%d,%d,0,%b\r\n" % ((width + 7) // 8, height, black_is_zero),
                b"PRINT 1,1\r\n",
            )
        )

    def question(self, ticket: int) -> bytes:
        """For an echo of the ticket, behind all before it, and for the status."""
        return b'OUT "%b"\r\n' % _echo(ticket) + STATUS

    def status(self) -> bytes:
        """For the status, both ways: a copy that does not know the longer one answers the short one."""
        return STATUS

    def read(self, data: bytes, ticket: int) -> Heard | None:
        """The last status in it. Done where it is idle behind the echo of this ticket, or behind having been at work.

        Idle alone proves nothing: asked at once, it answers before it looks at the paper it was sent.
        """
        before, echo, behind = data.partition(_echo(ticket) + b"\r\n")
        data = behind if echo else before
        at, was_busy, now = 0, False, None
        while at < len(data):
            found = _ANSWER.match(data, at)
            if found is None:
                return None if _PART.fullmatch(data, at) else Heard(State.SILENT, done=False)
            at = found.end()
            if not found["echo"]:
                now = (
                    _short(found["flags"][0])
                    if found["flags"]
                    else _long(*(found[n][0] for n in range(1, 5)))
                )
                was_busy = was_busy or now.busy
        if now is None:
            return None
        idle = not now.busy and now.state.prints
        return Heard(now.state, done=idle and (bool(echo) or was_busy), ticketed=idle and bool(echo))


def _echo(ticket: int) -> bytes:
    return b"LK%019d" % ticket


_INVERTED = bytes(255 - byte for byte in range(256))


class _Now(NamedTuple):
    state: State
    busy: bool


def _mm(dots: int) -> bytes:
    return f"{dots / DOTS_A_MM:.3f}".rstrip("0").rstrip(".").encode()


def _short(flags: int) -> _Now:
    for flag, state in (
        (0x04, State.PAPER_OUT),
        (0x01, State.COVER_OPEN),
        (0x80 | 0x08 | 0x02, State.FAULT),
        (0x10, State.PAUSED),
    ):
        if flags & flag:
            return _Now(state, busy=False)
    return _Now(State.READY, busy=flags == 0x20)


def _long(message: int, warning: int, error: int, media: int) -> _Now:
    for true, state in (
        (media & 0x01, State.PAPER_OUT),
        (media & 0x20, State.COVER_OPEN),
        (media & 0x0E or error & 0x1F or message == ord("E"), State.FAULT),
        (message in b"`K", State.PAUSED),
        (warning & 0x01, State.PAPER_LOW),
    ):
        if true:
            return _Now(state, busy=message in b"BCFPW")
    return _Now(State.READY, busy=message in b"BCFPW")

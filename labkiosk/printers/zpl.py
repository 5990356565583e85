"""ZPL II: Zebra's label printers and their like.

Zebra's "ZPL II Programming Guide": ``^XA`` and ``^XZ`` begin and end a format, ``^PO`` its orientation, ``^LH``
its origin, ``^LS`` its shift, ``^PW`` its width, ``^LL`` its length, ``^FO`` where a field stands, ``^GF`` a
graphic, ``^FS`` the end of a field; ``~HS`` asks for the host status. Z64: zlib, then Base64,
then the CRC-16 (CCITT, from 0) of the Base64 in four hexadecimal digits.
"""

import binascii
import re
import zlib
from itertools import cycle
from typing import TYPE_CHECKING

from labkiosk.printers.ink import columns, packed, rows, spans
from labkiosk.printers.sheet import Heard, Sheet, fitting
from labkiosk.printers.state import State

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 99_999
"""Bytes of one ``^GF`` graphic, unpacked."""
_GAP, _LINES = 2, 12
"""White columns between two lines of a label, which is fed with its text across the head; and how many it may have."""

HOST_STATUS = b"~HS"

# The three strings of the answer, field by field as the guide lists them.
_STRINGS = (
    re.compile(
        rb"\x02\d{3},(?P<paper_out>[01]),(?P<paused>[01]),\d{4,5},(?P<formats>\d{3}),[01],[01],"
        rb"(?P<partial>[01]),\d{3},(?P<lost>[01]),(?P<cold>[01]),(?P<hot>[01])\x03"
    ),
    re.compile(
        rb"\x02\d{3},\d,(?P<head_up>[01]),(?P<ribbon_out>[01]),[01],[0-9A-Z],\d,[01],(?P<left>\d{8}),[01],\d{3}\x03"
    ),
    re.compile(rb"\x02\d{4},[01]\x03"),
)
_END = b"\r\n"
_PART = re.compile(rb"\x02?|\x02[0-9A-Z,]{1,60}\x03?\r?")
"""What an answer that is cut short may look like."""


Box = tuple[int, int, int, int]


class Zpl:
    """ZPL II with the picture as one compressed graphic."""

    NAME = "zpl"

    def wrap(self, sheet: Sheet, *, dots: int, slow: bool = False) -> bytes:
        """One format as large as the picture. How the roll is sensed and cut stays as the printer has it."""
        picture = fitting(sheet, dots)
        width, height = picture.size
        rows_a_band = LARGEST // ((width + 7) // 8)
        bands = (
            _band(picture, (0, top, width, min(top + rows_a_band, height)))
            for top in range(0, height, rows_a_band)
        )
        setting = b"^PON^LH0,0^LS0^PW%d^LL%d" % (width, height)
        return b"^XA" + setting + b"".join(bands) + b"^XZ\n"

    def question(self, ticket: int) -> bytes:
        """For the host status, which counts what is left to print: it has no place for a ticket."""
        return HOST_STATUS

    def status(self) -> bytes:
        """For the host status."""
        return HOST_STATUS

    def read(self, data: bytes, ticket: int) -> Heard | None:
        """The last host status in it: done where no format is being received, waits, or is being printed."""
        *lines, rest = data.split(_END)
        fields: dict[str, bytes] = {}
        for line, string in zip(lines, cycle(_STRINGS)):
            found = string.fullmatch(line)
            if found is None:
                return Heard(State.SILENT, done=False)
            fields |= found.groupdict()
        if not _PART.fullmatch(rest):
            return Heard(State.SILENT, done=False)
        if rest or not lines or len(lines) % len(_STRINGS):
            return None
        state = _state({name for name, value in fields.items() if value == b"1"})
        busy = int(fields["formats"]) or int(fields["left"]) or int(fields["partial"])
        return Heard(state, done=state.prints and not busy)


def _band(picture: "Image", box: Box) -> bytes:
    """The graphics of a band of the picture: one, or one for each line of a label, which is a quarter shorter.

    Letters that begin at the first bit of a byte are the same bytes wherever they stand again, so zlib finds them.
    """
    left, top, _, bottom = box
    lines = list(spans(columns(picture.crop(box)), _GAP))
    if not 0 < len(lines) <= _LINES:
        return _graphic(picture, box)
    return b"".join(_graphic(picture, (left + start, top, left + end, bottom)) for start, end in lines)


def _graphic(picture: "Image", box: Box) -> bytes:
    """A part of the picture, without the white rows above and below it."""
    left, top, right, bottom = box
    ((first, last),) = list(spans(rows(picture.crop(box)), bottom - top)) or [(0, bottom - top)]
    data = packed(picture.crop((left, top + first, right, top + last)))
    text = binascii.b2a_base64(zlib.compress(data, 9), newline=False)
    total, across, check = len(data), (right - left + 7) // 8, binascii.crc_hqx(text, 0)
    return b"^FO%d,%d^GFA,%d,%d,%d,:Z64:%b:%04X^FS" % (left, top + first, total, total, across, text, check)


def _state(flags: set[str]) -> State:
    for names, state in (
        ({"paper_out"}, State.PAPER_OUT),
        ({"head_up"}, State.COVER_OPEN),
        ({"ribbon_out", "lost", "cold", "hot"}, State.FAULT),
        ({"paused"}, State.PAUSED),
    ):
        if names & flags:
            return state
    return State.READY

"""ZPL II: Zebra's label printers and their like.

Zebra's "ZPL II Programming Guide": ``^XA`` and ``^XZ`` begin and end a format, ``^PO`` its orientation, ``^LH``
its origin, ``^LS`` its shift, ``^PW`` its width, ``^LL`` its length, ``^FO`` where a field stands, ``^GF`` a
graphic, ``^FS`` the end of a field, ``^PQ`` how many; ``~HS`` asks for the host status. Z64: zlib, then Base64,
then the CRC-16 (CCITT, from 0) of the Base64 in four hexadecimal digits.
"""

import binascii
import re
import zlib
from itertools import cycle
from typing import TYPE_CHECKING

from labkiosk.printers.sheet import Heard, Sheet, fitting, packed
from labkiosk.printers.state import State

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 99_999
"""Bytes of one ``^GF`` graphic, unpacked."""

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


class Zpl:
    """ZPL II with the picture as one compressed graphic."""

    NAME = "zpl"

    def wrap(self, sheet: Sheet, *, dots: int, slow: bool = False) -> bytes:
        """One format as large as the picture. How the roll is sensed and cut stays as the printer has it."""
        picture = fitting(sheet, dots)
        width, height = picture.size
        rows = LARGEST // ((width + 7) // 8)
        graphics = (
            b"^FO0,%d%b^FS" % (top, _graphic(picture.crop((0, top, width, min(top + rows, height)))))
            for top in range(0, height, rows)
        )
        setting = b"^PON^LH0,0^LS0^PW%d^LL%d" % (width, height)
        return b"^XA" + setting + b"".join(graphics) + b"^XZ\n"

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


def _graphic(picture: "Image") -> bytes:
    data = packed(picture)
    text = binascii.b2a_base64(zlib.compress(data, 9), newline=False)
    total, across = len(data), (picture.width + 7) // 8
    return b"^GFA,%d,%d,%d,:Z64:%b:%04X" % (total, total, across, text, binascii.crc_hqx(text, 0))


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

"""Scans, told apart from typing before any key reaches a binding, a field or a button.

A scanner that is set to send STX before and Enter after a code is exact at any speed. Without STX nothing but
time would tell a scan from typing, so such a scanner works only in the scan box.
"""

from collections.abc import Awaitable, Callable

from textual.app import App
from textual.events import Key

from labkiosk.facts.errors import Refused
from labkiosk.scanners.framing import BAD, Broken, Framing, Whole
from labkiosk.scanners.framing import STX as STX_SIGN
from labkiosk.scanners.heard import PATIENCE_S
from labkiosk.scanners.scan import Scan, read

STX = "ctrl+b"
SOURCE = "keyboard"
"""What a scan says of where it came from that came among the keys."""

_CONTROL = {STX: STX_SIGN, "enter": "\r", "ctrl+j": "\n"}


class Router:
    """Takes the keys of a scan out of the stream. ``scanned`` gets the scan, ``broken`` one line for the person."""

    def __init__(
        self, app: App[int], scanned: Callable[[Scan], Awaitable[None]], broken: Callable[[str], None]
    ) -> None:
        self._app = app
        self._scanned = scanned
        self._broken = broken
        self._framing = Framing()
        self._count = 0
        self.identifiers = False
        """Whether the scanner at this keyboard is known to send AIM identifiers."""

    async def takes(self, event: Key) -> bool:
        """Whether this key belongs to a scan; if so nothing else may see it."""
        if event.key != STX and not self._framing.inside:
            return False
        self._count += 1
        heard = self._framing.take(sign_of(event))
        if event.key == STX:
            self._watch(self._count)
        if isinstance(heard, Whole):
            await self._whole(heard.text)
        elif heard is not None:
            self._broken(heard.said)
        return True

    async def _whole(self, text: str) -> None:
        try:
            scan = read(text, SOURCE, identifiers=self.identifiers)
        except Refused as refusal:
            self._broken(str(refusal))
        else:
            await self._scanned(scan)

    def _watch(self, count: int) -> None:
        # The question is posted behind the keys that wait already: a slow moment must not tear a whole scan.
        self._app.set_timer(PATIENCE_S, lambda: self._app.call_later(self._late, count))

    def _late(self, count: int) -> None:
        if not self._framing.inside:
            return
        if self._count != count:
            self._watch(self._count)
        elif isinstance(heard := self._framing.stop(), Broken):
            self._broken(heard.said)


def sign_of(event: Key) -> str:
    """A key as a scanner's sign; BAD for one that no barcode holds."""
    return _CONTROL.get(event.key) or (event.character if event.is_printable and event.character else BAD)

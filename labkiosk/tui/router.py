"""Scans, told apart from typing before any key reaches a binding, a field or a button.

A scanner that is set to send STX before and Enter after a code is exact at any speed. Without STX nothing but
time would tell a scan from typing, so such a scanner works only in the scan box.
"""

from collections.abc import Awaitable, Callable

from textual.app import App
from textual.events import Key

STX = "ctrl+b"
ENDS = ("enter", "ctrl+j")
# The longest code here is a report's QR.
LONGEST = 200
# A character takes 8 ms at 1200 baud, and a scanner that sends key by key pauses for 20 ms at most.
PATIENCE_S = 1.0


class Router:
    """Takes the keys of a scan out of the stream. ``scanned`` gets the text, ``broken`` one line for the person."""

    def __init__(
        self, app: App[int], scanned: Callable[[str], Awaitable[None]], broken: Callable[[str], None]
    ) -> None:
        self._app = app
        self._scanned = scanned
        self._broken = broken
        self._keys: list[str] | None = None
        self._bad = False
        self._count = 0

    async def takes(self, event: Key) -> bool:
        """Whether this key belongs to a scan; if so nothing else may see it."""
        if event.key == STX:
            if self._keys is not None:
                self._broken("A scan was cut off by the next one. Scan both again.")
            self._begin()
            return True
        if self._keys is None:
            return False
        self._count += 1
        if event.key in ENDS:
            await self._end(self._keys)
        elif event.is_printable and event.character is not None and len(self._keys) < LONGEST:
            self._keys.append(event.character)
        else:
            self._bad = True
        return True

    def _begin(self) -> None:
        self._keys, self._bad = [], False
        self._count += 1
        self._watch(self._count)

    async def _end(self, keys: list[str]) -> None:
        self._keys = None
        text = "".join(keys).strip()
        if self._bad or not text:
            self._broken("The scan did not come through whole. Scan again.")
            return
        await self._scanned(text)

    def _watch(self, count: int) -> None:
        # The question is posted behind the keys that wait already: a slow moment must not tear a whole scan.
        self._app.set_timer(PATIENCE_S, lambda: self._app.call_later(self._late, count))

    def _late(self, count: int) -> None:
        if self._keys is None:
            return
        if self._count == count:
            self._keys = None
            self._broken("The scan was not finished. Scan again.")
        else:
            self._watch(self._count)

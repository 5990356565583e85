"""What the screen does with scans, wherever they come from: each is one message, in its turn among the keys."""

from collections.abc import Callable

from textual.events import Event, Key

from labkiosk.facts.errors import Refused
from labkiosk.scanners.framing import Broken
from labkiosk.scanners.heard import Way
from labkiosk.scanners.scan import Scan, read
from labkiosk.tui.ears import Ears, ScannerTold
from labkiosk.tui.navigation import Navigation
from labkiosk.tui.router import SOURCE, Router


class Hearing(Navigation):
    """The part of the app that listens."""

    ears: Ears
    router: Router
    tried: Way | None = None
    """A scanner that is read although it is not set up: somebody tries it."""
    ear: Callable[[Key], bool] | None = None
    """Whoever looks at what a scanner types: says of each key whether it was one, and nothing else sees that."""

    def listen(self) -> None:
        """Somebody may have set up a scanner for this screen, or for another one."""
        if not self.ears.screen:
            return
        from labkiosk.lab.scanners import set_up_scanners

        self.router.identifiers = self.ears.open(set_up_scanners(self.desk.lab.conn), self.tried)

    async def is_scan(self, event: Event) -> bool:
        """Whether this came from a scanner; if so it is dealt with, and nothing else may see it."""
        if isinstance(event, ScannerTold):
            await self._told(event)
            return True
        if not isinstance(event, Key):
            return False
        return (self.ear is not None and self.ear(event)) or await self.router.takes(event)

    async def hear(self, scan: Scan) -> None:
        """A scan came, whole and from a barcode that may say this: from here on its text is what counts."""
        from labkiosk.scanners.trial import PURPOSE

        if scan.text.startswith(PURPOSE):
            self.refuse("A barcode for trying a scanner: Ctrl+G, then N, then scan it there.")
            return
        if self.desk.person is not None:
            from labkiosk.lab.issued import refuse_unissued

            try:
                refuse_unissued(self.desk.lab, scan.text)
            except Refused as refusal:
                self.refuse(str(refusal))
                return
        await self.scanned(scan.text)

    async def typed(self, text: str) -> None:
        """Enter in the scan box: by a person, or by a scanner without STX, which may send identifiers all the same."""
        if not text.startswith("]"):
            await self.scanned(text)
            return
        try:
            scan = read(text, SOURCE)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        await self.hear(scan)

    async def _told(self, told: ScannerTold) -> None:
        heard = self.ears.take(told)
        if isinstance(heard, Scan):
            await self.hear(heard)
        elif isinstance(heard, Broken):
            self.refuse(heard.said)
        elif heard is not None:
            self.say(heard)

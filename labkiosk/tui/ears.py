"""The scanners of this screen, beside its keyboard: what they read comes in one message each, in its turn."""

from collections.abc import Callable
from pathlib import Path
from threading import Semaphore
from typing import TYPE_CHECKING

from textual.events import Event
from textual.message import Message

from labkiosk.scanners.framing import Broken
from labkiosk.scanners.heard import Gone, Heard, Raw, There, Way
from labkiosk.scanners.scan import Scan

if TYPE_CHECKING:
    from labkiosk.facts.scanner import ScannerSetUp
    from labkiosk.scanners.reader import Reader

# So many scans wait while the screen is busy; the others wait in the scanner's own line.
_ROOM = 32
_LOOK_S = 0.2


class ScannerTold(Event, bubble=False):
    """A scanner of this screen told something."""

    def __init__(self, address: str, heard: Heard) -> None:
        super().__init__()
        self.address, self.heard = address, heard


class Ears:
    """Opens what is set up for the screen named ``screen``, and lets go of what is no more. Nothing here waits.

    ``watcher`` is whoever looks at what a scanner sends: it gets everything, and nothing else does.
    """

    def __init__(self, screen: str, post: Callable[[Message], bool], dev: Path) -> None:
        self.screen, self.dev = screen, dev
        self._post = post
        self._readers: dict[str, Reader] = {}
        self._ending: dict[str, Reader] = {}
        self._gone: set[str] = set()
        self._room = Semaphore(_ROOM)
        self.watcher: Callable[[str, Heard], None] | None = None

    def open(self, set_up: "dict[str, ScannerSetUp]", tried: Way | None = None) -> bool:
        """Read those that are set up for this screen, and one that is only ``tried``; no others.

        Returns whether the scanner at the keyboard is known to send identifiers.
        """
        from labkiosk.scanners.source import typed_at

        ours = {a: s for a, s in set_up.items() if s.screen == self.screen}
        typed = ours.pop(typed_at(self.screen), None)
        wanted = {a: Way(a, s.prefix, s.identifiers, s.baud) for a, s in ours.items()}
        if tried is not None:
            wanted[tried.address] = tried
        for address, reader in [*self._readers.items()]:
            if wanted.get(address) != reader.way:
                reader.stop()
                self._ending[address] = self._readers.pop(address)
        for address, way in wanted.items():
            if address not in self._readers:
                self._readers[address] = self._begin(way)
        return typed is not None and typed.identifiers

    def _begin(self, way: Way) -> "Reader":
        from labkiosk.scanners.reader import Reader

        reader: Reader

        def tell(heard: Heard) -> None:
            self._pass_on(reader, heard)

        reader = Reader(way, tell, self.dev, self._ending.pop(way.address, None))
        reader.start()
        return reader

    def _pass_on(self, reader: "Reader", heard: Heard) -> None:
        """In the reader's thread: hand it over, once there is room for it."""
        if isinstance(heard, Raw) and self.watcher is None:
            return
        while not reader.over:
            if self._room.acquire(timeout=_LOOK_S):
                if not self._post(ScannerTold(reader.way.address, heard)):
                    self._room.release()
                return

    def take(self, told: ScannerTold) -> Scan | Broken | str | None:
        """In the app: a scan, what is wrong with one, or a line to say; None where there is nothing to do."""
        self._room.release()
        heard = told.heard
        if self.watcher is not None:
            self.watcher(told.address, heard)
            return None
        if isinstance(heard, Gone):
            self._gone.add(told.address)
            return Broken(f"A scanner of this screen cannot be read: {heard.why}. Ctrl+G, then N shows it.")
        if isinstance(heard, There):
            back = told.address in self._gone
            self._gone.discard(told.address)
            return "The scanner is there again. Scan." if back else None
        return None if isinstance(heard, Raw) else heard

    def close(self) -> None:
        """Let go of all scanners."""
        self.watcher = None
        for reader in self._readers.values():
            reader.stop()
        for reader in self._readers.values():
            reader.join()
        self._readers.clear()

"""Reads one scanner for as long as somebody wants it, through unplugging and plugging in again."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from labkiosk.facts.errors import Refused
from labkiosk.scanners.framing import Broken, Framing, Whole
from labkiosk.scanners.heard import PATIENCE_S, Gone, Heard, Raw, There, Way
from labkiosk.scanners.scan import read
from labkiosk.scanners.source import DEV, Lost, Source, open_source

# Without STX, what was on its way while the scanner was opened may be the end of a scan that nobody saw begin.
QUIET_S = 0.2
AGAIN_S = 1.0

EARLY = "A scan came before its scanner was ready. Scan again."
PULLED = "The scanner went away in the middle of a scan. Scan again."


class Reader:
    """A thread for one scanner. ``tell`` gets all that is heard, in its order, in that thread.

    ``tell`` may wait: what comes meanwhile stays in the device, and nothing here grows. ``after`` is the reader
    that has this scanner until it has stopped.
    """

    def __init__(
        self, way: Way, tell: Callable[[Heard], None], dev: Path = DEV, after: "Reader | None" = None
    ) -> None:
        self.way = way
        self._after = after
        self._tell, self._dev = tell, dev
        self._over = Event()
        self._why: str | None = None
        self._thread = Thread(target=self._run, name=f"scanner {way.address}", daemon=True)

    @property
    def over(self) -> bool:
        """Whether nobody wants it any more."""
        return self._over.is_set()

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self) -> None:
        """Read no more, and let go of the scanner; returns at once."""
        self._over.set()

    def join(self) -> None:
        """Wait until the scanner is let go of."""
        self._thread.join()

    def _run(self) -> None:
        if self._after is not None:
            self._after.join()
            self._after = None
        while not self._over.is_set():
            try:
                source = open_source(self.way.address, self.way.baud, self._dev)
            except (Lost, Refused) as lost:
                self._gone(str(lost))
            else:
                self.read(source)
            self._over.wait(AGAIN_S)

    def _gone(self, why: str) -> None:
        if why != self._why:
            self._why = why
            self._tell(Gone(why))

    def read(self, source: Source) -> None:
        """Read an open scanner until it is lost or nobody wants it any more, and close it."""
        framing = Framing(prefix=self.way.prefix)
        try:
            if not self.way.prefix:
                self._settle(source)
            self._why = None
            self._tell(There())
            while not self._over.is_set():
                self._take(framing, source.read(PATIENCE_S))
        except Lost as lost:
            self._say(framing.stop(PULLED))
            self._gone(str(lost))
        finally:
            source.close()

    def _settle(self, source: Source) -> None:
        early = ""
        while not self._over.is_set() and (signs := source.read(QUIET_S)):
            early = signs
        if early:
            self._tell(Broken(EARLY))

    def _take(self, framing: Framing, signs: str) -> None:
        if not signs:
            self._say(framing.stop())
            return
        self._tell(Raw(signs))
        for sign in signs:
            self._say(framing.take(sign))

    def _say(self, heard: Whole | Broken | None) -> None:
        if isinstance(heard, Whole):
            try:
                self._tell(read(heard.text, self.way.address, identifiers=self.way.identifiers))
            except Refused as refusal:
                self._tell(Broken(str(refusal)))
        elif heard is not None:
            self._tell(heard)

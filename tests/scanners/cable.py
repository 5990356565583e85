"""A serial scanner on a real pty, and whoever reads it."""

import fcntl
import os
import queue
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from labkiosk.scanners.framing import Broken
from labkiosk.scanners.heard import Heard, Raw, There, Way
from labkiosk.scanners.reader import Reader
from labkiosk.scanners.scan import Scan
from tests.scanners.sending import REFUSED

PATIENCE_S = 60.0


class Cable:
    """What is written comes out at the device's name under ``dev``, until it is pulled."""

    def __init__(self, dev: Path, name: str = "usb-Maker_Scanner_1234-if00") -> None:
        self.address = f"serial:{name}"
        self._link = dev / "serial" / "by-id" / name
        self._link.parent.mkdir(parents=True, exist_ok=True)
        self._ends: tuple[int, int] | None = None
        self.put_in()

    def put_in(self) -> None:
        self._ends = os.openpty()
        tty.setraw(self._ends[1])
        self._link.symlink_to(os.ttyname(self._ends[1]))

    def is_free(self) -> bool:
        """Whether nobody holds the lock of whoever reads it."""
        assert self._ends is not None
        try:
            fcntl.flock(self._ends[1], fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        fcntl.flock(self._ends[1], fcntl.LOCK_UN)
        return True

    def send(self, data: bytes) -> None:
        assert self._ends is not None
        while data:
            data = data[os.write(self._ends[0], data) :]

    def pull(self) -> None:
        if self._ends is not None:
            self._link.unlink()
            for end in self._ends:
                os.close(end)
        self._ends = None


class Listener:
    """A reader whose news stand in a queue."""

    def __init__(self, way: Way, dev: Path) -> None:
        self.news: queue.Queue[Heard] = queue.Queue()
        self._reader = Reader(way, self.news.put, dev)
        self._reader.start()

    def next(self) -> Heard:
        """What was heard next, leaving out how it looked on the wire."""
        while isinstance(heard := self.news.get(timeout=PATIENCE_S), Raw):
            pass
        return heard

    def texts(self, count: int) -> list[str]:
        return [_text(self.next()) for _ in range(count)]

    def end(self) -> None:
        self._reader.stop()
        self._reader.join()


def _text(heard: Heard) -> str:
    assert isinstance(heard, Scan | Broken), heard
    return heard.text if isinstance(heard, Scan) else REFUSED


@contextmanager
def listening(way: Way, dev: Path) -> Iterator[Listener]:
    listener = Listener(way, dev)
    try:
        yield listener
    finally:
        listener.end()


@contextmanager
def plugged(dev: Path, *, prefix: bool = True, identifiers: bool = False) -> Iterator[tuple[Cable, Listener]]:
    """A serial scanner that is plugged in and being read."""
    cable = Cable(dev)
    try:
        with listening(Way(cable.address, prefix, identifiers), dev) as listener:
            assert listener.next() == There()
            yield cable, listener
    finally:
        cable.pull()


def open_files() -> int:
    return len([*Path("/proc/self/fd").iterdir()])


@contextmanager
def cable_with(dev: Path, sent: bytes) -> Iterator[Way]:
    """A scanner that sends the same over and over, from before somebody reads it until nobody does."""
    cable, over = Cable(dev), Event()

    def send() -> None:
        while not over.wait(0.1):
            cable.send(sent)

    sending = Thread(target=send)
    sending.start()
    try:
        yield Way(cable.address)
    finally:
        over.set()
        sending.join()
        cable.pull()

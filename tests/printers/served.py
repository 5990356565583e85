"""A machine at the far end of a real TCP connection or a real pseudo-terminal, in a thread, with its faults."""

import os
import pty
import select
import socket
import struct
import termios
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.printers.machine import Machine

Mishap = Callable[["Served"], None]
RESET = struct.pack("ii", 1, 0)


@dataclass
class Served:
    """``at_byte`` says what happens once the machine has taken that many bytes."""

    machine: Machine
    at_byte: list[tuple[int, Mishap]] = field(default_factory=list)
    piece: int = 65536
    """Bytes taken at once; with fewer it is slow."""
    hung_up: bool = False
    reset: bool = False
    """Whether the other end broke off instead of closing."""
    closed: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def until(self, holds: Callable[[Machine], bool]) -> None:
        """Wait until the machine is so."""
        with self.changed:
            assert self.changed.wait_for(lambda: holds(self.machine), 60)

    def mend(self) -> None:
        with self.changed:
            self.machine.rows_left, self.machine.cover_open = 1_000_000, False
            self.machine.deaf = self.machine.dumb = False

    def work(self, handle: int) -> None:
        """Serve until the other end is gone, or a mishap hangs up."""
        try:
            self._work(handle)
        except ConnectionResetError:
            self.reset = True
        except OSError:
            pass
        self.closed.set()

    def _work(self, handle: int) -> None:
        held = b""
        while not (self.stopped.is_set() or self.hung_up):
            with self.changed:
                self._mishaps()
                limit = self._room()
                if not held and limit and select.select([handle], [], [], 0)[0]:
                    held = os.read(handle, limit)
                    if not held:
                        return
                held = held[self.machine.take(held) :]
                self._mishaps()
                self.machine.work()
                said, self.machine.out = bytes(self.machine.out), bytearray()
                self.changed.notify_all()
            if self.hung_up:
                return
            if said:
                os.write(handle, said)
            if not limit or not select.select([handle], [], [], 0.01)[0]:
                self.stopped.wait(0.002)

    def _room(self) -> int:
        if self.machine.deaf:
            return 0
        ahead = [at - len(self.machine.taken) for at, _ in self.at_byte]
        return max(0, min([self.piece, self.machine.room_left, *ahead]))

    def _mishaps(self) -> None:
        while self.at_byte and self.at_byte[0][0] <= len(self.machine.taken):
            self.at_byte.pop(0)[1](self)


@contextmanager
def tcp(served: Served) -> Iterator[str]:
    """Its address. One connection at a time; a hung up one is reset."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        # A printer's own buffer is small, and a full one of this machine's takes long to fill.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)

        def accept() -> None:
            server.settimeout(0.05)
            while not served.stopped.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.setblocking(True)
                    served.work(connection.fileno())
                    if served.hung_up:
                        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                        return

        with _running(served, accept):
            yield f"tcp:127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def serial(served: Served) -> Iterator[str]:
    """Its address."""
    with _terminal(served) as name:
        yield f"serial:{name}?baud=115200&flow=none"


@contextmanager
def usb(served: Served) -> Iterator[str]:
    """Its address: a terminal for a node, which cannot say what usblp does of the printer's port."""
    with _terminal(served) as name:
        yield f"usb:{name}"


@contextmanager
def _terminal(served: Served) -> Iterator[str]:
    """What hangs up takes the terminal with it, as a USB adapter does when it is pulled."""
    ours, theirs = pty.openpty()
    tty.setraw(ours, termios.TCSANOW)
    name = os.ttyname(theirs)
    closed = threading.Event()

    def serve() -> None:
        served.work(ours)
        if served.hung_up:
            os.close(ours)
            closed.set()

    try:
        with _running(served, serve):
            yield name
    finally:
        os.close(theirs)
        if not closed.is_set():
            os.close(ours)


@contextmanager
def _running(served: Served, target: Callable[[], None]) -> Iterator[None]:
    thread = threading.Thread(target=target)
    thread.start()
    try:
        yield
    finally:
        served.stopped.set()
        thread.join(60)
        assert not thread.is_alive()

"""An ESC/POS printer on a TCP port: it reads its commands strictly, and every paper that it cut is kept.

From Epson's ESC/POS command reference: ESC @, GS v 0, GS V, GS FF, DLE EOT n, GS r n, GS ( H function 48.
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Roll:
    """``papers`` are the dots of those that came out whole, packed eight in a byte, each with when (monotonic).

    While ``out`` is set it says that its paper is out, and takes nothing; while ``stalled`` it reads nothing at all.
    ``down`` closes its port.
    """

    def __init__(self) -> None:
        self.papers: list[tuple[float, bytes]] = []
        self.first_byte = 0.0
        self.out, self.stalled = threading.Event(), threading.Event()
        self._listening: socket.socket | None = None
        self.port = 0
        self.up()

    @property
    def address(self) -> str:
        return f"tcp:127.0.0.1:{self.port}"

    def up(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, args=(self._listening,), daemon=True).start()

    def down(self) -> None:
        if self._listening is not None:
            self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
            self._listening = None

    def _serve(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, suppress(EOFError, ConnectionError):
                self._read(connection)  # what is half there when it ends is no paper

    def _read(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        stream = _Stream(connection, self.stalled)
        dots = b""
        while True:
            match stream.take(1):
                case b"\x10":
                    assert stream.take(1) == b"\x04"
                    connection.sendall(self._status(stream.take(1)[0]))
                case b"\x1b" if stream.take(1) == b"@":
                    self.first_byte, dots = time.monotonic(), b""
                case b"\x1b":
                    stream.take(1)  # ESC d: feed
                case b"\x1d":
                    dots = self._group(stream, dots, connection)
                case other:
                    raise AssertionError(other)

    def _group(self, stream: "_Stream", dots: bytes, connection: socket.socket) -> bytes:
        """A command that begins with GS; the dots of the paper under the head after it."""
        match stream.take(1):
            case b"v":
                assert stream.take(2) == b"0\0"
                width, height = (int.from_bytes(stream.take(2), "little") for _ in range(2))
                return dots + stream.take(width * height)
            case b"V":
                if stream.take(1) in b"AB":
                    stream.take(1)
                self._cut(dots)
                return b""
            case b"\x0c":
                self._cut(dots)
                return b""
            case b"r":
                assert stream.take(1) == b"\x01"
                connection.sendall(b"\x0c" if self.out.is_set() else b"\0")
            case b"(":
                assert stream.take(5) == b"H\x06\x0000"
                connection.sendall(b"\x37\x22" + stream.take(4) + b"\0")
            case other:
                raise AssertionError(other)
        return dots

    def _cut(self, dots: bytes) -> None:
        self.papers.append((time.monotonic(), dots))

    def _status(self, asked: int) -> bytes:
        out = self.out.is_set()
        return bytes([{1: 0x12 | 8 * out, 2: 0x12 | 0x20 * out, 3: 0x12, 4: 0x12 | 0x60 * out}[asked]])


class _Stream:
    def __init__(self, connection: socket.socket, stalled: threading.Event) -> None:
        self._connection, self._stalled, self._left = connection, stalled, b""

    def take(self, count: int) -> bytes:
        while len(self._left) < count:
            while self._stalled.is_set():
                time.sleep(0.01)
            new = self._connection.recv(1 << 16)
            if not new:
                raise EOFError
            self._left += new
        taken, self._left = self._left[:count], self._left[count:]
        return taken


@contextmanager
def roll() -> Iterator[Roll]:
    """A printer that is there until this ends."""
    printer = Roll()
    try:
        yield printer
    finally:
        printer.down()

"""Runs inside the box: starts a screen's unit on a pseudo-terminal that stands in for its console.

``python3 screen.py UNIT DEVICE OUT``: OUT gets what the kiosk draws after it was killed on its sign-in screen, until
that screen is there again. Only Python's own library is there.
"""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path


def main(unit: str, device: str, out: str) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    for each in (device, "/dev/tty0"):
        Path(each).touch()
    subprocess.run(["mount", "--bind", os.ttyname(theirs), device], check=True)
    subprocess.run(["systemctl", "start", unit], check=True)
    drawn(ours)
    subprocess.run(["systemctl", "kill", "--signal=KILL", unit], check=True)
    Path(out).write_bytes(drawn(ours))


def drawn(terminal: int) -> bytes:
    """What comes until the sign-in screen is there, or half a minute is over."""
    found = b""
    end = time.monotonic() + 30
    while b"Scan your badge" not in found and time.monotonic() < end:
        if select.select([terminal], [], [], 0.3)[0]:
            found += os.read(terminal, 65536)
    return found


main(*sys.argv[1:])

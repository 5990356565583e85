"""A terminal that is gone ends its kiosk: nothing is left to run on it, and a getty opens a new one."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from labkiosk.lab.site import make_home


def test_the_kiosk_ends_with_its_terminal_even_when_no_signal_tells_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    make_home(home, kiosk=1, site="AIIMS", address="Delhi", examples=True, user="root")
    ours, theirs = pty.openpty()
    kiosk = subprocess.Popen(
        ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh", sys.executable, "-m", "labkiosk", "kiosk", "--home", home],
        stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "linux"}, start_new_session=True,
    )  # fmt: skip
    try:
        os.close(theirs)
        shown = b""
        while b"Scan your badge" not in shown:
            shown += os.read(ours, 65536)
        os.close(ours)
        try:
            assert kiosk.wait(timeout=30) is not None
        except subprocess.TimeoutExpired:
            pytest.fail("the kiosk goes on without a terminal")
    finally:
        kiosk.kill()
        kiosk.wait()

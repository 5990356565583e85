"""The print worker beside a screen: it prints, it is started again, and it ends with the screen."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from labkiosk.board import jobs
from labkiosk.tui.printing import PrintWorker
from tests.tui.desks import StillClock, lab, new_home
from tests.tui.morning import morning


def processes_about(home: Path) -> list[str]:
    """The command lines that name a home."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes()
        except OSError:
            continue
        if str(home).encode() in line:
            found.append(line.replace(b"\0", b" ").decode())
    return found


def test_it_prints_and_ends(tmp_path: Path) -> None:
    clock = StillClock()
    home = new_home(tmp_path, clock)
    day = morning(home, clock)
    worker = PrintWorker(home)
    worker.keep()
    assert processes_about(home) == []
    worker.start()
    try:
        with lab(home, clock) as desk:
            for _ in range(300):
                time.sleep(0.1)
                if not jobs.unfinished(desk.conn, "queued") and not jobs.unfinished(desk.conn, "sending"):
                    break
            assert [p.state for p in jobs.of_subject(desk.conn, day.waiting, "label")] == ["confirmed"]
        worker.keep()
        (line,) = processes_about(home)
        assert line.endswith(f"-m labkiosk print --home {home} ")
    finally:
        worker.stop()
    assert processes_about(home) == []
    PrintWorker(home).stop()


_STARTS_ONE = """
import sys, time
from pathlib import Path
from labkiosk.tui.printing import PrintWorker
PrintWorker(Path(sys.argv[1])).start()
time.sleep(float(sys.argv[2]))
"""


def beside(home: Path, seconds: float) -> "subprocess.Popen[bytes]":
    """A process that starts a print worker, and ends after so long without stopping it."""
    return subprocess.Popen([sys.executable, "-c", _STARTS_ONE, str(home), str(seconds)])


def until(home: Path, count: int) -> None:
    """Wait until so many print workers are at work on the home."""
    for _ in range(300):
        if len([p for p in processes_about(home) if "labkiosk print" in p]) == count:
            return
        time.sleep(0.1)
    pytest.fail(f"not {count}: {processes_about(home)}")


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_it_ends_with_a_screen_that_is_killed(tmp_path: Path, by: signal.Signals) -> None:
    home = new_home(tmp_path, StillClock())
    screen = beside(home, 600)
    until(home, 1)
    # It holds the printer once it is at work, and only then has it been told to end with its parent.
    for _ in range(300):
        if (home / "printer-file.lock").exists():
            break
        time.sleep(0.1)
    screen.send_signal(by)
    screen.wait()
    until(home, 0)


def test_it_ends_when_its_screen_ended_before_it_began(tmp_path: Path) -> None:
    home = new_home(tmp_path, StillClock())
    assert beside(home, 0).wait() == 0
    until(home, 0)


def test_of_many_screens_one_keeps_it_and_the_next_takes_over(tmp_path: Path) -> None:
    home = new_home(tmp_path, StillClock())
    first, second, third = (PrintWorker(home) for _ in range(3))
    try:
        for worker in (first, second, third):
            worker.start()
        second.keep()
        until(home, 1)
        first.stop()
        assert processes_about(home) == []
        third.keep()
        second.keep()
        until(home, 1)
        third.stop()
        second.keep()
        until(home, 1)
    finally:
        for worker in (first, second, third):
            worker.stop()
    assert processes_about(home) == []


def test_without_a_place_for_its_lock_no_screen_falls(tmp_path: Path) -> None:
    worker = PrintWorker(tmp_path / "gone")
    worker.start()
    worker.keep()
    worker.stop()

"""The print worker beside a screen: it prints, it is started again, and it ends with the screen."""

import time
from pathlib import Path

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

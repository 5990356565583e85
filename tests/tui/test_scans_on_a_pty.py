"""Scans on a real terminal, at every speed a scanner has, with whatever has the focus."""

from pathlib import Path

import pytest

from tests.tui.desks import StillClock, new_home
from tests.tui.terminal import terminal

STX = "\x02"
COUNT = 300


def listened(tmp_path: Path, standing: str) -> tuple[list[str], list[str], str]:
    """What was scanned and what was heard, and what stands on the screen after a last F1."""
    home, log = new_home(tmp_path, StillClock()), tmp_path / "log"
    scans = [f"{number:012}" for number in range(COUNT)]
    with terminal(["-m", "tests.tui.listening", str(home), str(log), standing]) as there:
        there.wait_for("Scan your badge")
        there.send("tech\r")
        there.wait_for({"plain": "ready for it", "button": "press me", "dialog": "F9 Do it"}[standing])
        for scan in scans:
            there.send(f"{STX}{scan}\r")
        there.send(f"{STX}end\r")
        for _ in range(100):
            shown = there.read()
            if log.read_text().endswith("end\n"):
                break
    return [*scans, "end"], log.read_text().splitlines(), shown


@pytest.mark.parametrize("standing", ["plain", "button", "dialog"])
def test_every_scan_arrives_whole_and_answers_nothing(tmp_path: Path, standing: str) -> None:
    sent, heard, shown = listened(tmp_path, standing)
    assert heard == ["tech", *sent]
    # Not one digit of a scan reached the box below the list.
    assert standing == "dialog" or "Scan, or type a sample number" in shown


def test_a_scan_that_stops_says_so_and_the_next_one_counts(tmp_path: Path) -> None:
    home, log = new_home(tmp_path, StillClock()), tmp_path / "log"
    with terminal(["-m", "tests.tui.listening", str(home), str(log), "plain"]) as there:
        there.wait_for("Scan your badge")
        there.send("tech\r")
        there.wait_for("ready for it")
        there.send(f"{STX}0100000")
        there.wait_for("The scan was not finished. Scan again.")
        assert b"\x07" in there.raw
        there.send(f"{STX}0100\x1bOP{STX}000000000017\r")
        there.wait_for("A scan was cut off by the next one. Scan both again.")
    assert log.read_text().splitlines() == [
        "tech",
        "refused: The scan was not finished. Scan again.",
        "refused: A scan was cut off by the next one. Scan both again.",
        "000000000017",
    ]


def test_a_scanner_without_stx_works_in_the_box_at_any_speed(tmp_path: Path) -> None:
    home, log = new_home(tmp_path, StillClock()), tmp_path / "log"
    scans = [f"{number:012}" for number in range(100)]
    with terminal(["-m", "tests.tui.listening", str(home), str(log), "plain"]) as there:
        there.wait_for("Scan your badge")
        there.send("tech\r")
        there.wait_for("ready for it")
        there.send("".join(f"{scan}\r" for scan in scans))
        for _ in range(100):
            there.read()
            if log.read_text().endswith(f"{scans[-1]}\n"):
                break
    assert log.read_text().splitlines() == ["tech", *scans]

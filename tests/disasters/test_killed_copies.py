"""A backup or a proof that was killed leaves nothing for ever: the next one clears it away, and nothing else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.disasters.house import faults, found, labkiosk, lines, request


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = found(tmp_path)
    asked = lines(request(f"Patient {n}") for n in range(100))
    assert labkiosk("register", home, given=asked).returncode == 0
    return home


def left(folder: Path) -> list[Path]:
    """What stands there hidden."""
    return sorted(folder.glob(".*"))


def caught(folder: Path, *words: str, by: signal.Signals) -> Iterator["subprocess.Popen[bytes]"]:
    """The command, sent a signal as soon as it has begun its copy in the folder; again until it was in time."""
    for _ in range(50):
        before = left(folder)
        command = subprocess.Popen([sys.executable, "-m", "labkiosk", *words], stdout=subprocess.DEVNULL)
        while command.poll() is None:
            if left(folder) != before:
                os.kill(command.pid, by)
                break
            time.sleep(0.0005)
        if by == signal.SIGKILL:
            command.wait()
        if left(folder) != before:
            yield command
            return
        command.kill()
        command.wait()
    pytest.fail("it was never caught at its copy")


def test_what_a_killed_backup_left_goes_with_the_next_one(home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    others = [".labkiosk-02-20261122-120000.db.part", ".labkiosk-01.db.part", ".labkiosk-01-notes.txt"]
    for name in others:
        (stick / name).write_text("not ours")
    for _ in caught(stick, "backup", str(stick), "--home", str(home), "--as", "super", by=signal.SIGKILL):
        assert any(path.name.startswith(".labkiosk-01-2") for path in left(stick))
    done = labkiosk("backup", home, str(stick), "--as", "super")
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in left(stick)] == sorted(others)
    assert len(list(stick.glob("labkiosk-01-*.db"))) == 1


def test_what_a_killed_proof_left_goes_with_the_next_one(home: Path) -> None:
    for _ in caught(home, "verify", "--home", str(home), by=signal.SIGKILL):
        assert [path.name[:6] for path in left(home)] == [".copy-"]
    assert faults(home) == ""
    assert left(home) == []


def test_the_copy_of_a_proof_that_goes_on_stays(home: Path) -> None:
    for proof in caught(home, "verify", "--home", str(home), by=signal.SIGSTOP):
        (copy,) = left(home)
        assert faults(home) == ""
        assert left(home) == [copy]
        proof.send_signal(signal.SIGCONT)
        assert proof.wait() == 0
    assert left(home) == []

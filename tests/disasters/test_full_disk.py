"""The disk is full, or may not be written: one clear line, nothing half done, and work goes on when there is room."""

import ctypes
import re
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.disasters.house import Done, answers, broken, faults, found, labkiosk, lines, request
from tests.disasters.small_disk import CannotMount, room, small_disk
from tests.disasters.witness import Witness

ORDERS = 60
NOT_KEPT = (
    r"line \d+: The disk gave an error \({error}\)\. Nothing was kept: do it again, or call a supervisor\."
)


def largest_file(size: int) -> Callable[[], None]:
    """For a process of which no file may grow beyond ``size``: its writes fail as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def names(tag: str) -> list[str]:
    return [f"{tag} Patient {n}" for n in range(ORDERS)]


def register(home: Path, tag: str, before: Callable[[], None] | None = None) -> Done:
    return labkiosk("register", home, given=lines(request(n) for n in names(tag)), before=before)


def kept_whole(home: Path, tag: str, done: Done, error: str) -> int:
    """Each order was either answered and is there, or refused in one line and is not; returns how many were answered."""
    refused = [int(line.split(" ")[1].rstrip(":")) - 1 for line in done.stderr.splitlines()]
    for line in done.stderr.splitlines():
        assert re.fullmatch(NOT_KEPT.format(error=error), line)
    answered = [n for i, n in enumerate(names(tag)) if i not in refused]
    made = answers(done.stdout)
    witness = Witness(home)
    assert len(made) == len(answered) == sum(name.startswith(tag) for name in witness.patients.values())
    for name, answer in zip(answered, made, strict=True):
        assert witness.lost(name, answer) == []
    assert len(witness.orders) == len(witness.patients)
    assert witness.minted_twice() == []
    assert witness.gaps() == []
    return len(made)


@pytest.mark.parametrize("size", [120_000, 300_000, 500_000])
def test_a_file_that_can_grow_no_more(tmp_path: Path, size: int) -> None:
    home = found(tmp_path)
    done = register(home, "Full", largest_file(size))
    assert done.returncode == 1
    # Looked at before anybody else opens it: a page may still be half carried back from the WAL.
    assert faults(home) == ""
    assert 0 < kept_whole(home, "Full", done, "disk I/O error") < ORDERS
    again = register(home, "Room")
    assert kept_whole(home, "Room", again, "none") == ORDERS
    assert faults(home) == ""


@pytest.mark.parametrize("size", [0, 1000])
def test_a_disk_that_takes_nothing_at_all(tmp_path: Path, size: int) -> None:
    home = found(tmp_path)
    before = Witness(home).facts
    for command in ("register", "queue", "counts", "verify"):
        done = labkiosk(command, home, given=lines([request("Asha Devi")]), before=largest_file(size))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            f"labkiosk: {home}/lab.db cannot be opened (disk I/O error): look at the disk, then try again.\n"
        )
    assert Witness(home).facts == before
    assert faults(home) == ""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    try:
        with small_disk(tmp_path, "12m") as folder:
            yield folder
    except CannotMount as error:
        pytest.skip(f"no disk can be mounted here: {error}")


def fill(folder: Path, leave: int) -> Path:
    """Somebody else's file takes every byte but so many."""
    hog = folder / "hog"
    with hog.open("wb", buffering=0) as file:
        while (left := room(folder) - leave) > 0:
            file.write(bytes(min(left, 65536)))
    return hog


def test_a_full_disk(disk: Path) -> None:
    home = found(disk)
    assert kept_whole(home, "Early", register(home, "Early"), "none") == ORDERS
    hog = fill(disk, leave=250_000)  # room for the WAL's beginning, and for no more
    done = register(home, "Full")
    assert done.returncode == 1
    assert kept_whole(home, "Full", done, "database or disk is full") < ORDERS
    assert broken(home) == []
    hog.unlink()
    assert faults(home) == ""
    assert kept_whole(home, "Room", register(home, "Room"), "none") == ORDERS
    assert faults(home) == ""


def test_a_full_disk_is_not_taken_for_damage(disk: Path) -> None:
    home = found(disk)
    register(home, "Early")
    hog = fill(disk, leave=100_000)
    done = labkiosk("verify", home)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"labkiosk: There is no room in {home} for the copy on which it is proved: make room, then verify again.\n"
    )
    assert [p.name for p in home.iterdir() if p.name.startswith(".copy")] == []
    hog.unlink()
    assert faults(home) == ""


@pytest.mark.parametrize(
    ("leave", "said"),
    [
        (0, ": No space left on device."),
        (20_000, " (disk I/O error): look at the disk."),
        (100_000, " (database or disk is full): look at the disk."),
    ],
)
def test_init_on_a_full_disk_leaves_no_home(disk: Path, leave: int, said: str) -> None:
    hog = fill(disk, leave)
    done = labkiosk("init", disk / "home", "--kiosk", "01", "--site", "District Hospital")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"labkiosk: A home cannot be made in {disk / 'home'}{said}\n"
    assert list((disk / "home").iterdir()) == []
    hog.unlink()
    assert faults(found(disk)) == ""


def without_roots_powers() -> None:
    """Root may write what is read-only; so give that up (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH of prctl(2))."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def permit(home: Path, folder: int, files: int) -> None:
    """Set the modes of a home and of what is in it."""
    home.chmod(folder)
    for file in home.iterdir():
        file.chmod(files)


def test_a_read_only_home(tmp_path: Path) -> None:
    home = found(tmp_path)
    register(home, "Early")
    before = Witness(home).facts
    permit(home, 0o500, 0o400)
    orders = lines([request("Asha Devi")])
    for words in (["register"], ["queue"], ["counts"], ["verify"], ["rebuild"], ["print", "--once"]):
        done = labkiosk(words[0], home, *words[1:], given=orders, before=without_roots_powers)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            f"labkiosk: {home}/lab.db cannot be opened (attempt to write a readonly database):"
            " look at the disk, then try again.\n"
        )
    permit(home, 0o700, 0o600)
    assert Witness(home).facts == before
    assert kept_whole(home, "Room", register(home, "Room"), "none") == ORDERS
    assert faults(home) == ""


def test_files_that_may_only_be_read(tmp_path: Path) -> None:
    """Reading goes on, writing is refused."""
    home = found(tmp_path)
    register(home, "Early")
    before = Witness(home).facts
    permit(home, 0o700, 0o400)
    for command in ("queue", "counts", "verify"):
        assert labkiosk(command, home, before=without_roots_powers).returncode == 0
    done = labkiosk("register", home, given=lines([request("Asha Devi")]), before=without_roots_powers)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"line 1: {home}/lab.lock cannot be opened (Permission denied): look at the disk, then try again.\n"
    )
    permit(home, 0o700, 0o600)
    assert Witness(home).facts == before
    assert faults(home) == ""

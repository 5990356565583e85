"""The installer stops before it changes anything where the stick or the box is not what it should be."""

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from labkiosk.resources import asset
from labkiosk.services.stick.write import put, seal

SCRIPTS = sorted(path for path in asset("stick").iterdir() if path.is_file())


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick with nothing on it to install, for a Debian that there will never be."""
    folder = tmp_path / "labkiosk"
    put(folder, "install.sh", (asset("stick") / "install.sh").read_bytes())
    put(folder, "SYSTEM", b"nowhere none\n")
    put(folder / "wheels", "some.whl", b"wheel")
    seal(folder)
    return folder


def started(stick: Path) -> subprocess.CompletedProcess[str]:
    """The installer as it runs where nobody answers it."""
    command = ["sh", str(stick / "install.sh")]
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd="/", check=False
    )


def install(stick: Path) -> tuple[int, str]:
    """The installer's exit code and the last line that it complains with."""
    done = started(stick)
    return done.returncode, done.stderr.splitlines()[-1]


DAMAGED = (
    "install: this stick is damaged, and nothing was changed on the box. Make it again, or take another."
)


def test_one_changed_byte_is_found(stick: Path) -> None:
    (stick / "wheels" / "some.whl").write_bytes(b"wheeL")
    assert install(stick) == (1, DAMAGED)


def test_a_missing_file_is_found(stick: Path) -> None:
    (stick / "wheels" / "some.whl").unlink()
    assert install(stick) == (1, DAMAGED)


def test_sums_that_cannot_be_read_are_found(stick: Path) -> None:
    with (stick / "SHA256SUMS").open("a") as sums:
        sums.write("0123\n")
    assert install(stick) == (1, DAMAGED)


@pytest.mark.parametrize("left", [None, ""])
def test_a_stick_that_was_pulled_too_early_is_found(stick: Path, left: str | None) -> None:
    (stick / "SHA256SUMS").unlink()
    if left is not None:
        (stick / "SHA256SUMS").write_text(left)
    assert install(stick) == (1, "install: this stick is not finished: SHA256SUMS is missing. Make it again.")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gets as far as that")
@pytest.mark.skipif(shutil.which("dpkg") is None, reason="dpkg is missing: this is no Debian")
def test_a_stick_for_another_debian_is_refused(stick: Path) -> None:
    code, said = install(stick)
    assert code == 1
    assert said.startswith("install: this stick is for nowhere none, and this box is ")


@pytest.mark.skipif(os.geteuid() == 0, reason="this is root")
def test_only_root_installs(stick: Path) -> None:
    assert install(stick) == (1, "install: run it as root: sudo sh install.sh")


def test_the_mark_is_shown_before_anything_is_asked(stick: Path) -> None:
    mark = sha256((stick / "SHA256SUMS").read_bytes()).hexdigest()[:16]
    assert started(stick).stdout.splitlines()[0] == (
        f"The stick is whole. Its mark is {mark}: the same as whoever made it wrote down?"
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_plain_shell_reads_it(script: Path) -> None:
    assert script.read_bytes().startswith(b"#!/bin/sh\n")
    subprocess.run(["sh", "-n", str(script)], check=True)

"""A bare Debian in a folder, and programs run in it without a network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

# Whatever is mounted or started below ends with the one process that made it: nothing is left to take away.
_APART = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
_IN_BOX = 'mount --bind -o ro "$1" "$2/mnt" && mount -t proc proc "$2/proc" && r=$2 && shift 2 && exec chroot "$r" "$@"'
CLEAN = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM": "linux"}


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Unfit(Exception):
    """This machine cannot make the box; says why."""


class Box:
    """The root of a bare Debian with systemd, and the stick that is mounted there on /mnt, read-only."""

    def __init__(self, folder: Path) -> None:
        self.root, self.media = folder / "root", folder / "usb"

    def make(self) -> None:
        """Make stick and box. Raises Unfit where this machine cannot."""
        needed(*_APART[:1], "debootstrap", "chroot")
        if os.geteuid():
            raise Unfit("it takes root to make an empty Debian: sudo make slow")
        self.media.mkdir()
        made = call(sys.executable, "-m", "labkiosk", "stick", str(self.media))
        if "This Debian's Python is" in made.err or "is missing: a stick is made on a Debian" in made.err:
            raise Unfit(made.err)
        assert made.code == 0, made.err
        release = (self.media / "labkiosk" / "SYSTEM").read_text().split()[0]
        bare = ("--variant=minbase", "--include=systemd,systemd-sysv", release)
        built = call(*_APART, "debootstrap", *bare, str(self.root), env=CLEAN)
        if built.code:
            raise Unfit(f"debootstrap made no Debian: {(built.out + built.err).strip().splitlines()[-1]}")

    def command(self, *words: str) -> list[str]:
        """The words that run a program inside, with no network but its own loopback."""
        stick = str(self.media / "labkiosk")
        return [*_APART, "--net", "sh", "-euc", _IN_BOX, "sh", stick, str(self.root), *words]

    def run(self, *words: str, given: str = "") -> Ran:
        """Run a program inside."""
        return call(*self.command(*words), given=given, env=CLEAN)


def needed(*programs: str) -> None:
    """Raises Unfit for a program that is not there."""
    for program in programs:
        if shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin") is None:
            raise Unfit(f"{program} is missing: .ci/run says what to install")


def call(*words: str, given: str = "", env: dict[str, str] | None = None) -> Ran:
    done = subprocess.run(words, input=given, capture_output=True, text=True, env=env, cwd="/", check=False)
    return Ran(done.returncode, done.stdout, done.stderr)

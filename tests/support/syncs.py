"""Counts the calls by which a process waits for the disk, by a counter preloaded into it."""

import atexit
import os
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

APT = "sudo apt install -y gcc libc6-dev"


class NoCompiler(Exception):
    """There is no C compiler to build the counter with."""

    def __init__(self) -> None:
        super().__init__(f"No C compiler (cc) to build the counter of fsyncs with. Run: {APT}")


Call = tuple[str, str]
"""``fsync``, ``fdatasync``, ``syncfs``, ``sync`` or ``write`` (to stdout alone), and the file's name."""


class Counted(NamedTuple):
    """What a command printed, and its calls in their order."""

    out: str
    calls: list[Call]

    @property
    def waits(self) -> Counter[Call]:
        """How often it waited for the disk."""
        return Counter(call for call in self.calls if call[0] != "write")


@cache
def counter() -> Path:
    """The counter as a shared library, built once. Raises NoCompiler."""
    return built("syncs")


def built(name: str) -> Path:
    """A C source beside this file as a shared library. Raises NoCompiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        raise NoCompiler
    folder = mkdtemp(prefix="labkiosk-preload-")
    atexit.register(shutil.rmtree, folder)
    library = Path(folder) / f"{name}.so"
    source = Path(__file__).with_name(f"{name}.c")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, source, "-ldl"], check=True
    )
    return library


def counted(command: list[str], log: Path, cwd: Path | str = "/") -> Counted:
    """Run a command to its end under the counter. Raises CalledProcessError when it fails."""
    log.write_bytes(b"")
    env = os.environ | {"LD_PRELOAD": str(counter()), "SYNCS_LOG": str(log)}
    env.pop("PYTHONUNBUFFERED", None)  # it makes two writes of a line and its end
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True, check=True)
    calls = (line.split(" ", 1) for line in log.read_text().splitlines())
    return Counted(done.stdout, [(call, Path(file).name) for call, file in calls])

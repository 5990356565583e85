"""A disk of a few megabytes, for tests that fill it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CannotMount(Exception):
    """Mounting needs root, and a system that allows it."""


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A memory disk of ``size`` (as mount takes it) on a folder. Raises CannotMount."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotMount(done.stderr.strip())
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def room(folder: Path) -> int:
    """Bytes left on the disk of a folder."""
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize

"""A printer to oneself: one file a printer, which the kernel lets go of however its holder ended."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from labkiosk.lab.lab import Lab

FOLDER = "file"
"""What facts call the printer that is the home's folder ``paper``; who holds it is the home's print worker."""


@contextmanager
def holding(lab: Lab, printer: str, *, wait: bool) -> Iterator[bool]:
    """Have a printer to oneself; False where somebody else has it and there is no waiting."""
    handle = os.open(
        lab.home.folder / f"printer-{printer}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
    )
    try:
        yield _lock(handle, wait)
    finally:
        os.close(handle)


def _lock(handle: int, wait: bool) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True

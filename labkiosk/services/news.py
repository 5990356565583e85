"""To know at once that somebody has committed, without asking all the time."""

import ctypes
import errno
import os
import select
import time
from pathlib import Path

from labkiosk.journal.connection import Connection, data_version

POLL_S = 0.25
"""Asked so often where the kernel tells nothing."""

_IN_MODIFY = 0x2
_SOON_S = (0.0002, 0.0005, *[0.001] * 30)
"""A commit is seen once it is synced, a moment after its bytes were written; on a slow disk POLL_S finds it."""


class News:
    """Watches a home's database by inotify(7) for one connection to it, in one thread."""

    def __init__(self, conn: Connection, database: Path) -> None:
        self._conn = conn
        self._handle = _watching(database.parent)

    def wait(self, seen: int, longest_s: float) -> None:
        """Return once ``data_version`` is not ``seen`` any more, or after so many seconds."""
        until = time.monotonic() + longest_s
        while data_version(self._conn) == seen and (left := until - time.monotonic()) > 0:
            if self._woken(min(left, POLL_S)):
                for pause in _SOON_S:
                    if data_version(self._conn) != seen:
                        return
                    time.sleep(pause)

    def _woken(self, longest_s: float) -> bool:
        if self._handle is None:
            time.sleep(longest_s)
            return False
        ready, _, _ = select.select([self._handle], [], [], longest_s)
        return bool(ready and os.read(self._handle, 1 << 16))

    def close(self) -> None:
        """Watch no more."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _watching(folder: Path) -> int | None:
    """What tells of writes to files in the folder; None where the kernel has no watch left to give."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle: int = libc.inotify_init1(os.O_CLOEXEC)
    if handle >= 0 and libc.inotify_add_watch(handle, os.fsencode(folder), _IN_MODIFY) >= 0:
        return handle
    failed = ctypes.get_errno()
    if handle >= 0:
        os.close(handle)
    if failed not in (errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.ENOMEM):
        raise OSError(failed, os.strerror(failed), str(folder))
    return None

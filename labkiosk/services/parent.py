"""A helper that ends with the process that started it, however that one ended."""

import os
import signal

NAMED = "LABKIOSK_PARENT"
"""The environment variable by which a parent gives its pid to a child that is to end with it."""

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Have the kernel end this process (SIGTERM) with the thread that started it, even where that was killed.

    Nothing is done where no parent is named. Raises OSError where the kernel refuses, SystemExit where the
    parent has ended already.
    """
    parent = os.environ.pop(NAMED, None)
    if parent is None:
        return
    import ctypes  # a screen that reads only the name must not wait for it

    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    # A parent that ended before the kernel was told sends no signal any more.
    if os.getppid() != int(parent):
        raise SystemExit(0)

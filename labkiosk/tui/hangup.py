"""A screen ends with its terminal: a closed window, a pulled serial line, an SSH session that ended."""

import os
import select
from threading import Thread


def end_with(terminal: int) -> None:
    """From here on the process ends, with code 1, once nobody is at the terminal's other end.

    Textual reads on from such a terminal without end, keeps a core busy with it, and cannot leave in order.
    Nothing is lost by leaving at once: what was acknowledged is on the disk.
    """
    Thread(target=_wait, args=(terminal,), name="hangup", daemon=True).start()


def _wait(terminal: int) -> None:
    poll = select.poll()
    poll.register(terminal, 0)  # a hang-up is told without being asked for
    poll.poll()
    os._exit(1)

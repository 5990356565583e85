"""What befalls a printer, however it is reached."""

from typing import Protocol

from tests.printers.machine import Machine


class Reached(Protocol):
    """A machine at the end of some line."""

    machine: Machine


def deaf(at: Reached) -> None:
    at.machine.deaf = True


def dumb(at: Reached) -> None:
    at.machine.dumb = True


def paper_out(at: Reached) -> None:
    at.machine.rows_left = 0


def cover_open(at: Reached) -> None:
    at.machine.cover_open = True

"""What the print worker says of each paper, and of trouble."""

from collections.abc import Callable
from typing import NamedTuple


class Said(NamedTuple):
    """What became of a paper; trouble that is no one paper's has no ``job``."""

    job: str
    form: str
    subject: str
    said: str

    def __str__(self) -> str:
        return f"{self.job} {self.form} {self.subject}: {self.said}" if self.job else self.said


Say = Callable[[Said], None]


def trouble(said: str) -> Said:
    """Trouble that is no one paper's."""
    return Said("", "", "", said)

"""What a printer is like now, in the words that a person reads after its name."""

from enum import StrEnum


class State(StrEnum):
    """A printer's state; its value is for people, its name for rules."""

    READY = "ready"
    PAPER_LOW = "paper is low"
    PAPER_OUT = "out of paper"
    COVER_OPEN = "its cover is open"
    PAUSED = "paused: press its button"
    FAULT = "shows a fault"
    SILENT = "does not answer"
    GONE = "is not plugged in"

    @property
    def prints(self) -> bool:
        """Whether a paper sent now would come out."""
        return self in (State.READY, State.PAPER_LOW)

"""In words: how somebody has a report that was amended since."""

from labkiosk.board.holders import Holder

_HOW = {
    "sheet": "on its sheet",
    "window": "from the window",
    "paper": "on paper, unsigned",
    "ward": "asked for it",
}


def has_it(holder: Holder) -> str:
    """How they have it, and which version."""
    if holder.how == "call":
        return "told by telephone"
    return f"version {holder.had} {_HOW.get(holder.how, holder.how)}"

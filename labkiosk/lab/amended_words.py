"""In words: how somebody has a report that was amended since."""

from labkiosk.board.holders import Holder

_HOW = {
    "sheet": "on a delivery sheet",
    "window": "taken at the window",
    "paper": "on paper, nobody signed for it",
    "ward": "asked for it; nothing tells that paper went there",
}


def has_it(holder: Holder) -> str:
    """How they have it, and which version."""
    return f"{_HOW.get(holder.how, holder.how)}, version {holder.had}"

"""What is said when the screen itself fails: where, and never with what data."""

import traceback
from pathlib import Path

from rich.text import Text

_ROOT = Path(__file__).resolve().parent.parent


def where(error: BaseException | None) -> Text:
    """One line that names the kind of error and our own line of code that it came from."""
    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    ours = [f for f in frames if Path(f.filename).is_relative_to(_ROOT)]
    place = f" at {Path(ours[-1].filename).relative_to(_ROOT)}:{ours[-1].lineno}" if ours else ""
    return Text(
        f"The screen stopped ({type(error).__name__}{place}). Everything that was acknowledged is kept. "
        "Start labkiosk again; if it stops again, tell a supervisor this line."
    )

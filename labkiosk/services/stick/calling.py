"""Other programs, called for what only they can do."""

import subprocess
from pathlib import Path

from labkiosk.facts.errors import Refused


def call(*words: str | Path, cwd: Path | None = None) -> str:
    """What a program says on stdout. Raises Refused with its last words when it is missing or fails."""
    try:
        done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603 words of our own
    except FileNotFoundError:
        raise Refused(f"{words[0]} is missing: a stick is made on a Debian, with its own tools.") from None
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or f"it ended with {done.returncode}").splitlines()
        raise Refused(f"{Path(words[0]).name} failed: {said[-1]}")
    return done.stdout

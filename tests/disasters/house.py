"""A home that disasters happen to: made, worked on and proved through the program itself."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from labkiosk.board.rebuild import differences
from labkiosk.journal.connection import connect
from labkiosk.journal.home import Home
from labkiosk.journal.verify import broken_chain, broken_pages, broken_touches

ROOT = Path(__file__).parents[2]
LABKIOSK = (sys.executable, "-m", "labkiosk")
THREE_TUBES = ("PT", "UREA", "CREA", "NA", "K", "HB", "WBC", "PLT")


def labkiosk(command: str, home: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run one command in a home, from another folder than the project's."""
    return subprocess.run(
        [*LABKIOSK, command, *words, "--home", str(home)],
        input=given,
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )


def found(folder: Path) -> Path:
    """A new home 01 with example people."""
    home = folder / "home"
    done = labkiosk("init", home, "--kiosk", "01", "--site", "District Hospital", "--examples")
    assert (done.returncode, done.stderr) == (0, "")
    return home


def request(name: str, *tests: str, **said: str) -> dict[str, object]:
    """One order of a new patient, as a line of ``labkiosk register`` says it."""
    return {"patient": {"name": name, "sex": "F", "age": "51 y"}, "tests": tests or THREE_TUBES, **said}


def lines(requests: Iterable[dict[str, object]]) -> str:
    """Requests as JSON lines."""
    return "".join(json.dumps(r) + "\n" for r in requests)


def answers(text: str) -> list[dict]:  # type: ignore[type-arg]
    """Answers that came out whole; a line without its end was cut short by the disaster."""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


def faults(home: Path, *, board: bool = True) -> list[str]:
    """Everything that the program's own proof finds wrong with a home."""
    place = Home(home)
    conn = connect(place.database, place.key())
    try:
        proofs = (broken_pages, broken_chain, broken_touches, *((differences,) if board else ()))
        return [fault for proof in proofs for fault in proof(conn)]
    finally:
        conn.close()

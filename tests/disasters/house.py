"""A home that disasters happen to: made, worked on and proved through the program itself."""

import json
import subprocess
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from labkiosk.journal.connection import connect
from labkiosk.journal.home import Home
from labkiosk.journal.verify import broken_chain, broken_touches
from tests.support.teller import LABKIOSK, tell

THREE_TUBES = ("PT", "UREA", "CREA", "NA", "K", "HB", "WBC", "PLT")
Done = subprocess.CompletedProcess[str]


def labkiosk(
    command: str, home: Path, *words: str, given: str = "", before: Callable[[], None] | None = None
) -> Done:
    """Run one command in a home, from another folder than the project's; ``before`` runs in the new process first."""
    if before is None:
        told = tell(command, *words, "--home", home, given=given)
        return Done([command, *words], told.code, told.out, told.err)
    return subprocess.run(
        [*LABKIOSK, command, *words, "--home", str(home)],
        input=given,
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
        preexec_fn=before,
    )


def found(folder: Path) -> Path:
    """A new home 01 with example people."""
    home = folder / "home"
    done = labkiosk("init", home, "--kiosk", "01", "--site", "District Hospital", "--examples")
    assert (done.returncode, done.stderr) == (0, "")
    return home


def request(name: str, *tests: str, **said: Any) -> dict[str, Any]:
    """One order of a new patient, as a line of ``labkiosk register`` says it."""
    return {"patient": {"name": name, "sex": "F", "age": "51 y"}, "tests": tests or THREE_TUBES, **said}


def lines(requests: Iterable[dict[str, Any]]) -> str:
    """Requests as JSON lines."""
    return "".join(json.dumps(r) + "\n" for r in requests)


def answers(text: str) -> list[dict[str, Any]]:
    """Answers that came out whole; a line without its end was cut short by the disaster."""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


def faults(home: Path) -> str:
    """Everything that ``labkiosk verify`` finds wrong with a home: nothing where it is sound."""
    done = labkiosk("verify", home)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def broken(home: Path) -> list[str]:
    """What is wrong with the chain alone: much quicker than the whole proof where the home is large."""
    place = Home(home)
    with closing(connect(place.database, place.key())) as conn:
        return [*broken_chain(conn), *broken_touches(conn)]

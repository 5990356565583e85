"""The program as its user runs it: another process, exact output, exit code."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.teller import tell

_TIMES = re.compile(r"[0-9]{2} [A-Z][a-z]{2}( [0-9]{4})? [0-9]{2}:[0-9]{2}")
_STAMPS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\+00:00")


class Ran(NamedTuple):
    """What came of a command; times are taken out, so that the rest can be compared to the letter."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """The JSON objects on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(*words: str | bytes | Path, given: str | bytes = "", **env: str) -> Ran:
    """Run ``labkiosk`` with these words and input, from another folder than the project's."""
    done = tell(*words, given=given, **{"TZ": "UTC", **env})
    return Ran(done.code, _timeless(done.out), _timeless(done.err))


def _timeless(text: str) -> str:
    return _TIMES.sub("<time>", _STAMPS.sub("<stamp>", text))


class House:
    """A home 01 with example people, and commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        made = run("init", "--home", self.home, "--kiosk", "01", "--site", "District Hospital", "--examples")
        assert (made.code, made.err) == (0, "")

    def run(self, *words: str | bytes | Path, who: str | None = None, given: str | bytes = "") -> Ran:
        """Run a command in the home as the badge ``who``."""
        return run(*words, "--home", self.home, *(("--as", who) if who else ()), given=given)

    def order(self, *tests: str, name: str = "Asha Devi", **said: object) -> list[str]:
        """Register one order for a new patient; the numbers of its samples."""
        line = {"patient": {"name": name, "sex": "F", "age": "51 y"}, "tests": tests, **said}
        done = self.run("register", who="phleb", given=json.dumps(line))
        assert (done.code, done.err) == (0, "")
        return [sample["sample"] for sample in done.lines[0]["samples"]]

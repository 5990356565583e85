"""A home worked on by commands of which every byte is looked at."""

import json
from pathlib import Path
from typing import Any

from tests.disasters.hostile import loose
from tests.support.teller import Teller, Told


class Desk:
    """A home, and its commands; whatever they print is looked at."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.home, self._teller = home, Teller(folder, home)

    def __call__(self, *words: str, given: str = "", code: int = 0) -> str:
        told = self.told(*words, given=given)
        assert (told.code, told.err) == (code, ""), words
        return told.out

    def told(self, *words: str, given: str = "") -> Told:
        """Run a command: no crash, no byte that steers, and of a refusal one line."""
        told = self._teller(*words, given=given)
        assert loose(told.out + told.err) == [], words
        assert told.code in (0, 1, 2), words
        assert "inside the program" not in told.err, words
        assert "database gave an error" not in told.err, words
        if told.code:
            assert told.err.count("\n") == 1, words
            assert len(told.err) < 1500, words
        return told

    def register(self, order: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(self("register", given=json.dumps(order) + "\n"))
        return made

"""Four processes register and are killed with SIGKILL, again and again, in one home."""

import random
import subprocess
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.disasters.house import answers, broken, faults, found, lines, request
from tests.disasters.witness import Witness
from tests.support.teller import LABKIOSK

WRITERS = 4
LATEST_S = 0.12
"""A writer is killed up to this long after the first answer of its round, or while it still starts."""


class Acknowledged(NamedTuple):
    """An answer that reached the outside, and the name that was asked for."""

    name: str
    answer: dict[str, Any]


class Writer:
    """A ``labkiosk register`` that has far more orders to do than it will live for."""

    def __init__(self, home: Path, folder: Path, name: str) -> None:
        self.names = [f"{name} Order {n}" for n in range(3000)]
        orders = folder / f"{name}.jsonl"
        orders.write_text(lines(request(n) for n in self.names))
        self._out = folder / f"{name}.out"
        self._err = folder / f"{name}.err"
        with self._out.open("wb") as out, self._err.open("wb") as err:
            command = [*LABKIOSK, "register", str(orders), "--home", str(home)]
            self._process = subprocess.Popen(command, stdout=out, stderr=err)

    def has_answered(self) -> bool:
        return self._out.stat().st_size > 0

    def kill(self) -> None:
        self._process.kill()

    def acknowledged(self) -> list[Acknowledged]:
        """Answers in the order of the requests; the process was at work until it was killed, and complained of nothing."""
        assert self._process.wait() == -9, self._err.read_text()
        assert self._err.read_text() == ""
        return [Acknowledged(*pair) for pair in zip(self.names, answers(self._out.read_text()), strict=False)]


def one_round(home: Path, folder: Path, number: int, chance: random.Random) -> list[Acknowledged]:
    """Start the writers, kill each at a moment of its own, and return what they had acknowledged."""
    writers = [Writer(home, folder, f"Round {number} Writer {w}") for w in range(WRITERS)]
    if number % 5:  # else some die while they open the home
        while not any(w.has_answered() for w in writers):
            time.sleep(0.001)
    moments = sorted((chance.uniform(0, LATEST_S), w) for w in range(WRITERS))
    started = time.monotonic()
    for moment, w in moments:
        time.sleep(max(0.0, started + moment - time.monotonic()))
        writers[w].kill()
    return [one for w in writers for one in w.acknowledged()]


def survive(folder: Path, rounds: int, prove_board_each: int) -> int:
    """Kill for so many rounds and look after each; returns how many orders were acknowledged in all."""
    home, chance = found(folder), random.Random(rounds)
    known: list[Acknowledged] = []
    for number in range(1, rounds + 1):
        known += one_round(home, folder, number, chance)
        assert broken(home) == []
        if number % prove_board_each == 0:
            assert faults(home) == ""
        witness = Witness(home)
        assert [lost for one in known for lost in witness.lost(*one)] == []
        assert witness.minted_twice() == []
        assert witness.gaps() == []
    return len(known)


def test_five_rounds(tmp_path: Path) -> None:
    assert survive(tmp_path, rounds=5, prove_board_each=1) > 5


@pytest.mark.slow
def test_fifty_rounds(tmp_path: Path) -> None:
    assert survive(tmp_path, rounds=50, prove_board_each=10) > 50

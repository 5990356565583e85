"""Sixteen processes register at once, without pause, in one home, on a machine that has other work to do."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.disasters.house import faults, found
from tests.disasters.witness import Witness
from tests.support.teller import ROOT

WRITERS = 16
ORDERS = 30
UNFAIR = 20
"""How many times the median of turns nobody may wait. Turns are counted, not seconds: a machine that stands still for a
moment while somebody holds the lock makes everybody wait, and passes nobody over."""
NOBODY_TWICE = WRITERS / 2
"""The least median of turns: where it is lower, who has just written comes again before the others."""


@contextmanager
def every_core_busy() -> Iterator[None]:
    """A lock that is fair on a quiet machine may not be where whoever lets it go keeps the core."""
    busy = [sys.executable, "-c", "while True: pass"]
    others = [subprocess.Popen(busy) for _ in range(2 * len(os.sched_getaffinity(0)))]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def all_at_once(home: Path) -> dict[str, list[dict[str, Any]]]:
    """What each writer said, by its name, once all of them have started together and ended."""
    command = [sys.executable, "-m", "tests.disasters.writer", str(home)]
    writers = {}
    for n in range(WRITERS):
        name = f"Writer {n}"
        writers[name] = subprocess.Popen(
            [*command, name, str(ORDERS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
    for writer in writers.values():
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    said = {}
    with every_core_busy():
        for writer in writers.values():
            assert writer.stdin is not None
            writer.stdin.write("go\n")
            writer.stdin.flush()
        for name, writer in writers.items():
            out, err = writer.communicate()
            assert (writer.returncode, err) == (0, "")
            said[name] = json.loads(out)
    return said


def test_no_writer_meets_a_lock_and_none_starves(tmp_path: Path) -> None:
    home = found(tmp_path)
    said = all_at_once(home)
    witness = Witness(home)
    for name, answers in said.items():
        for n, answer in enumerate(answers):
            assert witness.lost(f"{name} Order {n}", answer) == []
    assert len(witness.orders) == WRITERS * ORDERS
    assert witness.minted_twice() == []
    assert witness.gaps() == []
    assert faults(home) == ""
    turns = turns_waited(list(witness.patients.values()))
    median = statistics.median(turns)
    assert median >= NOBODY_TWICE
    assert max(turns) <= UNFAIR * median


def turns_waited(names: list[str]) -> list[int]:
    """How many orders were placed from a writer's one until its next, from the names in the order of the journal."""
    last: dict[str, int] = {}
    waited = []
    for at, name in enumerate(names, start=1):
        writer = name.partition(" Order")[0]
        waited.append(at - last.get(writer, 0))
        last[writer] = at
    return waited

"""Sixteen processes register at once, without pause, in one home."""

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.disasters.house import ROOT, faults, found
from tests.disasters.witness import Witness

WRITERS = 16
ORDERS = 30
UNFAIR = 20
"""How many times the median nobody may wait: a ratio within one run, so a slow machine changes nothing."""
TRIES = 3
"""A machine that stands still for a moment makes one run unfair; a lock that starves somebody, every one."""


def all_at_once(home: Path) -> dict[str, dict[str, Any]]:
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
    for writer in writers.values():
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    said = {}
    for name, writer in writers.items():
        out, err = writer.communicate()
        assert (writer.returncode, err) == (0, "")
        said[name] = json.loads(out)
    return said


def test_no_writer_meets_a_lock_and_none_starves(tmp_path: Path) -> None:
    assert any(unfairness(tmp_path / str(run)) <= UNFAIR for run in range(TRIES))


def unfairness(folder: Path) -> float:
    """How many times the median the longest wait of one run was; that run lost nothing, and met no lock."""
    folder.mkdir()
    home = found(folder)
    said = all_at_once(home)
    waits = [wait for one in said.values() for wait in one["waits"]]
    assert len(waits) == WRITERS * ORDERS
    witness = Witness(home)
    for name, one in said.items():
        for n, answer in enumerate(one["answers"]):
            assert witness.lost(f"{name} Order {n}", answer) == []
    assert len(witness.orders) == WRITERS * ORDERS
    assert witness.minted_twice() == []
    assert witness.gaps() == []
    assert faults(home) == ""
    return float(max(waits) / statistics.median(waits))

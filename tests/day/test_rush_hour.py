"""The rush hour on 8 screens: intakes, receipts and results by eight people at once, each at a kiosk on a pty.

How long each key took to its paint, and each list to what another screen did, is measured by ``make bench``.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.day.crew import TESTS_A_TUBE, TUBES
from tests.day.rush import STAFF, Hour, rush_hour, staffed
from tests.disasters.house import faults, labkiosk
from tests.disasters.witness import Witness
from tests.tui.test_printing import processes_about


def counts(home: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads(labkiosk("counts", home, "--json").stdout)
    return found


def nothing_lost(home: Path, hour: Hour, intakes: int) -> None:
    """All that a screen acknowledged is in the journal, once, and nothing else."""
    witness, rush = Witness(home), hour.rush
    assert len(rush.placed) == len(witness.orders) == intakes
    assert {n for _, tubes in rush.placed for n in tubes} == set(witness.samples)
    assert len(witness.patients) == len({number for number, _ in rush.placed})
    received = [body["sample"] for body in witness.told("sample.received")]
    released = [each for body in witness.told("results.released") for each in body["samples"]]
    assert sorted(received) == sorted(r["sample"] for r in released) == sorted(witness.samples)
    assert sorted(rush.released) == sorted(witness.samples)
    # The anion gap comes by itself.
    typed = [len({*each["tests"]} - {"AGAP"}) for each in released]
    assert typed == [TESTS_A_TUBE] * TUBES * intakes
    assert len(rush.typed) == TUBES * intakes
    assert min(rush.typed.values()) >= TESTS_A_TUBE
    assert witness.minted_twice() == witness.gaps() == []


def each_paper_once(home: Path, intakes: int) -> None:
    """One label a tube, one slip an order, one report a release: each was sent once, and came out."""
    witness = Witness(home)
    asked = [job for body in witness.told("paper.asked") for job in body["jobs"]]
    forms = Counter(job["form"] for job in asked)
    reports = len(witness.told("results.released"))
    assert forms == {"label": TUBES * intakes, "slip": intakes, "report": reports}
    assert not any(job.get("copy") for job in asked if job["form"] != "report")
    for kind in ("paper.sending", "paper.confirmed"):
        assert sorted(body["job"] for body in witness.told(kind)) == sorted(job["job"] for job in asked)
    assert witness.told("paper.refused") == witness.told("paper.uncertain") == []


def through(folder: Path, intakes: int) -> None:
    home = staffed(folder)
    hour = rush_hour(home, intakes)
    assert hour.errors == []
    assert processes_about(home) == []
    nothing_lost(home, hour, intakes)
    each_paper_once(home, intakes)
    before = counts(home)
    assert {name: count for name, count in before.items() if count and name != "day"} == {
        "registered": TUBES * intakes, "received": TUBES * intakes, "reported": TUBES * intakes
    }  # fmt: skip
    assert faults(home) == ""
    assert labkiosk("rebuild", home).returncode == 0
    assert faults(home) == ""
    assert counts(home) == before
    assert hour.seen_s


def test_the_rush_hour_on_8_screens_begins(tmp_path: Path) -> None:
    assert len(STAFF) == 8
    through(tmp_path, 6)


@pytest.mark.slow
def test_the_rush_hour_on_8_screens(tmp_path: Path) -> None:
    through(tmp_path, 1000)

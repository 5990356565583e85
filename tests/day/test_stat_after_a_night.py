"""A backlog of routine tubes, a night and a day, and then a STAT: by the command line, in a box whose clock went on."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.disasters.house import faults, found, lines, request
from tests.support.syncs import built
from tests.support.teller import LABKIOSK

HOURS = 30


def said(home: Path, command: str, *words: str, given: str = "", later_s: int = 0) -> list[dict[str, Any]]:
    """What a command answers on a machine that has run so much longer."""
    done = subprocess.run(
        [*LABKIOSK, command, *words, "--json", "--home", str(home)],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"LD_PRELOAD": str(built("later")), "LATER_S": str(later_s)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_receive_200_routine_wait_30_hours_receive_one_stat_it_is_next(tmp_path: Path) -> None:
    home = found(tmp_path)
    asked = lines(request(f"Patient {n}", "UREA", priority="routine") for n in range(200))
    made = said(home, "register", given=asked)
    routine = [order["samples"][0]["sample"] for order in made]
    said(home, "receive", *routine)
    assert {item["due_state"] for item in said(home, "queue", "--limit", "300")} == {""}
    later = HOURS * 3600
    night = said(home, "queue", "--limit", "300", later_s=later)
    assert [item["sample"] for item in night] == routine
    assert {item["due_state"] for item in night} == {"overdue"}

    (order,) = said(
        home, "register", given=lines([request("Ravi Kumar", "UREA", priority="stat")]), later_s=later
    )
    stat = order["samples"][0]["sample"]
    assert [item["sample"] for item in said(home, "queue", "--limit", "1", later_s=later)] == routine[:1]
    said(home, "receive", stat, later_s=later)
    for words in ((), ("--bench", "CHEM")):
        queue = said(home, "queue", "--limit", "300", *words, later_s=later)
        assert [item["sample"] for item in queue] == [stat, *routine]
    assert (queue[0]["priority"], queue[0]["due_state"]) == ("stat", "")
    assert faults(home) == ""

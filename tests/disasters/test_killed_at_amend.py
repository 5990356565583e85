"""SIGKILL while released results are corrected: each correction is whole or is not there, and loses no value."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from labkiosk.board.earlier import earlier
from labkiosk.board.rebuild import differences
from labkiosk.journal.read import since
from labkiosk.lab.bench import receive
from labkiosk.lab.given import Given
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.results import record
from labkiosk.lab.staff import add_person
from tests.lab.homes import Clock, make, order
from tests.lab.witness import Witness

ROUNDS, TUBES = 4, 3
LATEST_S = 0.15


def found(home: Path) -> list[str]:
    """A home with some released tubes; their numbers."""
    with make(home, Clock()) as lab:
        lab.sign_in("super")
        add_person(lab, "bose", "Dr Bose", "pathologist")
        numbers = []
        for _ in range(TUBES):
            lab.sign_in("tech")
            numbers.append(order(lab, "NA", "K").samples[0].sample)
            receive(lab, numbers[-1])
            record(lab, numbers[-1], [Given(test="NA", value="145"), Given(test="K", value="5.0")])
            lab.sign_in("bose")
            release(lab, [numbers[-1]])
        return numbers


def killed(home: Path, tubes: list[str], out: Path, moment: float) -> list[dict[str, Any]]:
    """What somebody who corrects had acknowledged when they were killed, so long after their first line."""
    command = [sys.executable, "-m", "tests.disasters.signer", str(home), *tubes]
    with out.open("wb") as said, subprocess.Popen(command, stdout=said, stderr=subprocess.PIPE) as signer:
        until = time.monotonic() + 60
        while out.stat().st_size == 0 and signer.poll() is None and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(moment)
        signer.kill()
        _, complaint = signer.communicate()
    assert signer.returncode == -9, complaint.decode()
    whole, _, _ = out.read_text().rpartition("\n")
    return [json.loads(line) for line in whole.splitlines()]


def test_every_correction_is_whole_and_none_loses_a_value(tmp_path: Path) -> None:
    home, chance = tmp_path / "home", random.Random(7)
    tubes = found(home)
    acts: list[dict[str, Any]] = []
    for number in range(ROUNDS):
        acts += killed(home, tubes, tmp_path / f"{number}.out", chance.uniform(0, LATEST_S))
        with Lab(home, badge="super", user="root") as lab:
            assert list(differences(lab.conn)) == []
            witness = Witness()
            assert list(witness.see(since(lab.conn, 1, 0))) == []
            for tube in tubes:
                gone = earlier(lab.conn, tube)
                assert [e.n for e in gone if e.test == "NA"] == [e.n for e in gone if e.test == "K"]
                corrected = [a for a in acts if a == {"act": "amend", "tube": tube}]
                assert len(gone) >= 2 * len(corrected)
                versions = [a["version"] for a in acts if a["act"] == "release" and a["tube"] == tube]
                assert versions == sorted(set(versions))
    assert len(acts) > ROUNDS

"""What the people of a rush hour type is plausible for their patients: no rule holds it until somebody has looked."""

from pathlib import Path
from random import Random

from labkiosk.board import samples
from labkiosk.lab.bench import receive
from labkiosk.lab.release import release
from labkiosk.lab.request import Ident, PatientRequest
from labkiosk.lab.results import Given, record
from tests.day.crew import HELD, Rush
from tests.lab.homes import Clock, make, order

PATIENTS, VISITS = 24, 60


def test_nothing_that_is_typed_in_a_rush_waits_to_be_looked_at(tmp_path: Path) -> None:
    clock, rush, dice = Clock(), Rush(VISITS, lambda *_: None, lambda: True), Random(1)
    typed = []
    with make(tmp_path / "home", clock) as lab:
        codes = {test.name: test.code for test in lab.catalogue.tests.values()}
        for _ in range(VISITS):
            lab.sign_in("tech")
            patient = f"UH{dice.randint(1, PATIENTS):06}"
            who = PatientRequest(
                name=patient, sex="F", age="40 y", ids=(Ident(system="hospital", value=patient),)
            )
            tubes = tuple(s.sample for s in order(lab, "ELEC", "COAG", patient=who, priority="stat").samples)
            rush.placed.append((patient, tubes))
            for tube in tubes:
                receive(lab, tube)
                asked = {test.code for test in samples.tests(lab.conn, tube)}
                values = {codes[name]: value for name, value in rush.values(tube).items()}
                for badge in ("tech", "super"):
                    lab.sign_in(badge)
                    found = samples.results(lab.conn, tube)
                    left = [c for c in asked & values.keys() if c not in found or "second" in found[c].needs]
                    if left:
                        record(lab, tube, [Given(test=c, value=values[c], again=values[c]) for c in left])
                typed += samples.results(lab.conn, tube).values()
            lab.sign_in("path")
            release(lab, list(tubes))
            clock.turn(1)
    assert {result.needs for result in typed} == {()}
    assert sum(result.value == HELD for result in typed) >= 5

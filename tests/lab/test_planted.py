"""A generated rack with planted mishaps, typed as at a bench: what ``make bench`` measures of the pure rules holds for
results that are recorded, too."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from labkiosk.board import samples
from labkiosk.board.samples import Result
from labkiosk.lab.accepting import accept
from labkiosk.lab.batch import make_batch
from labkiosk.lab.bench import receive
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.request import Ident, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.rules.needs import LOOK
from tests.bench.judging import judged
from tests.cohort import faults
from tests.cohort.racks import Rack, Tube, rack
from tests.lab.homes import Clock, make, order
from tests.lab.refusals import refused

SEED, TUBES = 11, 16
DAY = 24 * 60


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        yield lab


def taken(lab: Lab, place: int, tube: Tube, values: dict[str, str]) -> str:
    """A tube of the patient in this place of the rack, received; its number."""
    lab.sign_in("tech")
    uhid = (Ident(system="hospital", value=f"UH{place}"),)
    patient = PatientRequest(name=tube.person.name, sex=tube.person.sex, age=f"{tube.person.age} y", ids=uhid)
    number = order(lab, *values, patient=patient, priority="stat").samples[0].sample
    receive(lab, number)
    return number


def kept(lab: Lab, number: str) -> dict[str, Result]:
    return samples.results(lab.conn, number)


def typed(lab: Lab, number: str, values: dict[str, str]) -> None:
    record(lab, number, [Given(test=test, value=value) for test, value in values.items()])


def signed(lab: Lab, number: str) -> None:
    """Whatever each value needs, and then its release."""
    for badge, need in (("tech", "again"), ("super", "second")):
        lab.sign_in(badge)
        again = {t: r.value for t, r in kept(lab, number).items() if need in r.needs}
        if again:
            typed(lab, number, again)
    lab.sign_in("path")
    if any(LOOK in r.needs for r in kept(lab, number).values()):
        accept(lab, number, reason="true that day")
    release(lab, [number])


def worked(lab: Lab, clock: Clock, made: Rack) -> list[str]:
    """Every earlier day of the rack's patients, then today's tubes typed one after the other; their numbers."""
    past = [(ago, place, values) for place, tube in enumerate(made.tubes) for ago, values in tube.earlier]
    today = max((ago for ago, _, _ in past), default=0)
    at = 0
    for ago, place, values in sorted(past, key=lambda one: (-one[0], one[1])):
        clock.turn((today - ago - at) * DAY)
        at = today - ago
        number = taken(lab, place, made.tubes[place], values)
        typed(lab, number, values)
        signed(lab, number)
    clock.turn((today - at) * DAY)
    numbers = [taken(lab, place, tube, tube.results) for place, tube in enumerate(made.tubes)]
    make_batch(lab, "HAEM" if made.sort == "EDTA" else "CHEM")
    for number, tube in zip(numbers, made.tubes, strict=True):
        typed(lab, number, tube.results)
    return numbers


def planted() -> Rack:
    """A short rack of blood counts, two of its tubes exchanged, and the point of a third one's platelets slipped."""
    dice = Random(SEED)
    made = rack(dice, "EDTA")
    del made.tubes[TUBES:]
    faults.swap(made, 4, 9)
    faults.slip(dice, made.tubes[12], "PLT", 1)
    return made


def test_planted_mishaps_are_held_where_results_are_recorded_as_the_bench_says(
    lab: Lab, clock: Clock
) -> None:
    made = planted()
    numbers = worked(lab, clock, made)
    found = [kept(lab, number) for number in numbers]
    verdict = judged(lab.catalogue, made)
    held = {(place, test) for place, of in enumerate(found) for test, r in of.items() if r.held}
    whole = {(place, test) for place in (4, 9) for test in made.tubes[place].results}
    assert held == whole | {(12, "PLT")}
    assert {place for place, one in enumerate(verdict) if one.whole} == {4, 9}
    assert {(place, test) for place, one in enumerate(verdict) for test in one.tests} == {(12, "PLT")}
    first, second = numbers[4][-4:], numbers[9][-4:]
    assert {said for r in found[4].values() for said in r.held} == {
        f"The values of sample {second} fit this patient better: were the tubes mixed up?"
    }
    assert {said for r in found[9].values() for said in r.held} == {
        f"Fits sample {first} of the same worksheet better than this patient's results of 05 Apr, and that one fits"
        " this patient: were they exchanged?"
    }
    assert found[12]["PLT"].held == (
        "Platelet count 2510 looks like 251 10³/µL with its point moved: the patient had 257.",
    )
    lab.sign_in("path")
    for place in (4, 9):
        why = "is held: somebody must look at why, and accept it with a reason first."
        with refused(f"Sample {numbers[place][-4:]} HB {why}"):
            release(lab, [numbers[place]])
    (out,) = release(lab, [numbers[12]])
    assert {*made.tubes[12].results} - {*out.tests[numbers[12]]} == {"PLT"}

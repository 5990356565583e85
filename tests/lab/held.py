"""A home with results that are held for every reason, and some that nothing holds."""

from pathlib import Path

from labkiosk.board import samples
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import since
from labkiosk.lab.bench import receive
from labkiosk.lab.culture import Grown, Reading, read_culture
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.request import PatientRequest
from tests.lab.approved import approved
from tests.lab.homes import ASHA, Clock, order
from tests.lab.test_holding import ASHAS, DAY, MOHAN, MOHANS, recorded, tube

_AT_ONCE, _ASKED = ("K", "UREA", "CREA", "MG"), ("NA", "HB")
RULED = "".join(
    f"test,{code},1,{'recorded' if code in _AT_ONCE else 'asked'},book,Dr Rao,\n"
    for code in (*_AT_ONCE, *_ASKED)
)
"""Rules release by themselves what they may of these tests."""
FREE = {"NA", "CL", "URICUL", "MG"}
"""Tests whose values nothing holds; magnesium is not done yet."""


def held_home(folder: Path) -> tuple[str, ...]:
    """Make it: two tubes are exchanged; of serum a potassium is critical, a point has slipped, a creatinine has the
    number of another unit; a urine grows. Returns the numbers of the four tubes."""
    clock = Clock()
    with approved(folder, clock, RULED) as lab:
        for patient, values in ((ASHA, ASHAS | {"UREA": "28", "CREA": "0.9"}), (MOHAN, MOHANS)):
            for number in _tubes(lab, patient, tuple(values)):
                tests = {test.code for test in samples.tests(lab.conn, number)}
                recorded(lab, number, {code: values[code] for code in tests})
                lab.sign_in("path")
                release(lab, [number])
                lab.sign_in("tech")
        clock.turn(2 * DAY)
        one, other = tube(lab), tube(lab, MOHAN)
        serum, urine = _tubes(lab, ASHA, ("NA", "CL", "K", "UREA", "CREA", "MG", "URICUL"))
        recorded(lab, one, MOHANS)
        recorded(lab, other, ASHAS)
        recorded(lab, serum, {"NA": "140", "CL": "101", "K": "6.8", "UREA": "280", "CREA": "78"})
        grown = (Grown(organism="ECO"),)
        read_culture(lab, urine, Reading(test="URICUL", found="growth", isolates=grown))
    return one, other, serum, urine


def _tubes(lab: Lab, patient: PatientRequest, tests: tuple[str, ...]) -> list[str]:
    """Tubes for these tests, received."""
    made = order(lab, *tests, patient=patient, priority="stat", location="ICU")
    for sample in made.samples:
        receive(lab, sample.sample)
    return [sample.sample for sample in made.samples]


def left(conn: Connection, begun: int = 0) -> set[tuple[str, str]]:
    """The samples' tests that left by any fact after the first ``begun`` ones."""
    facts = [each.fact for each in since(conn, 1, 0)][begun:]
    released = [part for fact in facts if isinstance(fact, ResultsReleased) for part in fact.samples]
    return {(part.sample, test) for part in released for test in part.tests}

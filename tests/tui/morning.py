"""A small morning in a home: four patients, some received, some with values, one held."""

from pathlib import Path
from typing import NamedTuple

from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from tests.tui.desks import StillClock, lab


class Morning(NamedTuple):
    """Sample numbers by what is to be done with them, and the orders they belong to."""

    expected: str
    waiting: str
    recorded: str
    long: str
    orders: tuple[str, ...]


def morning(home: Path, clock: StillClock) -> Morning:
    """STAT electrolytes wait; a KFT is recorded with a critical potassium; a CBC has 14 values; a PT is expected."""
    with lab(home, clock) as desk:
        asha = PatientRequest(
            name="Asha Devi", sex="F", birth_date="1975-03-14", ids=(Ident(system="hospital", value="H123"),)
        )
        stat = register(
            desk, OrderRequest(patient=asha, tests=("NA", "K"), priority="stat", location="Ward 3")
        )
        ravi = PatientRequest(name="Ravi Kumar", sex="M", age="40 y")
        kft = register(desk, OrderRequest(patient=ravi, tests=("CREA", "K"), location="ICU"))
        sita = PatientRequest(name="Sita Rani", sex="F", age="30 y")
        cbc = register(desk, OrderRequest(patient=sita, tests=("CBC",), priority="urgent"))
        meena = PatientRequest(name="Meena Bai", sex="F", age="62 y")
        clock.later(1)
        pt = register(desk, OrderRequest(patient=meena, tests=("PT",)))
        for placed in (stat, kft, cbc):
            receive(desk, placed.samples[0].sample)
            clock.later(1)
        values = [Given(test="CREA", value="1.1"), Given(test="K", value="6.9", again="6.9")]
        record(desk, kft.samples[0].sample, values)
        tests = cbc.samples[0].tests
        normal = {
            "HB": "13.1",
            "RBC": "4.5",
            "HCT": "40",
            "MCV": "88",
            "MCH": "29",
            "MCHC": "33",
            "PLT": "250",
        }
        given = [Given(test=t, value=normal[t]) for t in tests if t in normal]
        record(desk, cbc.samples[0].sample, given)
        numbers = [placed.samples[0].sample for placed in (pt, stat, kft, cbc)]
        return Morning(*numbers, orders=tuple(placed.order for placed in (stat, kft, cbc, pt)))

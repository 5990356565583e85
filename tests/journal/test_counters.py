"""No number is given twice: counters that were turned back are found before they give one again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.journal.verify import broken_counters
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.proof import faults
from labkiosk.lab.request import PatientRequest
from tests.journal.outsider import outsider
from tests.lab.homes import Clock, make, order


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    """Three tubes, and a third number for one of them; two patients, two orders and eight papers."""
    with make(tmp_path / "home", Clock()) as lab:
        order(lab, "NA", patient=PatientRequest(name="Ravi", sex="M"))
        made = order(lab, "NA", "PT")
        correct_patient(lab, made.patient, PatientRequest(name="Usha Devi", sex="F"), "misread")
        yield lab


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("serial S", 5, None),
        ("serial S", 4, "journal: S numbers up to 5 are given, and 4 are counted"),
        ("serial P", 1, "journal: P numbers up to 2 are given, and 1 are counted"),
        ("serial O", 0, "journal: O numbers up to 2 are given, and 0 are counted"),
        ("serial J", 6, "journal: J numbers up to 8 are given, and 6 are counted"),
        ("kiosk", 2, "journal: the home goes by number 02, and its facts say 01"),
    ],
)
def test_a_counter_turned_back(lab: Lab, name: str, value: int, said: str | None) -> None:
    assert list(broken_counters(lab.conn)) == []
    with outsider(lab.home.folder) as conn:
        conn.execute("UPDATE state SET value = ? WHERE name = ?", (value, name))
    assert list(faults(lab)) == ([said] if said else [])


def test_a_counter_that_is_gone(lab: Lab) -> None:
    with outsider(lab.home.folder) as conn:
        conn.execute("DELETE FROM state WHERE name = 'serial S'")
    assert list(faults(lab)) == ["journal: S numbers up to 5 are given, and 0 are counted"]

"""Whoever took a call about a value that is corrected, taken back, or another patient's is to be told by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from labkiosk.board.holders import Holder, of_order
from labkiosk.lab.amend import amend, withdraw
from labkiosk.lab.amended_words import has_it
from labkiosk.lab.bench import receive
from labkiosk.lab.calling import take_call
from labkiosk.lab.given import Given
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.release import release
from labkiosk.lab.results import record
from labkiosk.lab.staff import add_person
from tests.lab.homes import ASHA, Clock, make, order

TUBE, ORDER, IYER = "010000000016", "O01-0000001", "Dr Iyer (doctor)"


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        lab.sign_in("super")
        add_person(lab, "bose", "Dr Bose", "pathologist")
        lab.sign_in("tech")
        receive(lab, order(lab, "K", location="ICU").samples[0].sample)
        record(lab, TUBE, [Given(test="K", value="6.9", again="6.9")])
        take_call(lab, TUBE, "Dr Iyer", "doctor", {"K": "6.9"})
        lab.sign_in("path")
        release(lab, [TUBE])
        yield lab


def corrected(lab: Lab) -> None:
    amend(lab, TUBE, [Given(test="K", value="4.4", reason="wrong rack")])
    lab.sign_in("bose")


def waiting(lab: Lab) -> list[str]:
    return [one.who for one in of_order(lab.conn, ORDER) if one.told_at is None]


def test_they_are_listed_beside_the_ward(lab: Lab) -> None:
    corrected(lab)
    release(lab, [TUBE])
    assert waiting(lab) == [IYER, "ICU"]
    assert isinstance(first := of_order(lab.conn, ORDER)[0], Holder)
    assert has_it(first) == "told by telephone"


def test_who_hears_it_in_the_call_about_the_correction_is_told(lab: Lab) -> None:
    corrected(lab)
    release(lab, [TUBE])
    take_call(lab, TUBE, "Sister Mary", "sister", {"K": "4.4"})
    assert waiting(lab) == [IYER, "ICU"]
    withdraw(lab, TUBE, ("K",), "wrong patient")
    assert waiting(lab) == [IYER, "ICU", IYER, "Sister Mary (sister)", "ICU"]
    take_call(lab, TUBE, "dr iyer", "Doctor", {"K": "withdrawn"})
    assert waiting(lab) == ["ICU", "Sister Mary (sister)", "ICU"]


def test_who_heard_it_before_it_was_released_is_not_listed(lab: Lab) -> None:
    corrected(lab)
    take_call(lab, TUBE, "Dr Iyer", "doctor", {"K": "4.4"})
    release(lab, [TUBE])
    assert waiting(lab) == ["ICU"]


def test_who_was_told_of_a_patient_by_another_name_is_listed(lab: Lab) -> None:
    lab.sign_in("super")
    correct_patient(lab, "P01-0000001", replace(ASHA, name="Usha Devi"), "misheard")
    assert waiting(lab) == [IYER, "ICU"]

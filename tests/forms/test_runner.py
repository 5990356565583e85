"""The runner's slip, word for word."""

import pytest
from msgspec.structs import replace

from labkiosk.forms.decode import check
from labkiosk.forms.draw import draw
from labkiosk.forms.media import ROLL_58, ROLL_80, Media
from labkiosk.forms.runner import RunnerData, Told, runner
from tests.forms.ink import outside, overlaps
from tests.forms.people import NAMES
from tests.forms.test_slips import texts

SLIP = RunnerData(
    lab_name="District Hospital",
    whom="ICU registrar",
    ward="ICU",
    bed="bed 4",
    patient_name="Asha Devi",
    patient_id="UHID 104233",
    sex="F",
    age="51 y",
    tail="0016",
    told=(
        Told(test="Potassium", value="6.8 mmol/L", flag="HH critical high"),
        Told(test="Sodium", value="140 mmol/L", flag="", remark="corrected; told before: 118 mmol/L"),
    ),
    since="22 Nov 2026 12:00",
    tried="Tried: no answer at 4112, 12:04",
    code="LK:CALL:010000000016",
)


def test_the_slip_word_for_word() -> None:
    assert texts(runner(SLIP)) == [
        "CRITICAL RESULT",
        "For ICU registrar",
        "ICU · bed 4",
        "Asha Devi",
        "UHID 104233 · F · 51 y · sample 0016",
        "Potassium",
        "6.8 mmol/L",
        "HH critical high",
        "Sodium",
        "140 mmol/L",
        "corrected; told before: 118 mmol/L",
        "Tell the doctor now. Then ring the laboratory",
        "and read back, or fill this in:",
        "Taken by, in letters",
        "Role",
        "Value, read back",
        "Value, read back",
        "Date and time",
        "Known to the laboratory since 22 Nov",
        "2026 12:00",
        "Tried: no answer at 4112, 12:04",
        "District Hospital",
    ]
    check(draw(runner(SLIP)), qr="LK:CALL:010000000016")


def test_a_sealed_one_tells_neither_test_nor_value_and_a_second_one_says_so() -> None:
    said = texts(runner(replace(SLIP, told=(), slip=2)))
    assert "A sealed result. Ring the laboratory" in said
    assert not {"Potassium", "6.8 mmol/L", "Value, read back"} & set(said)
    assert said[-1] == "slip 2"


@pytest.mark.parametrize("media", [ROLL_80, ROLL_58])
@pytest.mark.parametrize("name", NAMES)
def test_any_name_fits_and_nothing_overlaps(name: str, media: Media) -> None:
    page = runner(replace(SLIP, patient_name=name, training=True, copy=1), media)
    assert outside(page, 8) == []
    assert overlaps(page, 8) == []

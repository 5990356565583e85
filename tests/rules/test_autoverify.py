"""Every rule by itself: one thing that speaks against a result, and the words for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from labkiosk.rules.autoverify import Candidate, objections

FIT = Candidate(state="recorded", approved_by="Dr Rao", entered_by="Meena", reference="136–145")
AGAINST: list[tuple[dict[str, object], str]] = [
    ({"approved_by": ""}, "no pathologist approved the rules for this test"),
    ({"sensitive": True}, "sensitive: a person releases it"),
    ({"state": "provisional"}, "out as provisional: a person releases it"),
    ({"held": "it fits the tube beside it better"}, "held: it fits the tube beside it better"),
    ({"awaits_validation": True}, "a technician has not validated it"),
    ({"amends": 2}, "it corrects a result that was out: a person releases it"),
    ({"entered_by": " dr rao"}, "entered by  dr rao, who approved the rules"),
    ({"measured": False}, "it has no value"),
    ({"flag": "L"}, "flag L low"),
    ({"flag": "HH"}, "flag HH critical high"),
    ({"flag": "A"}, "flag A abnormal"),
    ({"reference": ""}, "no range to hold it against"),
    ({"example": True}, "its range is an example: no pathologist approved it"),
    ({"laboratory": "State laboratory"}, "done at State laboratory"),
    ({"patient_known": False}, "the patient's sex or age is not known"),
    ({"delta": "further from 4.1 than usual"}, "further from 4.1 than usual"),
    (
        {"qc": "QC failed 08:05 (1-3s, level 1), not resolved"},
        "QC failed 08:05 (1-3s, level 1), not resolved",
    ),
    ({"call": "a call about it is open"}, "a call about it is open"),
    ({"rests_on": "ALB: QC failed"}, "calculated from ALB: QC failed"),
    ({"conditions": ("Haemolysed", "Icteric")}, "the specimen is haemolysed, icteric"),
    ({"comment": "looked again"}, "it has a comment: looked again"),
]


def test_nothing_speaks_against_a_normal_result() -> None:
    assert objections(FIT) == ()
    assert objections(replace(FIT, ranged=False, reference="")) == ()


@pytest.mark.parametrize(("spoilt", "said"), AGAINST, ids=[said[:40] for _, said in AGAINST])
def test_each_thing_that_speaks_against_it_is_said(spoilt: dict[str, object], said: str) -> None:
    assert objections(replace(FIT, **spoilt)) == (said,)


@given(st.lists(st.sampled_from(AGAINST), unique_by=lambda each: tuple(each[0]), max_size=6))
def test_all_that_speaks_against_it_is_said(chosen: list[tuple[dict[str, object], str]]) -> None:
    spoilt = {name: value for each, _ in chosen for name, value in each.items()}
    # Who approved nothing entered nothing of their own.
    expected = {
        said for each, said in chosen if not (spoilt.get("approved_by") == "" and "entered_by" in each)
    }
    assert set(objections(replace(FIT, **spoilt))) == expected


def test_every_field_counts() -> None:
    without = {"ranged"}  # says only of what kind the test is
    assert {name for each, _ in AGAINST for name in each} == set(Candidate.__struct_fields__) - without

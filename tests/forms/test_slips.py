import msgspec
import pytest

from labkiosk.forms.decode import check
from labkiosk.forms.draw import draw
from labkiosk.forms.manual import manual
from labkiosk.forms.page import Page, Rule, Text
from labkiosk.forms.rejection import RejectionData, rejection
from labkiosk.forms.slip import SlipData, card_code, slip
from tests.forms.ink import outside, overlaps
from tests.forms.people import NAMES

SLIP = SlipData(
    lab_name="District Hospital Laboratory",
    patient_name="Anitha Sharma",
    patient_id="UHID 104233",
    sex="F",
    age="51 y",
    order="01-0042",
    date="14 Mar 2026 09:12",
    priority="urgent",
    tests=("CBC", "KFT"),
    samples=("010000000017", "010000000025"),
)
REJECTION = RejectionData(
    lab_name="District Hospital Laboratory",
    patient_name="Anitha Sharma",
    patient_id="UHID 104233",
    sex="F",
    age="51 y",
    ward="Ward 5B",
    bed="bed 12",
    number="010000000017",
    container="EDTA",
    tests=("CBC", "ESR"),
    reason="clotted",
    rejected_at="14 Mar 2026 09:35",
    rejected_by="M. Khan",
    expected="010000000033",
)


def texts(page: Page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Text)]


def test_the_slip_word_for_word() -> None:
    assert texts(slip(SLIP)) == [
        "District Hospital Laboratory",
        "Anitha Sharma",
        "UHID 104233 · F · 51 y",
        "Order 01-0042",
        "14 Mar 2026 09:12 · urgent",
        "Tests: CBC, KFT",
        "Samples: 0017, 0025",
        "Bring this slip to ask for the report.",
    ]
    assert card_code("01-0042") == "LK:CARD:01-0042"
    check(draw(slip(SLIP)), qr="LK:CARD:01-0042")


def test_the_rejection_word_for_word() -> None:
    assert texts(rejection(REJECTION)) == [
        "SAMPLE REJECTED",
        "Anitha Sharma",
        "UHID 104233 · F · 51 y",
        "Ward 5B · bed 12",
        "Why: clotted",
        "Sample 0100 0000 0017, EDTA",
        "Not done: CBC, ESR",
        "Collect again.",
        "New sample 0100 0000 0033",
        "Rejected 14 Mar 2026 09:35 by M. Khan",
        "District Hospital Laboratory",
    ]
    check(draw(rejection(REJECTION)))


def test_a_rejection_without_a_new_sample_says_so() -> None:
    found = texts(rejection(msgspec.structs.replace(REJECTION, expected="")))
    assert found[7:9] == ["No new sample is expected.", "Ask the laboratory."]


def test_training_paper_says_so_first() -> None:
    assert texts(slip(msgspec.structs.replace(SLIP, training=True)))[0] == "TRAINING"
    assert texts(rejection(msgspec.structs.replace(REJECTION, training=True)))[0] == "TRAINING"


def test_a_second_print_says_copy() -> None:
    assert "COPY 2" in texts(slip(msgspec.structs.replace(SLIP, copy=2)))
    assert "COPY 2" in texts(rejection(msgspec.structs.replace(REJECTION, copy=2)))


@pytest.mark.parametrize("name", NAMES)
def test_in_any_script_nothing_runs_over(name: str) -> None:
    for page in (
        slip(msgspec.structs.replace(SLIP, patient_name=f"{name} {name}", lab_name=name, tests=(name,) * 5)),
        rejection(
            msgspec.structs.replace(REJECTION, patient_name=name * 3, ward=name, reason=name, bed=name)
        ),
    ):
        assert outside(page, 8) == []
        assert overlaps(page, 8) == []


MANUAL = """# Receive a tube

Scan the tube **anywhere**.
It opens.

## Keys
- `F2` receive
- `F3` reject, see [why](reject.md)
  or single tests
  - deeper
1. First

| key | does | where |
|-----|:-----|---|
| F1 | help | here |
---
Last.
"""


def test_a_manual_page() -> None:
    page = manual(MANUAL)
    assert [(item.text, item.size, item.bold) for item in page.items if isinstance(item, Text)] == [
        ("Receive a tube", 4.4, True),
        ("Scan the tube anywhere. It opens.", 2.6, False),
        ("Keys", 3.6, True),
        *(("•", 2.6, False), ("F2 receive", 2.6, False)),
        *(("•", 2.6, False), ("F3 reject, see why or single tests", 2.6, False)),
        *(("•", 2.6, False), ("deeper", 2.6, False)),
        *(("1.", 2.6, False), ("First", 2.6, False)),
        *(("key", 2.6, True), ("does · where", 2.6, False)),
        *(("F1", 2.6, True), ("help · here", 2.6, False)),
        ("Last.", 2.6, False),
    ]
    assert len([item for item in page.items if isinstance(item, Rule)]) == 1
    assert outside(page, 8) == overlaps(page, 8) == []

"""The delivery sheet and the sealed report: what lies outside, what comes back."""

import msgspec
import pytest

from labkiosk.forms.decode import check
from labkiosk.forms.delivery import DeliveryData, Line, delivery
from labkiosk.forms.draw import draw
from labkiosk.forms.page import QR, Page, Text
from labkiosk.forms.sealed import sealed
from tests.forms.ink import outside, overlaps
from tests.forms.people import NAMES
from tests.forms.test_report import WHOLE as REPORT

LINE = Line(
    patient_name="Asha Devi", bed="bed 12", order="O01-0000001", version=1, stat=True, sealed=False, copies=1
)
SHEET = DeliveryData(
    lab_name="District Hospital",
    ward="Ward 3",
    sheet="D01-0000001",
    made="22 Nov 2026 12:00",
    by="Example Technician",
    lines=(LINE, msgspec.structs.replace(LINE, stat=False, sealed=True, copies=2)),
    code="LK:SHEET:D01-0000001",
)


def texts(page: Page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Text) and item.text]


def test_the_sheet_word_for_word() -> None:
    assert texts(delivery(SHEET))[:13] == [
        "REPORTS FOR THE WARD",
        "Ward 3",
        "Sheet D01-0000001 · 22 Nov 2026 12:00 · by Example",
        "Technician",
        "1",
        "Asha Devi",
        "STAT",
        "bed 12 · order O01-0000001 · version 1",
        "2",
        "Asha Devi",
        "bed 12 · order O01-0000001 · version 1 · 2 prints",
        "SEALED: only into a named hand",
        "2 reports. Count them, then sign the stub.",
    ]
    check(draw(delivery(SHEET)), qr="LK:SHEET:D01-0000001")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_leaves_its_place_whatever_the_name(name: str) -> None:
    page = delivery(
        msgspec.structs.replace(SHEET, ward=name, lines=(msgspec.structs.replace(LINE, patient_name=name),))
    )
    assert outside(page, 8) == []
    assert overlaps(page, 8) == []


def test_the_cover_of_a_sealed_report_tells_no_test_and_no_value() -> None:
    data = msgspec.structs.replace(REPORT, sealed=True)
    page = sealed(data)
    fold = next(item.y for item in page.items if isinstance(item, Text) and "fold here" in item.text)
    cover = [item for item in page.items if item.y <= fold]
    said = " ".join(item.text for item in cover if isinstance(item, Text)).casefold()
    told = [r for group in data.groups for r in group.results]
    assert told
    for result in told:
        assert result.test.casefold() not in said
        assert f" {result.value.casefold()} " not in f" {said} "
    for group in data.groups:
        assert group.section.casefold() not in said
    assert data.clinician.casefold() in said
    assert "sealed" in said
    codes = [item.text for item in page.items if isinstance(item, QR)]
    assert codes == [f"LK:SEALED:{data.order}:{data.version}"]
    check(draw(page), qr=codes[0])
    below = min(item.y for item in page.items if item.y > fold)
    assert below - fold >= 30

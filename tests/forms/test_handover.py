"""The hand-over's page, word for word."""

from msgspec.structs import replace

from labkiosk.forms.decode import check
from labkiosk.forms.draw import draw
from labkiosk.forms.handover import HandoverData, Line, Section, handover
from labkiosk.forms.page import Page, Text
from tests.forms.ink import outside, overlaps
from tests.forms.people import NAMES

STAT = Line(
    priority="STAT", last_four="0042", name="Asha Devi", ward="Ward 3", what="CHEM NA K", when="19:40"
)
DATA = HandoverData(
    lab_name="District Hospital Laboratory",
    when="22 Nov 2026 20:00",
    day="22 Nov",
    counts=(("registered", 12, 345), ("expected, not here", 2, 3)),
    benches=(("Biochemistry", 4, 1),),
    sections=(
        Section(title="Overdue", total=9, lines=(STAT,), more=8),
        Section(title="Held: to be typed again", total=0),
    ),
    handover="H01-0000001",
    outgoing="Meena Khan, technician (t1)",
    incoming="Ravi Nair, technician (t2)",
)


def texts(page: Page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Text)]


def test_the_page_word_for_word() -> None:
    assert texts(handover(DATA)) == [
        "HAND-OVER OF A SHIFT", "District Hospital Laboratory", "22 Nov 2026 20:00 · H01-0000001",
        "Hands over: Meena Khan, technician (t1)", "Takes over: Ravi Nair, technician (t2)",
        "Samples", "22 Nov", "ever", "registered", "12", "345", "expected, not here", "2", "3",
        "At the benches", "waiting", "overdue", "Biochemistry", "4", "1",
        "Overdue: 9", "STAT", "0042", "Asha Devi", "19:40", "Ward 3 · CHEM NA K", "and 8 more",
        "Held: to be typed again: 0",
        "Notes",
        "Hands over: Meena Khan, technician (t1)", "Takes over: Ravi Nair, technician (t2)",
    ]  # fmt: skip


def test_it_carries_no_code() -> None:
    check(draw(handover(DATA)))


def test_training_and_copies_are_marked() -> None:
    assert texts(handover(replace(DATA, training=True, copy=2)))[:2] == ["TRAINING", "COPY 2"]


def test_nothing_overlaps_whatever_the_names() -> None:
    lines = tuple(
        replace(STAT, name=name, ward="Intensive care, second floor", when="21 Nov 23:59") for name in NAMES
    )
    page = handover(replace(DATA, sections=(Section(title="Overdue", total=len(lines), lines=lines),)))
    assert overlaps(page, 8) == []
    assert outside(page, 8) == []

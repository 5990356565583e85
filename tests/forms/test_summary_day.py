"""What a day's summary says of what passed, word for word."""

from labkiosk.forms.flow import Flow
from labkiosk.forms.media import ROLL_58, ROLL_80
from labkiosk.forms.page import Text
from labkiosk.forms.summary_day import PartData, PassedData, write_passed
from tests.forms.ink import outside, overlaps
from tests.forms.people import NAMES, WARDS

DATA = PassedData(
    lines=(("tubes received", "3"), ("tests sent elsewhere", "1"), ("to City lab", "1")),
    parts=(
        PartData(heading="Turnaround", counts=(), times=(("all", ("3", "50", "120", "66 %")),)),
        PartData(heading="By ward", counts=(("ICU", ("2", "0", "0", "1", "3")),), times=()),
        PartData(heading="By test", counts=(), times=()),
    ),
    blocks=(("Quality control", ("3 runs", "1 failed")),),
)


def test_word_for_word() -> None:
    flow = Flow(ROLL_80)
    write_passed(flow, DATA)
    assert [item.text for item in flow.items if isinstance(item, Text) and item.text] == [
        "What passed on this day", "whenever it was registered",
        "tubes received", "3", "tests sent elsewhere", "1", "to City lab", "1",
        "Turnaround", "results", "median", "9 in 10", "in time", "all", "3", "50", "120", "66 %",
        "By ward", "recvd", "reject", "cancel", "sent", "report", "ICU", "2", "0", "0", "1", "3",
        "Minutes from receipt to release, by the hours of the bench; STAT", "round the clock.",
        "9 in 10 did not exceed the third figure. In time is within the", "target.",
        "Quality control", "3 runs", "1 failed",
    ]  # fmt: skip


def test_nothing_overlaps_on_either_roll() -> None:
    rows = tuple((name, ("10000", "10000", "10000", "100 %")) for name in (*NAMES, *WARDS))
    counts = tuple((name, ("10000",) * 5) for name in WARDS)
    for media in (ROLL_80, ROLL_58):
        flow = Flow(media)
        part = PartData(heading="By ward", counts=counts, times=rows)
        write_passed(flow, PassedData(lines=DATA.lines, parts=(part,), blocks=DATA.blocks))
        assert overlaps(flow.page(), 8) == []
        assert outside(flow.page(), 8) == []

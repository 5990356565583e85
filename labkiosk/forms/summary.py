"""The summary of a day: how many samples came, and what became of them; every row adds up."""

from msgspec import Struct

from labkiosk.forms.flow import INSET, Cell, Flow, Print, begin, mark
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page
from labkiosk.forms.parts import parted
from labkiosk.forms.setting import several
from labkiosk.forms.summary_day import PassedData, figures, write_passed


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The samples of one bench or priority, or of all; ``name`` is printed as given."""

    name: str
    registered: int
    expected: int
    rejected: int
    cancelled: int
    received: int
    pending: int
    resulted: int
    reported: int
    diverted: int


class SummaryData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the summary says."""

    lab_name: str
    summary: str
    day: str
    made: str
    """As of when, and by whom."""
    total: Row
    benches: tuple[Row, ...]
    priorities: tuple[Row, ...]
    passed: PassedData | None = None


_ALL = (
    ("registered", "all"),
    ("expected", "expect"),
    ("rejected", "reject"),
    ("cancelled", "cancel"),
    ("received", "recvd"),
)
_HERE = (
    ("received", "recvd"),
    ("pending", "pend"),
    ("resulted", "result"),
    ("reported", "report"),
    ("diverted", "sent"),
)
_WORDS = {
    "registered": "registered", "expected": "expected", "rejected": "rejected", "cancelled": "cancelled",
    "received": "received", "pending": "pending", "resulted": "to be released", "reported": "reported",
    "diverted": "sent elsewhere",
}  # fmt: skip


def summary(data: SummaryData, media: Media = ROLL_80) -> Page:
    """The summary. It carries no code to scan."""
    flow = begin(data, media)
    flow.banner("SUMMARY OF A DAY", 4.2)
    flow.text(data.day, 5.2, bold=True)
    flow.text("of the samples that were registered on it", 2.6)
    flow.text(data.lab_name, 2.8, bold=True)
    flow.text(several(data.made, data.summary), 2.5)
    flow.rule(0.5)
    _total(flow, data.total)
    _table(flow, "By priority", "", data.priorities)
    _table(flow, "By bench", "A tube at two benches counts at both.", data.benches)
    flow.rule(0.5)
    flow.text("all = expect + reject + cancel + recvd", 2.3)
    flow.text("recvd = pend + result + report + sent", 2.3)
    if data.passed:
        write_passed(flow, data.passed)
    return parted(flow, lambda part: _which(part, data))


def _which(flow: Flow, data: SummaryData) -> None:
    """The head of a part that is not the first."""
    mark(flow, data)
    flow.text(f"Summary of {data.day}", 3.6, bold=True)
    flow.text(several(data.made, data.summary), 2.5)


def _total(flow: Flow, total: Row) -> None:
    for name, words in _WORDS.items():
        bold = name in ("registered", "received")
        left = INSET + (0 if name == "registered" else 4 if name in dict(_ALL) else 8)
        flow.row(
            Cell(words, left, flow.width - left - 15, 3.0, bold),
            Cell(str(getattr(total, name)), flow.width - 15, 14, 3.4, bold, "right"),
        )


def _table(flow: Flow, heading: str, note: str, rows: tuple[Row, ...]) -> None:
    flow.gap(1.2)
    flow.text(heading, 3.2, bold=True)
    if note:
        flow.text(note, 2.3)
    for columns in (_ALL, _HERE):
        flow.rule()
        figures(flow, "", tuple(head for _, head in columns), 2.1)
        for row in rows:
            figures(flow, row.name, tuple(str(getattr(row, name)) for name, _ in columns), 2.6)

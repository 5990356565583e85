"""The cumulative report: a patient's results side by side, the newest first. It takes no report's place."""

from collections.abc import Sequence

from msgspec import Struct

from labkiosk.forms.flow import INSET, Cell, Flow, Print, begin, mark
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page
from labkiosk.forms.parts import parted
from labkiosk.forms.setting import several, unbroken, wrap


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A test; ``cells`` are by date, empty where it was not done."""

    test: str
    about: str
    """Unit and range: "mmol/L, 136–145"."""
    trend: str
    """Rising or falling, of the newest values; or empty."""
    cells: tuple[str, ...]


class Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tests under one heading."""

    name: str
    rows: tuple[Row, ...]


class CumulativeData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What it says; texts are printed as given."""

    lab_name: str
    patient_name: str
    patient_id: str
    sex: str
    age: str
    born: str
    cumulative: str
    made: str
    """As of when, and by whom."""
    chosen: str
    """Which part of all results it shows; empty for all."""
    dates: tuple[tuple[str, str], ...]
    """Day and time, the newest first."""
    sections: tuple[Section, ...]
    older: int = 0
    """How many dates are older than those shown."""


_NAME = 19.0
_WIDE, _NARROW = 4, 3
_VALUE = 2.5
_AIR = 0.8
"""Between two columns, in mm."""
_LINES = 2
"""A value of more lines in its column is a text, and has the whole width below its test."""


def cumulative(data: CumulativeData, media: Media = ROLL_80) -> Page:
    """The report, a few dates side by side, the older ones below, in parts where it is long. It carries no code."""
    flow = begin(data, media)
    flow.banner("CUMULATIVE REPORT", 4.2)
    flow.text(data.lab_name, 2.8, bold=True, align="centre")
    flow.rule(0.5)
    flow.text(data.patient_name, 5.2, bold=True)
    flow.text(several(data.patient_id, data.sex, data.age, f"born {data.born}"), 2.8)
    flow.text(several(data.made, data.cumulative), 2.5)
    if data.chosen:
        flow.text(data.chosen, 2.8, bold=True)
    flow.text("No substitute for the reports: each of them says more.", 2.6, bold=True)
    side = _NARROW if flow.narrow else _WIDE
    for first in range(0, len(data.dates), side):
        _dates(flow, data, first, min(first + side, len(data.dates)))
    if not data.dates:
        flow.rule()
        flow.text("Nothing was released.", 3.2, bold=True)
    flow.rule(0.5)
    if data.older:
        flow.text(f"{data.older} older dates are not shown.", 2.6, bold=True)
    flow.text("* amended since its first report; ~ not final", 2.4)
    flow.text("H high, L low, HH and LL critical; A abnormal, AA critical", 2.4)
    flow.text("Ranges are those of the newest value. Sensitive results are never here.", 2.4)
    return parted(flow, lambda part: _whose(part, data))


def _whose(flow: Flow, data: CumulativeData) -> None:
    mark(flow, data)
    flow.text(data.patient_name, 4.2, bold=True)
    flow.text(several(data.patient_id, data.sex, data.age), 2.8)
    flow.text(several("Cumulative report", data.cumulative, data.made), 2.5)


def _dates(flow: Flow, data: CumulativeData, first: int, end: int) -> None:
    """The tests that were done on some dates."""
    flow.seam()
    flow.rule(0.5)
    dates = data.dates[first:end]
    _line(flow, "", [day for day, _ in dates], 2.1, bold=True)
    _line(flow, "", [time for _, time in dates], 2.1)
    # A part that begins within has no heads of columns of its own.
    days = ", ".join(day for day, _ in dates)
    for section in data.sections:
        rows = [row for row in section.rows if any(row.cells[first:end])]
        for place, row in enumerate(rows):
            flow.seam(f"{section.name}, {days}")
            if not place:
                flow.rule()
                flow.text(section.name, 2.6, bold=True)
            top = flow.y
            if any(_is_long(text, _column(flow) - _AIR) for text in row.cells[first:end]):
                _texts(flow, row, data, first, end)
            else:
                _line(flow, row.test, row.cells[first:end], _VALUE)
            about = several(row.about, "" if first else row.trend)
            flow.row(Cell(about, 3, flow.width - 4, 2.1))
            if any(map(_critical, row.cells[first:end])):
                flow.mark(top, 1.0)


def _is_long(text: str, width: float) -> bool:
    return len(wrap(text, unbroken(text, _VALUE, width), width)) > _LINES if text else False


def _texts(flow: Flow, row: Row, data: CumulativeData, first: int, end: int) -> None:
    """A test whose values are texts: each behind its day and time."""
    flow.row(Cell(row.test, 2.0, flow.width - 3, 2.6, bold=True))
    for (day, time), text in zip(data.dates[first:end], row.cells[first:end], strict=False):
        if text:
            said = f"{day} {time}: {text}"
            flow.row(Cell(said, 4.0, flow.width - 4 - INSET, _VALUE, bold=_critical(text)))


def _left(flow: Flow) -> float:
    """Where the columns of values begin, in mm."""
    return 2.0 if flow.narrow else _NAME + 1


def _column(flow: Flow) -> float:
    """Width in mm of a column, air included."""
    return (flow.width - _left(flow) - INSET) / (_NARROW if flow.narrow else _WIDE)


def _line(flow: Flow, name: str, cells: Sequence[str], size: float, *, bold: bool = False) -> None:
    left, wide = _left(flow), _column(flow)
    test = Cell(name, 2.0, flow.width - 3 if flow.narrow else _NAME - 2, 2.6, bold=True)
    columns = [
        Cell(text, left + at * wide, wide - _AIR, size, bold=bold or _critical(text))
        for at, text in enumerate(cells)
    ]
    if flow.narrow:
        flow.row(test)
        flow.row(*columns)
    else:
        flow.row(test, *columns)


def _critical(text: str) -> bool:
    return any(flag in text.split() for flag in ("HH", "LL", "AA"))

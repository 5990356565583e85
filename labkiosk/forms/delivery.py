"""The delivery sheet: which reports go to a ward, who takes them, and a stub that comes back."""

from msgspec import Struct

from labkiosk.forms.flow import Cell, Flow, Print, begin
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page, Rule
from labkiosk.forms.setting import several


class Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One report of the sheet."""

    patient_name: str
    bed: str
    order: str
    version: int
    stat: bool
    sealed: bool
    copies: int
    """How many prints of it are out."""


class DeliveryData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a delivery sheet says; texts are printed as given."""

    lab_name: str
    ward: str
    sheet: str
    made: str
    by: str
    lines: tuple[Line, ...]
    code: str
    """What the QR code on the stub says."""


def delivery(data: DeliveryData, media: Media = ROLL_80) -> Page:
    """The sheet, which stays with the ward, and the stub, which comes back signed."""
    flow = begin(data, media)
    flow.banner("REPORTS FOR THE WARD", 3.8)
    flow.text(data.ward, 6.0, bold=True)
    flow.text(several(f"Sheet {data.sheet}", data.made, f"by {data.by}"), 2.5)
    flow.rule(0.5)
    for number, line in enumerate(data.lines, 1):
        _line(flow, number, line)
    flow.rule(0.5)
    flow.text(f"{_count(data)}. Count them, then sign the stub.", 3.0, bold=True)
    flow.gap(3)
    _stub(flow, data)
    return flow.page()


def _line(flow: Flow, number: int, line: Line) -> None:
    flow.row(
        Cell(f"{number}", 1, 6, 2.6),
        Cell(line.patient_name, 7, flow.width - 20, 3.2, bold=True),
        Cell("STAT" if line.stat else "", flow.width - 12, 11, 3.6, bold=True, align="right"),
    )
    copies = f"{line.copies} prints" if line.copies > 1 else ""
    flow.row(
        Cell(
            several(line.bed, f"order {line.order}", f"version {line.version}", copies),
            7,
            flow.width - 8,
            2.3,
        )
    )
    if line.sealed:
        flow.row(Cell("SEALED: only into a named hand", 7, flow.width - 8, 3.0, bold=True))
    flow.gap(0.8)


def _count(data: DeliveryData) -> str:
    count = len(data.lines)
    return f"{count} report{'' if count == 1 else 's'}"


def _stub(flow: Flow, data: DeliveryData) -> None:
    flow.text("- - - -  tear here; the stub goes back  - - - -", 2.3, align="centre")
    flow.gap(2)
    beside = (f"{data.ward}: {_count(data)}", f"Sheet {data.sheet}, {data.made}", data.lab_name)
    flow.code(data.code, 21, beside)
    for what in ("Taken by, in letters", "Signature", "Date and time"):
        flow.gap(4.5)
        flow.row(Cell(what, 1, 25, 2.6))
        flow.items.append(Rule(x=26, y=flow.y - 0.5, width=flow.width - 27, height=0.2))
    if any(line.sealed for line in data.lines):
        flow.gap(1.5)
        flow.text("A sealed report is among them: type the name when the stub is scanned.", 2.5, bold=True)

"""The label of a control's vial."""

from labkiosk.forms.flow import Print, begin
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page


class ControlData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a vial's label says; texts are printed as given, days in ISO."""

    lab_name: str
    name: str
    level: str
    number: str
    expires: str
    opened: str
    code: str
    """What the QR code says."""


def control(data: ControlData, media: Media = ROLL_80) -> Page:
    """Name and level to read from afar, and a QR code that names the lot; scanning it opens its run."""
    flow = begin(data, media)
    flow.text(data.name, 4.2, bold=True)
    flow.text(f"QC level {data.level}", 5.2, bold=True)
    flow.rule()
    lines = [f"Lot {data.number}", f"Expires {data.expires}", f"Opened {data.opened}", data.lab_name]
    flow.code(data.code, 21, lines)
    flow.gap(0.8)
    flow.text("Scan this, then type what the control gave.", 2.6)
    return flow.page()

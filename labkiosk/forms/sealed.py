"""The report of sensitive results: a cover that tells nothing, and the report folded away behind it."""

from labkiosk.forms.flow import Flow
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page
from labkiosk.forms.report import report_code, write
from labkiosk.forms.report_data import ReportData
from labkiosk.forms.setting import several

_BLANK = 30.0
"""White in mm below the fold: the first line of the report is never in sight at the edge."""


def sealed(data: ReportData, media: Media = ROLL_80) -> Page:
    """The cover, which shows when the paper is folded, then the report. Raises Refused as ``report`` does."""
    flow = Flow(media)
    _cover(flow, data)
    flow.text("- - fold here, so that the cover lies outside - -", 2.1, align="centre")
    flow.gap(_BLANK)
    write(flow, data)
    return flow.page()


def _cover(flow: Flow, data: ReportData) -> None:
    if data.training:
        flow.banner("TRAINING: NOT A PATIENT")
    flow.banner("SEALED", 7.0)
    flow.banner("To be opened by the requesting clinician", 3.4)
    if data.copy:
        flow.banner(f"COPY {data.copy}")
    flow.gap(3)
    flow.text(data.clinician, 4.6, bold=True)
    flow.text(several(data.ward, data.bed), 4.2, bold=True)
    flow.gap(2)
    flow.text(f"Patient: {data.patient_name}", 3.2)
    flow.text(data.patient_id, 3.0)
    flow.gap(2)
    flow.text(
        "Fold the rest inwards and close it with a staple or tape. Hand it to nobody but a person named"
        " on the delivery sheet.",
        2.6,
    )
    flow.gap(3)
    beside = (data.lab_name, f"Order {data.order}, sealed report {data.version}", data.reported)
    flow.code(report_code(data.order, data.version, sealed=True), 19, beside)
    flow.gap(4)

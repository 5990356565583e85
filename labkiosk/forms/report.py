"""The laboratory report: what a clinician reads in five seconds, then the rest."""

from labkiosk.facts.errors import Refused
from labkiosk.forms.flow import Cell, Flow
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page
from labkiosk.forms.parts import parted
from labkiosk.forms.report_data import (
    ELSEWHERE,
    Group,
    ReportData,
    Result,
    Specimen,
    also_abnormal,
    interim,
    missing,
    state_of,
)
from labkiosk.forms.report_results import write_group
from labkiosk.forms.setting import grouped, several

__all__ = [
    "Group",
    "ReportData",
    "Result",
    "Specimen",
    "interim",
    "missing",
    "report",
    "report_code",
    "write",
]


def report(data: ReportData, media: Media = ROLL_80) -> Page:
    """The report, in parts where it is long. Raises Refused, naming what is absent, when it lacks something a report must carry."""
    flow = Flow(media)
    write(flow, data)
    return parted(flow, lambda part: _whose(part, data))


def _whose(flow: Flow, data: ReportData) -> None:
    """The head of a part that is not the first: what is to be known of the report holds for each of them."""
    _marks(flow, data)
    flow.text(data.patient_name, 4.2, bold=True)
    flow.text(several(data.patient_id, data.sex, data.age), 2.8)
    flow.text(several(f"Order {data.order}", f"version {data.version}", data.lab_name), 2.5)


def write(flow: Flow, data: ReportData) -> None:
    """Write the report below what stands. Raises Refused, naming what it lacks."""
    absent = missing(data)
    if absent:
        raise Refused(f"report of order {data.order} not printed: it lacks {', '.join(absent)}.")
    _marks(flow, data)
    _head(flow, data)
    _critical(flow, data)
    _specimens(flow, data)
    for group in data.groups:
        write_group(flow, group)
    _open(flow, data)
    _foot(flow, data)


def report_code(order: str, version: int, *, sealed: bool = False) -> str:
    """What the report's QR code says; its first words are its purpose."""
    return f"LK:{'SEALED' if sealed else 'REPORT'}:{order}:{version}"


def _marks(flow: Flow, data: ReportData) -> None:
    if data.training:
        flow.banner("TRAINING: NOT A PATIENT")
    if data.replaced_by:
        flow.banner("REPLACED: do not use", 5.0)
        flow.text(
            f"Replaced by {data.replaced_by}. It shows what it said then.", 2.8, bold=True, align="centre"
        )
        flow.gap(0.8)
    if data.corrections:
        flow.banner("AMENDED: replaces earlier reports")
    if any(group.provisional for group in data.groups):
        flow.banner("PROVISIONAL", 6.0)
        flow.text("No pathologist has seen the results marked so.", 2.8, bold=True, align="centre")
    if interim(data):
        flow.banner("INTERIM: more to come")
    if state_of(data) == "cancelled":
        flow.banner("CANCELLED: no result stands")
    if data.copy:
        flow.banner(f"COPY {data.copy}")
    if data.original_uncertain:
        flow.text("The original may not have come out.", bold=True, align="centre")


def _head(flow: Flow, data: ReportData) -> None:
    flow.text(data.lab_name, 3.4, bold=True, align="centre")
    flow.text(data.lab_address, 2.3, align="centre")
    flow.rule(0.5)
    flow.text(data.patient_name, 5.2, bold=True)
    flow.text(several(data.ward, data.bed), 4.2, bold=True)
    flow.text(several(data.patient_id, data.sex, data.age, f"born {data.born}"), 2.8)
    flow.text(several(f"Order {data.order}", data.priority, f"for {data.clinician}"), 2.5)
    if data.note:
        flow.text(f"Request: {data.note}", 2.5)
    for replaced in data.replaces:
        flow.text(f"Replaces {replaced}", 2.6, bold=True)
    for correction in data.corrections:
        flow.text(f"Changed: {correction}", 2.6, bold=True)


def _critical(flow: Flow, data: ReportData) -> None:
    """What must not be missed, before anything else of the results."""
    critical = [result for group in data.groups for result in group.results if result.critical]
    if critical:
        top = flow.y + 0.8
        flow.gap(1.2)
        for result in critical:
            is_figure = result.value.lstrip("<>≤≥+- ")[:1].isdecimal()
            said = f"{result.flag}: {result.test}{'' if is_figure else ':'} {result.value} {result.unit}"
            flow.row(Cell(said, 2, flow.width - 4, 3.2, bold=True))
        flow.gap(0.6)
        flow.frame(top)
    if also := also_abnormal(data):
        flow.gap(0.8)
        flow.text(also, 2.8, bold=True)


def _specimens(flow: Flow, data: ReportData) -> None:
    flow.rule()
    for specimen in data.specimens:
        flow.text(f"{specimen.specimen}, {specimen.container}, sample {grouped(specimen.number)}", 2.3)
        flow.row(
            Cell(f"collected {specimen.collected}, received {specimen.received}", 3, flow.width - 3, 2.3)
        )
        if specimen.condition:
            flow.row(Cell(f"condition: {specimen.condition}", 3, flow.width - 3, 2.5, bold=True))


def _open(flow: Flow, data: ReportData) -> None:
    for heading, lines in (("Still to come", data.pending), ("Not done", data.cancelled)):
        if lines:
            flow.seam()
            flow.gap(1.2)
            flow.text(heading, 3.2, bold=True)
            flow.rule()
            for place, line in enumerate(lines):
                if place > 1:
                    flow.seam(heading)
                flow.row(Cell(line, 2.5, flow.width - 2.5, 2.7))


def _foot(flow: Flow, data: ReportData) -> None:
    if data.elsewhere:
        flow.gap(1.2)
        flow.text(ELSEWHERE, 2.6)
    flow.gap(1)
    flow.rule(0.5)
    if data.example_ranges:
        flow.banner("EXAMPLE RANGES: not approved by this hospital", 2.6)
    beside = [
        f"Reported {data.reported}" + (f", as it stood {data.as_of}" if data.as_of else ""),
        f"Version {data.version} of order {data.order}",
        f"{data.patient_name}, {data.patient_id}",
        f"{state_of(data).capitalize()} report ends here.",
    ]
    if data.sealed:  # its code stands on the cover: a paper carries one
        for line in beside:
            flow.text(line)
    else:
        flow.code(report_code(data.order, data.version), 19, beside)

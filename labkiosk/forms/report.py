"""The laboratory report on a continuous 80 mm roll: what a clinician reads in five seconds, then the rest."""

from labkiosk.facts.errors import Refused
from labkiosk.forms.flow import ROLL, Cell, Flow
from labkiosk.forms.page import Page
from labkiosk.forms.report_data import ELSEWHERE, Group, ReportData, Result, Specimen, interim, missing
from labkiosk.forms.setting import grouped, several, width_of

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


def report(data: ReportData) -> Page:
    """The report. Raises Refused, naming what is absent, when it lacks something a report must carry."""
    flow = Flow()
    write(flow, data)
    return flow.page()


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
        _group(flow, group)
    _open(flow, data)
    _foot(flow, data)


def report_code(order: str, version: int, *, sealed: bool = False) -> str:
    """What the report's QR code says; its first words are its purpose."""
    return f"LK:{'SEALED' if sealed else 'REPORT'}:{order}:{version}"


def _marks(flow: Flow, data: ReportData) -> None:
    if data.training:
        flow.banner("TRAINING: NOT A PATIENT")
    if data.corrections:
        flow.banner("AMENDED: replaces earlier reports")
    if any(group.provisional for group in data.groups):
        flow.banner("PROVISIONAL", 6.0)
        flow.text("No pathologist has seen the results marked so.", 2.8, bold=True, align="centre")
    if interim(data):
        flow.banner("INTERIM: more to come")
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
    critical = [result for group in data.groups for result in group.results if result.critical]
    if not critical:
        return
    top = flow.y + 0.8
    flow.gap(1.2)
    for result in critical:
        said = f"{result.flag}: {result.test} {result.value} {result.unit}"
        flow.row(Cell(said, 2, ROLL - 4, 3.2, bold=True))
    flow.gap(0.6)
    flow.frame(top)


def _specimens(flow: Flow, data: ReportData) -> None:
    flow.rule()
    for specimen in data.specimens:
        flow.text(f"{specimen.specimen}, {specimen.container}, sample {grouped(specimen.number)}", 2.3)
        flow.row(Cell(f"collected {specimen.collected}, received {specimen.received}", 3, ROLL - 3, 2.3))
        if specimen.condition:
            flow.row(Cell(f"condition: {specimen.condition}", 3, ROLL - 3, 2.5, bold=True))


_TEST, _VALUE, _FLAG, _UNIT, _RANGE = (2.5, 21.5), (24.0, 12.5), (37.2, 9.8), (47.2, 11.0), (58.0, 13.5)
"""Columns of a result: left edge and width in mm."""


def _group(flow: Flow, group: Group) -> None:
    flow.gap(1.2)
    flow.row(Cell(group.section, 1, 45, 3.2, bold=True), Cell("reference", 46, 25.5, 2.1, align="right"))
    flow.rule()
    for result in group.results:
        top = flow.y
        _result(flow, result, provisional=bool(group.provisional))
        if result.flag:
            flow.mark(top)
    if group.provisional:
        flow.text(f"PROVISIONAL, why: {group.provisional}", 2.8, bold=True)
    flow.text(f"Released by {group.released_by}, {group.released_at}", 2.2)


def _result(flow: Flow, result: Result, *, provisional: bool) -> None:
    bold = bool(result.flag)
    fits = width_of(result.value, 3.0, bold=bold) <= _VALUE[1] * 0.98
    letter, word = _flag_beside(result.flag) if fits else ("", "")
    flow.row(
        Cell(result.test, *_TEST, 2.7, bold=bold),
        Cell(result.value if fits else "", *_VALUE, 3.0, bold=bold, align="right"),
        Cell(letter, *_FLAG, 2.7, bold=True),
        Cell(result.unit, *_UNIT, 2.2),
        Cell(result.reference, *_RANGE, 2.2, align="right"),
    )
    if not fits:
        flow.row(Cell(several(result.value, result.flag), 5, ROLL - 5, 3.0, bold=bold))
    if word or result.previous:
        before = f"before: {result.previous}" if result.previous else ""
        flow.row(Cell(before, 5, 31.5, 2.1), Cell(word, _FLAG[0], ROLL - _FLAG[0], 2.7, bold=True))
    if provisional:
        flow.row(Cell("PROVISIONAL", 5, ROLL - 5, 3.4, bold=True))
    if result.done_at:
        flow.row(Cell(f"done at {result.done_at}", 5, ROLL - 5, 2.3))
    if result.comment:
        flow.row(Cell(result.comment, 5, ROLL - 5, 2.3))
    if result.words:
        flow.row(Cell(result.words, 5, ROLL - 5, 2.6, bold=True))


def _flag_beside(flag: str) -> tuple[str, str]:
    """What of a flag stands in its column, and what on the line below."""
    if width_of(flag, 2.7, bold=True) <= _FLAG[1] * 0.98:
        return flag, ""
    letter, _, word = flag.partition(" ")
    return letter, word


def _open(flow: Flow, data: ReportData) -> None:
    for heading, lines in (("Still to come", data.pending), ("Not done", data.cancelled)):
        if lines:
            flow.gap(1.2)
            flow.text(heading, 3.2, bold=True)
            flow.rule()
            for line in lines:
                flow.row(Cell(line, 2.5, ROLL - 2.5, 2.7))


def _foot(flow: Flow, data: ReportData) -> None:
    if data.elsewhere:
        flow.gap(1.2)
        flow.text(ELSEWHERE, 2.6)
    flow.gap(1)
    flow.rule(0.5)
    if data.example_ranges:
        flow.banner("EXAMPLE RANGES: not approved by this hospital", 2.6)
    beside = [
        f"Reported {data.reported}",
        f"Version {data.version} of order {data.order}",
        f"{data.patient_name}, {data.patient_id}",
        "Interim report ends here." if interim(data) else "Complete report ends here.",
    ]
    if data.sealed:  # its code stands on the cover: a paper carries one
        for line in beside:
            flow.text(line)
    else:
        flow.code(report_code(data.order, data.version), 19, beside)

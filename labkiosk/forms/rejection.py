"""The rejection slip: it tells the ward which sample cannot be used, why, and what to do."""

from labkiosk.forms.flow import Print, begin
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page
from labkiosk.forms.setting import grouped, several


class RejectionData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the rejection slip says; texts are printed as given."""

    lab_name: str
    patient_name: str
    patient_id: str
    sex: str
    age: str
    ward: str
    bed: str
    number: str
    """The rejected sample's 12 digits."""
    container: str
    tests: tuple[str, ...]
    """The tests that cannot be done from it."""
    reason: str
    rejected_at: str
    rejected_by: str
    expected: str = ""
    """Number of the new sample that is expected; empty when none is."""


def rejection(data: RejectionData, media: Media = ROLL_80) -> Page:
    """The rejection slip. It carries no code to scan: the sample it names must not be used."""
    flow = begin(data, media)
    flow.banner("SAMPLE REJECTED", 4.2)
    flow.text(data.patient_name, 4.4, bold=True)
    flow.text(several(data.patient_id, data.sex, data.age), 3.0)
    flow.text(several(data.ward, data.bed), 3.8, bold=True)
    flow.rule()
    flow.text(f"Why: {data.reason}", 3.6, bold=True)
    flow.gap(0.6)
    flow.text(f"Sample {grouped(data.number)}, {data.container}", 2.8)
    flow.text(f"Not done: {', '.join(data.tests)}", 2.8)
    top = flow.y + 1
    flow.gap(2)
    for line in _what_to_do(data.expected):
        flow.text(line, 3.2, bold=True, align="centre")
    flow.gap(1)
    flow.frame(top)
    flow.gap(1)
    flow.text(f"Rejected {data.rejected_at} by {data.rejected_by}", 2.4)
    flow.text(data.lab_name, 2.4)
    return flow.page()


def _what_to_do(expected: str) -> tuple[str, ...]:
    if not expected:
        return ("No new sample is expected.", "Ask the laboratory.")
    return ("Collect again.", f"New sample {grouped(expected)}")

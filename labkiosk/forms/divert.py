"""The slip that goes with a tube to another laboratory: whose it is, what is wanted, and where the result goes."""

from labkiosk.forms.flow import Flow, Print, begin
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page
from labkiosk.forms.setting import grouped, several


class DivertData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the slip says; texts are printed as given."""

    lab_name: str
    lab_address: str
    to: str
    to_address: str
    their_number: str
    patient_name: str
    patient_id: str
    sex: str
    age: str
    born: str
    clinician: str
    note: str
    priority: str
    number: str
    """Our sample's 12 digits."""
    specimen: str
    container: str
    collected: str
    condition: str
    tests: tuple[str, ...]
    """Names of the tests that are wanted."""
    reason: str
    sent_at: str
    sent_by: str
    back_by: str
    """When the results are expected."""


def divert(data: DivertData, media: Media = ROLL_80) -> Page:
    """The slip. Its QR opens the tests' results at our kiosk; only the tube itself carries the tube's barcode."""
    flow = begin(data, media)
    flow.banner("TESTS FOR ANOTHER LABORATORY", 3.6)
    flow.text(f"To: {data.to}", 3.8, bold=True)
    if data.to_address:
        flow.text(data.to_address, 2.6)
    if data.their_number:
        flow.text(f"Your number: {data.their_number}", 3.0, bold=True)
    flow.text(f"From: {data.lab_name}, {data.lab_address}", 2.6)
    flow.rule()
    flow.text(data.patient_name, 4.4, bold=True)
    flow.text(several(data.patient_id, data.sex, data.age, f"born {data.born}"), 2.8)
    flow.text(f"Asked for by {data.clinician}, {data.priority}", 2.6)
    if data.note:
        flow.text(f"Request: {data.note}", 2.6)
    flow.rule()
    flow.text("Please do", 2.8, bold=True)
    for test in data.tests:
        flow.text(f"• {test}", 3.2, bold=True)
    _tube(flow, data)
    return flow.page()


def _tube(flow: Flow, data: DivertData) -> None:
    flow.rule()
    flow.text(several(data.specimen, data.container, f"collected {data.collected}"), 2.6)
    if data.condition:
        flow.text(f"Condition: {data.condition}", 2.6, bold=True)
    if data.reason:
        flow.text(f"Sent because: {data.reason}", 2.6)
    flow.gap(1)
    beside = [
        f"Our number {grouped(data.number)}",
        f"Sent {data.sent_at} by {data.sent_by}",
        f"Expected back by {data.back_by}",
        "Write results with units and your range, and return them with this slip.",
    ]
    flow.code(divert_code(data.number), 19, beside)


def divert_code(number: str) -> str:
    """What the slip's QR code says; its first words are its purpose."""
    return f"LK:SENT:{number}"

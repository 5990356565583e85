"""The slip for the patient's card: what was ordered and how to ask for it."""

from labkiosk.forms.flow import Print, begin
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page
from labkiosk.forms.setting import several


class SlipData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the slip says; texts are printed as given."""

    lab_name: str
    patient_name: str
    patient_id: str
    sex: str
    age: str
    order: str
    date: str
    priority: str
    tests: tuple[str, ...]
    samples: tuple[str, ...]
    """Sample numbers of 12 digits; the slip shows the last four of each."""


def slip(data: SlipData, media: Media = ROLL_80) -> Page:
    """The slip, with a QR code that asks for the order; scanning it never receives a tube."""
    flow = begin(data, media)
    flow.text(data.lab_name, 2.8, bold=True)
    flow.rule(0.4)
    flow.text(data.patient_name, 4.4, bold=True)
    flow.text(several(data.patient_id, data.sex, data.age), 3.0)
    flow.rule()
    beside = [
        f"Order {data.order}",
        several(data.date, data.priority),
        f"Tests: {', '.join(data.tests)}",
        f"Samples: {', '.join(number[-4:] for number in data.samples)}",
    ]
    flow.code(card_code(data.order), 21, beside)
    flow.gap(0.8)
    flow.text("Bring this slip to ask for the report.", 2.8)
    return flow.page()


def card_code(order: str) -> str:
    """What the slip's QR code says; its first words are its purpose."""
    return f"LK:CARD:{order}"

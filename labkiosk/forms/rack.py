"""The label of a storage rack."""

from labkiosk.forms.flow import Print, begin
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page


class RackData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rack's label says; texts are printed as given."""

    lab_name: str
    rack: str
    name: str
    places: str
    """How many tubes it holds, in words."""
    code: str
    """What the QR code says."""


def rack(data: RackData, media: Media = ROLL_80) -> Page:
    """A name to read from afar, and a QR code that names the rack; scanning it receives nothing."""
    flow = begin(data, media)
    flow.text(data.name, 7.0, bold=True)
    flow.rule()
    flow.code(data.code, 21, [data.rack, data.places, data.lab_name])
    flow.gap(0.8)
    flow.text("Scan this, then the tubes that go in.", 2.8)
    return flow.page()

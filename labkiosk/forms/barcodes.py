"""A sheet of command barcodes, to hang at a desk: each scanned from an arm's length, and no other with it."""

from msgspec import Struct

from labkiosk.forms.flow import Print, begin
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Bars, Page


class Command(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One barcode, and the words above it."""

    says: str
    words: str


class BarcodesData(Print, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a sheet says; texts are printed as given."""

    lab_name: str
    title: str
    made: str
    """Which sheet it is, and of when."""
    commands: tuple[Command, ...]


_HEIGHT = 10.0
"""Of the bars in mm: CLSI AUTO02 asks for as much on a tube."""
_APART = 9.0
"""White in mm between bars and the next words. A finger covers it, and the beam of a scanner held slanting falls
into it: over 58 mm, the shortest bars, 14 mm to the next bars are a slant of 13 degrees."""


def barcodes(data: BarcodesData, media: Media = ROLL_80) -> Page:
    """The words above each barcode; nothing else on the sheet can be scanned."""
    flow = begin(data, media)
    flow.text(data.title, 6.0, bold=True)
    flow.text(f"Command barcodes. {data.lab_name}. {data.made}.", 2.4)
    flow.rule(0.5)
    for command in data.commands:
        flow.gap(_APART / 2)
        flow.text(command.words, 4.0, bold=True, align="centre")
        flow.gap(0.6)
        flow.items.append(Bars(text=command.says, x=0, y=flow.y, width=flow.width, height=_HEIGHT))
        flow.gap(_HEIGHT + _APART / 2)
        flow.seam(data.title)
    flow.rule(0.5)
    flow.text("A new sheet is needed when the words of a reason or an answer change.", 2.4)
    return flow.page()


def commands_on(page: Page) -> tuple[str, ...]:
    """What the command barcodes of a page say; none on any page but such a sheet."""
    return tuple(item.text for item in page.items if isinstance(item, Bars))

"""The screens: one a file, each imported when it is first opened."""

from importlib import import_module
from inspect import signature
from typing import NamedTuple

from labkiosk.tui.screens.base import KioskScreen


class Entry(NamedTuple):
    """A desk without a function key, as More lists it: a letter opens the screen of that name, and so does its
    command barcode, which says ``scan`` behind ``LK.``."""

    letter: str
    screen: str
    scan: str
    title: str
    purpose: str


DESKS = (
    Entry("A", "calls", "CALLS", "Calls", "critical results: who is to be told now, and who was"),
    Entry("B", "blank", "BLANK", "Blank papers", "labels and request forms for when even this fails"),
    Entry("W", "worksheets", "BATCHES", "Worksheets", "batches of a manual bench, filled in one go"),
    Entry("R", "recollect", "RECOLL", "Recollect", "what the wards are to draw, and why; a list for each"),
    Entry("D", "sent", "SENT", "Sent out", "tests at other laboratories, and what should be back"),
    Entry("H", "handover", "HANDOVER", "Hand-over", "what a shift leaves: open, late, uncertain; signed by two"),
    Entry("I", "links", "SAME", "Same person", "who an unknown is, or a patient there twice: two agree"),
    Entry("Q", "qc", "QC", "Quality control", "how each control stands; runs, charts, lots, failures"),
    Entry("S", "storage", "STORE", "Storage", "where tubes are kept: scan a rack, then the tubes"),
    Entry("M", "cultures", "CULTURES", "Cultures", "what is to be read, the next first"),
    Entry("V", "deliveries", "DELIVER", "Deliveries", "reports on their way; a ward's sheet, and its stub"),
    Entry("U", "cumulative", "CUMUL", "Cumulative", "a patient's results over time, side by side; on paper too"),
    Entry("P", "devices", "DEVICES", "Devices", "printers: what each one prints, how it is, a test page"),
    Entry("C", "barcodes", "SHEETS", "Command barcodes", "sheets for hands in gloves: what a key does, a scan does"),
    Entry("N", "scanners", "SCANNERS", "Scanners", "which scanner this screen has, and what it sends"),
    Entry("T", "clock", "CLOCK", "Clock", "set the laboratory's clock, when the title says CLOCK?"),
)  # fmt: skip

NAMES = (
    "signin", "queue", "intake", "receive", "results", "release", "sample", "order", "orders", "find", "counts", "turnaround",
    "papers", "worksheet", "draw", "controls", "culture", "narrative", "more", *(desk.screen for desk in DESKS),
)  # fmt: skip


def kind(name: str) -> type[KioskScreen]:
    """The class of the screen ``name``: ``NameScreen`` of the module of that name."""
    found = getattr(import_module(f"labkiosk.tui.screens.{name}"), f"{name.title()}Screen")
    assert isinstance(found, type) and issubclass(found, KioskScreen)
    return found


def opens_alone(screen: type[KioskScreen]) -> bool:
    """Whether a screen is opened by its name alone, with nothing in hand."""
    given = list(signature(screen).parameters.values())
    return screen.NAME in NAMES and all(each.default is not each.empty for each in given)


def make(name: str, *args: str) -> KioskScreen:
    """A new screen ``name``."""
    return kind(name)(*args)

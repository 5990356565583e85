"""The box's own units, with all that they forbid: its worker prints, and its screen hears its scanner alone."""

import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp

from labkiosk.scanners.source import Lost, open_source
from tests.devices import box, scanner
from tests.devices.gadget import until
from tests.devices.printer import LABELS, REPORTS, Printer, printer
from tests.printers.paper import interpret

pytestmark = pytest.mark.devices

_VT_ACTIVATE = 0x5606
KEYS = "keys:usb-Honeywell_Voyager_1400g_V0001-event-kbd"


@pytest.fixture(autouse=True)
def home() -> None:
    box.make_home()


@pytest.fixture
def worker() -> Iterator[None]:
    box.systemctl("start", "labkiosk-print")
    yield
    box.systemctl("stop", "labkiosk-print")


def numbers(it: Printer) -> list[str]:
    """What is on the labels that came out: the number in the bars of each."""
    with it.at_rest() as machine:
        papers = list(machine.papers)
    return [zxingcpp.read_barcodes(interpret(paper).picture(576).convert("L"))[0].text for paper in papers]


def states() -> dict[str, str]:
    return {each["name"]: each["state"] for each in box.told("printers", "list")}


@pytest.mark.usefixtures("worker")
def test_labels_through_the_worker_with_paper_without_and_unplugged() -> None:
    with printer(0, REPORTS, "ESC/POS") as it:
        box.lab("printers", "add", "Labels", "--prints=label", "--paper=label-50x25", "--as=super")
        first = box.register("Asha Devi")
        until(lambda: numbers(it) == [first], "the first label")

        with it.at_rest() as machine:
            machine.rows_left = 0
        second = box.register("Meena Rao")
        until(lambda: states()["Labels"] == "paper_out", "the worker says that there is no paper")
        with it.at_rest() as machine:
            machine.rows_left = 100_000
        until(lambda: numbers(it) == [first, second], "the second label")

        with it.at_rest() as machine:
            machine.rows_left = 100
        third = box.register("Kavita Iyer")
        until(lambda: states()["Labels"] == "paper_out", "the third label has begun")
        it.pull()
        until(
            lambda: [each["state"] for each in box.told("papers", "list")] == ["uncertain"], "it is uncertain"
        )
        (doubtful,) = box.told("papers", "list")
        assert doubtful["subject"] == third

        with printer(1, LABELS, "ZPL"):
            it.push()
            assert Path("/sys/class/usbmisc/lp1/device/ieee1284_id").read_text().startswith("MFG:EPSON;")
            with it.at_rest() as machine:
                machine.rows_left = 100_000
            fourth = box.register("Sunita Nair")
            until(lambda: numbers(it) == [first, second, fourth], "the fourth label")
        # A person's word, and it comes out.
        box.lab("papers", "lost", doubtful["job"], "--as=tech")
        until(lambda: numbers(it) == [first, second, fourth, third], "the third label again")
    assert box.told("papers", "list") == []


def test_a_scan_reaches_its_screen_and_no_console() -> None:
    with scanner.keys(0, scanner.KNOWN) as it:
        box.lab("scanners", KEYS, "--screen=tty2", "--no-prefix", "--as=super")
        box.systemctl("start", "labkiosk-screen@tty2")
        console = scanner.Console()
        try:
            activate(1)
            until(lambda: "Scan your badge" in on_screen(2), "the screen is there")
            until(is_read, "the scanner is the screen's")
            until(lambda: is_heard(it, "tech", "Example Technician"), "somebody is signed in")
            assert console.read(2) == b""
        finally:
            console.close()
            box.systemctl("stop", "labkiosk-screen@tty2")


def is_read() -> bool:
    """Whether somebody has taken the scanner away from the keyboard."""
    try:
        open_source(KEYS, 9600).close()
    except Lost as why:
        return str(why) == "another program reads it"
    return False


def is_heard(it: scanner.Keys, badge: str, name: str) -> bool:
    """Whether the screen took the badge; what is scanned while a scanner is opened is refused, and scanned again."""
    it.type(badge + "\r")
    end = time.monotonic() + 15
    while name not in on_screen(2) and time.monotonic() < end:
        time.sleep(0.2)
    return name in on_screen(2)


def activate(console: int) -> None:
    handle = os.open("/dev/tty0", os.O_RDWR | os.O_NOCTTY)
    try:
        fcntl.ioctl(handle, _VT_ACTIVATE, console)
    finally:
        os.close(handle)


def on_screen(console: int) -> str:
    """What a virtual console shows; nothing before somebody uses it."""
    shown = Path(f"/dev/vcs{console}")
    return shown.read_bytes().decode("latin-1") if shown.exists() else ""

"""USB printers as the kernel shows them, in a /dev and a /sys made by hand; the real driver has its own test."""

from pathlib import Path

import pytest

from labkiosk.printers.address import Usb, parse
from labkiosk.printers.line import Found, LineLost
from labkiosk.printers.serial import ports
from labkiosk.printers.state import State
from labkiosk.printers.usb import UsbLine, port_state, printers


class House:
    """Nodes that stand for printers, and what /sys says of each."""

    def __init__(self, root: Path) -> None:
        self.dev, self.sys = root / "dev", root / "sys"
        self.dev.mkdir()
        self.sys.mkdir()
        self.root = root

    def plug_in(self, node: str, said: bytes, *, serial: str = "", both_ways: bool = True) -> None:
        device = self.root / "devices" / node / "interface"
        device.mkdir(parents=True)
        (device / "ieee1284_id").write_bytes(said)
        (device / "bInterfaceProtocol").write_text("02\n" if both_ways else "01\n")
        if serial:
            (device.parent / "serial").write_text(f"{serial}\n")
        (self.sys / node).mkdir()
        (self.sys / node / "device").symlink_to(device)
        (self.dev / node).touch()

    def found(self) -> list[Found]:
        return printers(self.dev, self.sys)

    def open(self, address: str) -> UsbLine:
        found = parse(address)
        assert isinstance(found, Usb)
        return UsbLine.open(found, self.dev, self.sys)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


EPSON = b"MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;"
ZEBRA = b"MFG:Zebra;CMD:ZPL;MDL:ZD420;SN:D2J1;"


def test_each_printer_has_an_address_that_stays_its_own(house: House) -> None:
    house.plug_in("lp10", EPSON, serial="J5KF01")
    house.plug_in("lp2", ZEBRA)
    assert house.found() == [
        Found("usb:?model=Zebra+ZD420&serial=D2J1", "Zebra ZD420", "D2J1", "zpl"),
        Found("usb:?model=EPSON+TM-T20II&serial=J5KF01", "EPSON TM-T20II", "J5KF01", "escpos"),
    ]


def test_printers_that_say_nothing_of_themselves_are_known_by_their_nodes(house: House) -> None:
    house.plug_in("lp0", EPSON)
    house.plug_in("lp1", EPSON)
    house.plug_in("lp2", b"")
    assert [(each.address, each.make_and_model) for each in house.found()] == [
        (f"usb:{house.dev}/lp0", "EPSON TM-T20II"),
        (f"usb:{house.dev}/lp1", "EPSON TM-T20II"),
        (f"usb:{house.dev}/lp2", ""),
    ]


def node_of(line: UsbLine) -> str:
    name = Path(f"/proc/self/fd/{line.handle}").readlink().name
    line.close()
    return name


def test_a_printer_is_found_again_under_another_node(house: House) -> None:
    house.plug_in("lp0", ZEBRA)
    house.plug_in("lp3", EPSON, serial="J5KF01")
    assert node_of(house.open("usb:?model=EPSON+TM-T20II&serial=J5KF01")) == "lp3"
    assert node_of(house.open("usb:?serial=J5KF01")) == "lp3"
    assert node_of(house.open("usb:?model=Zebra+ZD420")) == "lp0"


@pytest.mark.parametrize(
    ("address", "reason", "state"),
    [
        ("usb:?model=EPSON+TM-T20II&serial=OTHER", "is not plugged in", State.GONE),
        ("usb:?model=EPSON+TM-T20", "is not plugged in", State.GONE),
        ("usb:?model=EPSON+TM-T20II", "cannot be told from another: lp0 and lp1", State.FAULT),
    ],
)
def test_which_printer_is_never_guessed(house: House, address: str, reason: str, state: State) -> None:
    house.plug_in("lp0", EPSON, serial="J1")
    house.plug_in("lp1", EPSON, serial="J2")
    with pytest.raises(LineLost) as lost:
        house.open(address)
    assert (lost.value.reason, lost.value.state, lost.value.sent) == (reason, state, 0)


def test_a_node_that_has_become_another_printers_is_let_go(house: House) -> None:
    house.plug_in("lp0", ZEBRA)
    with pytest.raises(LineLost) as lost:
        UsbLine.open(Usb(str(house.dev / "lp0"), model="EPSON TM-T20II"), house.dev, house.sys)
    assert lost.value.reason == "is not plugged in"


def test_a_printer_that_cannot_answer_is_not_asked(house: House) -> None:
    house.plug_in("lp0", EPSON, both_ways=False)
    line = house.open("usb:?model=EPSON+TM-T20II")
    assert (line.answers, line.confirms) == (False, False)
    line.close()


@pytest.mark.parametrize(
    ("bits", "state"),
    [
        (0x18, State.READY),
        (0x38, State.PAPER_OUT),
        (0x20, State.PAPER_OUT),
        (0x10, State.FAULT),
        (0x00, State.FAULT),
        (0x08, State.PAUSED),
    ],
)
def test_the_lines_of_the_port(bits: int, state: State) -> None:
    assert port_state(bits) == state


def test_serial_ports_by_the_names_that_stay_theirs(tmp_path: Path) -> None:
    assert ports(tmp_path / "none") == []
    (tmp_path / "usb-FTDI_FT232R_A5-if00-port0").touch()
    address = f"serial:{tmp_path}/usb-FTDI_FT232R_A5-if00-port0?baud=115200&flow=rtscts"
    assert ports(tmp_path) == [Found(address, "usb-FTDI_FT232R_A5-if00-port0", "", None)]

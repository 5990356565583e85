import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.facts.errors import Refused
from labkiosk.printers.address import Folder, Serial, Tcp, Usb, parse, place, with_answers
from labkiosk.printers.identity import Identity, parse_id


@pytest.mark.parametrize(
    ("text", "address", "full"),
    [
        ("usb:/dev/usb/lp0", Usb("/dev/usb/lp0"), "usb:/dev/usb/lp0"),
        ("usb:/dev/usb/lp0?answers=no", Usb("/dev/usb/lp0", answers="no"), "usb:/dev/usb/lp0?answers=no"),
        (
            "usb:?model=EPSON+TM-T20II&serial=J5K%26",
            Usb(model="EPSON TM-T20II", serial="J5K&"),
            "usb:?model=EPSON+TM-T20II&serial=J5K%26",
        ),
        (
            "serial:/dev/serial/by-id/usb-FTDI_A-if00-port0",
            Serial("/dev/serial/by-id/usb-FTDI_A-if00-port0"),
            "serial:/dev/serial/by-id/usb-FTDI_A-if00-port0?baud=115200&flow=rtscts",
        ),
        (
            "serial:/dev/ttyS0?flow=xonxoff&baud=9600&answers=state",
            Serial("/dev/ttyS0", 9600, "xonxoff", "state"),
            "serial:/dev/ttyS0?baud=9600&flow=xonxoff&answers=state",
        ),
        ("tcp:192.168.1.9", Tcp("192.168.1.9"), "tcp:192.168.1.9:9100"),
        ("tcp:192.168.1.9:9101?answers=yes", Tcp("192.168.1.9", 9101), "tcp:192.168.1.9:9101"),
        ("tcp:[fe80::1]:9100", Tcp("fe80::1"), "tcp:[fe80::1]:9100"),
        ("file:/srv/paper?x=1", Folder("/srv/paper?x=1"), "file:/srv/paper?x=1"),
    ],
)
def test_an_address_says_how_a_printer_is_reached(text: str, address: object, full: str) -> None:
    assert parse(text) == address
    assert str(parse(text)) == full
    assert parse(full) == address


WRITE = {
    "usb": "Write it like usb:/dev/usb/lp0.",
    "serial": "Write it like serial:/dev/serial/by-id/NAME?baud=115200.",
    "tcp": "Write it like tcp:192.168.1.9:9100.",
    "file": "Write it like file:/folder.",
}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("usb:", "it names no device under /dev, no model and no serial number"),
        ("usb:/etc/passwd", "it names no device under /dev"),
        ("usb:/dev/../etc/passwd", "it names no device under /dev"),
        (
            "usb:/dev/usb/lp0?model=",
            "model is what the printer calls itself, of at most 80 letters and figures",
        ),
        (
            "usb:?model=%1B%5B2J",
            "model is what the printer calls itself, of at most 80 letters and figures",
        ),
        ("usb:?model=A&model=B", "it says one option twice"),
        ("usb:?colour=red", "'colour' is no option; there are model, serial, answers"),
        ("usb:?model", "the options after ? are not name=value"),
        ("usb:?model=%ff", "the options after ? are not name=value"),
        ("serial:ttyS0", "it names no device under /dev"),
        (
            "serial:/dev/ttyS0?baud=300",
            "baud is one of 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400",
        ),
        ("serial:/dev/ttyS0?flow=maybe", "flow is one of rtscts, xonxoff, none"),
        ("serial:/dev/ttyS0?answers=sometimes", "answers is one of yes, state, no"),
        ("tcp:printer.local:9100", "it names no IP address"),
        ("tcp:192.168.1.9:70000", "a port is 1 to 65535"),
        ("tcp:192.168.1.9:0", "a port is 1 to 65535"),
        ("tcp::9100", "it names no IP address"),
        ("tcp:fe80::1", "it names no IP address"),
        ("file:paper", "a folder's path begins with /"),
    ],
)
def test_an_address_that_is_wrong_is_refused_with_the_right_form(text: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(text)
    assert str(refused.value) == f"{text!r}: {why}. {WRITE[text.partition(':')[0]]}"


def test_what_is_no_address_at_all_is_refused_with_all_forms() -> None:
    with pytest.raises(Refused) as refused:
        parse("lp0")
    assert str(refused.value) == (
        "'lp0' is no printer's address: write it like usb:/dev/usb/lp0, "
        "serial:/dev/serial/by-id/NAME?baud=115200, tcp:192.168.1.9:9100, file:/folder."
    )
    for text in ("tcp:1.2.3.4\n", "file:/" + "a" * 400, "usb:\x1b[2J"):
        with pytest.raises(Refused) as refused:
            parse(text)
        assert (
            str(refused.value) == "A printer's address is one line of at most 400 characters: give it again."
        )


@given(st.text() | st.tuples(st.sampled_from(["usb", "serial", "tcp", "file"]), st.text()).map(":".join))
def test_any_text_is_an_address_or_refused_in_one_line(text: str) -> None:
    try:
        address = parse(text)
    except Refused as refused:
        assert "\n" not in str(refused)
    else:
        assert parse(str(address)) == address


@pytest.mark.parametrize(
    ("raw", "identity"),
    [
        (
            b"MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;DES:EPSON TM-T20II;SN:J5KF01;",
            Identity("EPSON TM-T20II", "J5KF01", "escpos"),
        ),
        (
            b"MANUFACTURER:Zebra Technologies ;COMMAND SET:ZPL;MODEL:ZTC ZD420-203dpi ZPL;SERN:D2J",
            Identity("Zebra Technologies ZTC ZD420-203dpi ZPL", "D2J", "zpl"),
        ),
        (b"MFG:TSC;MDL:TSC TE210;CMD:PCL,TSPL2;", Identity("TSC TE210", "", "tspl")),
        (b"MFG:HP;MDL:LaserJet;CMD:PJL,PCL;", Identity("HP LaserJet", "", None)),
        (b"MFG:one;MFG:two;MDL:x", Identity("one x", "", None)),
        (b"MDL:a\x1b[2J\xff\n  b;SN:\x00", Identity("a [2J b", "", None)),
        (b"", Identity()),
        (b";;:;=", Identity()),
    ],
)
def test_what_a_printer_says_it_is(raw: bytes, identity: Identity) -> None:
    assert parse_id(raw) == identity


@given(st.binary(max_size=3000) | st.binary().map(lambda raw: b"MDL:" + raw + b";SN:" + raw))
def test_whatever_a_device_says_is_plain_and_short_and_makes_an_address(raw: bytes) -> None:
    identity = parse_id(raw)
    for text in (identity.make_and_model, identity.serial_number):
        assert len(text) <= 80
        assert all(" " <= each <= "~" for each in text)
    if identity.make_and_model or identity.serial_number:
        address = Usb(model=identity.make_and_model, serial=identity.serial_number)
        assert parse(str(address)) == address


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("usb:?model=X+1&serial=2", "usb:?model=X+1&serial=2&answers=no"),
        ("usb:/dev/usb/lp0?answers=state", "usb:/dev/usb/lp0?answers=no"),
        ("serial:/dev/ttyS0", "serial:/dev/ttyS0?baud=115200&flow=rtscts&answers=no"),
        ("tcp:10.0.0.9", "tcp:10.0.0.9:9100?answers=no"),
        ("file:/folder", "file:/folder"),
    ],
)
def test_what_a_printer_answers_is_a_part_of_its_address(text: str, full: str) -> None:
    assert with_answers(text, "no") == full
    assert with_answers(full, "yes") == str(parse(text.partition("?answers")[0]))
    assert place(text) == place(full)


def test_what_no_printer_answers() -> None:
    with pytest.raises(Refused, match="A printer answers yes, state or no"):
        with_answers("tcp:10.0.0.9", "maybe")


def test_one_place_is_one_printer_however_it_is_spoken_to() -> None:
    slow, fast = "serial:/dev/ttyS0?baud=9600&flow=none", "serial:/dev/ttyS0?baud=115200"
    assert place(slow) == place(fast) != place("serial:/dev/ttyS1")
    assert len({place(f"usb:?model={m}&serial={s}") for m in "AB" for s in "12"}) == 4
    assert place("tcp:10.0.0.9") == place("tcp:10.0.0.9:9100") != place("tcp:10.0.0.9:9101")

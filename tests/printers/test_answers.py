"""What printers answer, whole, cut short, garbled and to somebody else. Byte by byte as the manuals have them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from labkiosk.printers.language import LANGUAGES, Heard
from labkiosk.printers.state import State

ESCPOS, ZPL, TSPL, PNG = (LANGUAGES[name] for name in ("escpos", "zpl", "tspl", "png"))
TICKETS = st.integers(0, 2**63 - 1)
UNREADABLE = Heard(State.SILENT, done=False)


def host_status(first: str = "", second: str = "") -> bytes:
    """The three strings of ``~HS``; "b1" sets field b, by the letters of Zebra's guide."""
    one = dict(
        zip(
            "abcdefghijkl", ["030", "0", "0", "0406", "000", "0", "0", "0", "000", "0", "0", "0"], strict=True
        )
    )
    two = dict(
        zip("mnopqrstuvw", ["000", "0", "0", "0", "0", "2", "4", "0", "00000000", "1", "000"], strict=True)
    )
    for fields, changes in ((one, first), (two, second)):
        fields.update({change[0]: change[1:] for change in changes.split()})
    strings = (",".join(one.values()), ",".join(two.values()), "1234,0")
    return b"".join(b"\x02" + string.encode() + b"\x03\r\n" for string in strings)


def process_id(name: bytes) -> bytes:
    return b"\x37\x22" + name + b"\x00"


def test_questions_byte_for_byte() -> None:
    assert ESCPOS.status() == b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"
    assert ESCPOS.question(0) == b"\x1d\x28\x48\x06\x00\x30\x30" + b"0000" + b"\x1d\x72\x01" * 3
    assert ESCPOS.question(64 * 64 + 1) == b"\x1d\x28\x48\x06\x00\x30\x30" + b"0101" + b"\x1d\x72\x01" * 3
    assert ZPL.status() == ZPL.question(7) == b"~HS"
    assert TSPL.status() == b"\x1b!?\x1b!S"
    assert TSPL.question(7) == b'OUT "LK0000000000000000007"\r\n\x1b!?\x1b!S'
    assert PNG.status() == PNG.question(7) == b""


@given(TICKETS, TICKETS)
def test_a_ticket_is_four_characters_that_any_printer_takes_and_no_two_near_ones_share(
    one: int, two: int
) -> None:
    name = ESCPOS.question(one)[7:11]
    assert len(name) == 4
    assert all(0x20 <= byte <= 0x7E for byte in name)
    assert (name == ESCPOS.question(two)[7:11]) == ((one - two) % 64**4 == 0)


@given(TICKETS, st.integers(1, 64**4 - 1))
def test_escpos_is_done_when_this_ticket_came_back(ticket: int, off: int) -> None:
    mine, other = (ESCPOS.question(each)[7:11] for each in (ticket, ticket + off))
    for cut in range(7):
        assert ESCPOS.read(process_id(mine)[:cut], ticket) is None
    done = Heard(State.READY, done=True, ticketed=True)
    assert ESCPOS.read(process_id(mine), ticket) == done
    assert ESCPOS.read(process_id(mine) + b"\x00\x00\x00", ticket) == done
    assert ESCPOS.read(b"\xff" + process_id(mine), ticket) == done
    low = process_id(mine) + b"\x03\x03\x03"
    assert ESCPOS.read(low, ticket) == Heard(State.PAPER_LOW, done=True, ticketed=True)
    assert ESCPOS.read(process_id(other) + b"\x00\x00\x00", ticket) == Heard(State.READY, done=False)
    assert ESCPOS.read(process_id(other) + process_id(mine), ticket) == done
    assert ESCPOS.read(process_id(mine)[:-1] + b"\x01\x00", ticket) == UNREADABLE


def test_escpos_without_ids_is_done_when_its_sensors_answered_as_often_as_asked() -> None:
    assert ESCPOS.read(b"", 1) is None
    assert ESCPOS.read(b"\x00\x00", 1) == Heard(State.READY, done=False)
    assert ESCPOS.read(b"\x00\x00\x00", 1) == Heard(State.READY, done=True)
    assert ESCPOS.read(b"\x00\x12\x12\x12\x12\x00\x00", 1) == Heard(State.READY, done=True)
    assert ESCPOS.read(b"\x00\x03\x00", 1) == Heard(State.READY, done=False)
    assert ESCPOS.read(b"\x00\x00\x00\x00", 1) == Heard(State.READY, done=False)
    assert ESCPOS.read(b"\x00\x00\xff\x00", 1) == UNREADABLE
    assert ESCPOS.read(b"\x0f\x0f\x0f", 1) == Heard(State.PAPER_OUT, done=True)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("12 12 12 12", State.READY),
        ("16 12 12 12", State.READY),
        ("12 12 12 1e", State.PAPER_LOW),
        ("1a 32 12 7e", State.PAPER_OUT),
        ("1a 16 12 12", State.COVER_OPEN),
        ("1a 52 1a 12", State.FAULT),
        ("12 12 32 12", State.FAULT),
        ("1a 12 12 12", State.PAUSED),
        ("12 12 12", None),
        ("12 12 12 12 12", State.READY),
        ("11 12 12 12", State.SILENT),
        ("12 12 ff 12", State.SILENT),
    ],
)
def test_escpos_states(answer: str, state: State | None) -> None:
    heard = ESCPOS.read(bytes.fromhex(answer), 1)
    assert heard == (state and Heard(state, done=False))


@pytest.mark.parametrize(
    ("first", "second", "heard"),
    [
        ("", "", Heard(State.READY, done=True)),
        ("", "t1", Heard(State.READY, done=True)),
        ("e001", "", Heard(State.READY, done=False)),
        ("h1", "", Heard(State.READY, done=False)),
        ("", "u00000001", Heard(State.READY, done=False)),
        ("b1", "", Heard(State.PAPER_OUT, done=False)),
        ("b1 c1", "o1", Heard(State.PAPER_OUT, done=False)),
        ("", "o1", Heard(State.COVER_OPEN, done=False)),
        ("", "p1", Heard(State.FAULT, done=False)),
        ("j1", "", Heard(State.FAULT, done=False)),
        ("k1", "", Heard(State.FAULT, done=False)),
        ("l1", "", Heard(State.FAULT, done=False)),
        ("c1", "", Heard(State.PAUSED, done=False)),
        ("b2", "", UNREADABLE),
        ("e1", "", UNREADABLE),
        ("", "u0", UNREADABLE),
    ],
)
def test_zpl_host_status(first: str, second: str, heard: Heard) -> None:
    answer = host_status(first, second)
    assert ZPL.read(answer, 1) == heard
    assert ZPL.read(host_status("e001") + answer, 1) == heard
    if heard != UNREADABLE:
        assert [ZPL.read(answer[:cut], 1) for cut in range(len(answer))] == [None] * len(answer)
        assert ZPL.read(answer + answer[:-1], 1) is None


@pytest.mark.parametrize(
    ("answer", "heard"),
    [
        (b"\x02@@@@\x03\r\n", Heard(State.READY, done=False)),
        (b"\x02P@@@\x03\r\n", Heard(State.READY, done=False)),
        (b"\x02P@@@\x03\r\n\x02@@@@\x03\r\n", Heard(State.READY, done=True)),
        (b"\x02W@@@\x03\r\n\x02L@@@\x03\r\n", Heard(State.READY, done=True)),
        (b"\x02P@@@\x03\r\n\x02@A@@\x03\r\n", Heard(State.PAPER_LOW, done=True)),
        (b"\x02P@@@\x03\r\n\x02E@@A\x03\r\n", Heard(State.PAPER_OUT, done=False)),
        (b"\x02P@@@\x03\r\n\x02E@@`\x03\r\n", Heard(State.COVER_OPEN, done=False)),
        (b"\x02E@@a\x03\r\n", Heard(State.PAPER_OUT, done=False)),
        (b"\x02E@@B\x03\r\n", Heard(State.FAULT, done=False)),
        (b"\x02E@H@\x03\r\n", Heard(State.FAULT, done=False)),
        (b"\x02`@@@\x03\r\n", Heard(State.PAUSED, done=False)),
        (b"\x00", Heard(State.READY, done=False)),
        (b"\x20\x00", Heard(State.READY, done=True)),
        (b"\x20\x02P@@@\x03\r\n\x00\x02@@@@\x03\r\n", Heard(State.READY, done=True)),
        (b"\x20\x04", Heard(State.PAPER_OUT, done=False)),
        (b"\x05", Heard(State.PAPER_OUT, done=False)),
        (b"\x01", Heard(State.COVER_OPEN, done=False)),
        (b"\x02\x00", Heard(State.READY, done=False)),
        (b"\x02\x02P@@@\x03\r\n", Heard(State.READY, done=False)),
        (b"\x10", Heard(State.PAUSED, done=False)),
        (b"\x80", Heard(State.FAULT, done=False)),
        (b"", None),
        (b"\x02", None),
        (b"\x02@@", None),
        (b"\x00\x02@@@@\x03\r", None),
        (b"\x02@@@@\x03\n", UNREADABLE),
        (b"\x02@@@@@\x03\r\n", UNREADABLE),
        (b"\x06", UNREADABLE),
        (b"@@@@", UNREADABLE),
        (b"\x21", UNREADABLE),
    ],
)
def test_tspl_status(answer: bytes, heard: Heard | None) -> None:
    assert TSPL.read(answer, 1) == heard


ECHO, OTHER = b"LK0000000000000000001\r\n", b"LK0000000000000000002\r\n"
IDLE, BUSY = b"\x02@@@@\x03\r\n", b"\x02P@@@\x03\r\n"


@pytest.mark.parametrize(
    ("answer", "heard"),
    [
        (ECHO + IDLE, Heard(State.READY, done=True, ticketed=True)),
        (ECHO + b"\x00", Heard(State.READY, done=True, ticketed=True)),
        (IDLE + ECHO, None),
        (IDLE + ECHO + BUSY, Heard(State.READY, done=False)),
        (IDLE + ECHO + BUSY + IDLE, Heard(State.READY, done=True, ticketed=True)),
        (OTHER + IDLE, Heard(State.READY, done=False)),
        (OTHER + BUSY + IDLE, Heard(State.READY, done=True)),
        (ECHO + b"\x04", Heard(State.PAPER_OUT, done=False)),
        (ECHO[:-1], None),
        (ECHO[:-4], None),
        (b"\xff" + ECHO + IDLE, Heard(State.READY, done=True, ticketed=True)),
        (ECHO + b"\xff" + IDLE, UNREADABLE),
        (b"\xff" + BUSY + IDLE, UNREADABLE),
        (ECHO[:-2] + b"9\r\n" + IDLE, UNREADABLE),
    ],
)
def test_tspl_echoes_the_ticket(answer: bytes, heard: Heard | None) -> None:
    assert TSPL.read(answer, 1) == heard


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.binary(max_size=40))
@example(b"\xff" * 8)
def test_noise_is_never_an_error_and_what_nobody_can_read_is_never_done(language: str, data: bytes) -> None:
    heard = LANGUAGES[language].read(data, 1)
    assert heard is None or not heard.done or heard.state is not State.SILENT
    after = LANGUAGES[language].read(b"\xff" + data, 1)
    assert after is None or not after.done


def test_a_picture_in_a_folder_answers_nothing() -> None:
    assert PNG.read(b"", 1) is None
    assert PNG.read(b"\x00", 1) is None

"""Every way to a printer keeps the promises of a Line: on real sockets, pseudo-terminals and folders."""

import errno
import os
import pty
import re
import shutil
import socket
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkiosk.printers.delivery import STOOD_STILL, Doubtful, Nothing, Outcome, Printed, deliver
from labkiosk.printers.escpos import EscPos
from labkiosk.printers.line import LineLost, open_line
from labkiosk.printers.patience import Patience
from labkiosk.printers.picture import Png
from labkiosk.printers.state import State
from labkiosk.printers.talk import Talk
from labkiosk.printers.tcp import _unreached
from tests.printers import served as ways
from tests.printers.machine import Machine
from tests.printers.mishaps import cover_open, deaf, dumb, paper_out
from tests.printers.served import Mishap, Served
from tests.printers.test_delivery import BEFORE, LARGE, PROVEN, SMALL, UNPROVEN, paper

Way = Callable[[Served], AbstractContextManager[str]]

LONG = Patience(answer_s=60, paper_s=60, mend_s=60)
"""Where something comes, however busy the machine is that runs this."""
SHORT = LONG._replace(paper_s=0.2, glance_s=0.05)
"""Where nothing will come behind the paper."""


WAYS: dict[str, Way] = {"tcp": ways.tcp, "serial": ways.serial, "usb": ways.usb}


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def way(request: pytest.FixtureRequest) -> Way:
    return request.param


def sent(
    address: str,
    data: bytes,
    patience: Patience,
    *,
    on_byte_one: Callable[[], None] = lambda: None,
    on_state: Callable[[State], None] = lambda _: None,
) -> Outcome:
    with closing(open_line(address)) as line:
        return deliver(Talk(line, EscPos(), patience, on_state), data, 7, on_byte_one=on_byte_one)


def never() -> None:
    raise AssertionError("not one byte of the paper may leave")


def hang_up(served: Served) -> None:
    served.hung_up = True


def says(words: bytes) -> Mishap:
    return lambda served: served.machine.out.extend(words)


@pytest.mark.parametrize("data", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("piece", [65536, 97], ids=["fast", "slow"])
@pytest.mark.parametrize("knows_ids", [True, False])
def test_papers_come_out_whole_and_in_order(way: Way, data: bytes, piece: int, knows_ids: bool) -> None:
    served = Served(Machine(knows_ids=knows_ids), piece=piece)
    with way(served) as address:
        assert [sent(address, data, LONG), sent(address, data[:2] + data, LONG)] == [PROVEN, PROVEN]
    assert served.machine.papers == [data, data]


def test_a_long_report_comes_out_whole_through_a_small_buffer(way: Way) -> None:
    report = paper(15_000)
    served = Served(Machine())
    with way(served) as address:
        assert sent(address, report, LONG) == PROVEN
    assert served.machine.papers == [report]


@pytest.mark.parametrize(
    ("mishap", "state", "reason"),
    [
        (paper_out, State.PAPER_OUT, "out of paper"),
        (cover_open, State.COVER_OPEN, "its cover is open"),
        (dumb, State.SILENT, "does not answer"),
        (deaf, State.SILENT, "does not answer"),
    ],
)
def test_nothing_leaves_for_a_printer_that_is_not_well(
    way: Way, mishap: Mishap, state: State, reason: str
) -> None:
    served = Served(Machine(), [(0, mishap)])
    patience = LONG._replace(answer_s=0.2) if state == State.SILENT else LONG
    with way(served) as address:
        assert sent(address, SMALL, patience, on_byte_one=never) == Nothing(state, reason)
    assert b"\x1b" not in served.machine.taken


def test_nothing_leaves_where_the_line_is_cut_before_the_paper(way: Way) -> None:
    served = Served(Machine(), [(5, hang_up)])
    with way(served) as address:
        outcome = sent(address, SMALL, LONG, on_byte_one=never)
    assert outcome in (
        Nothing(State.GONE, "was unplugged"),
        Nothing(State.SILENT, "broke the connection"),
    )


@pytest.mark.parametrize("mishap", [paper_out, cover_open])
@pytest.mark.parametrize("at", [1, 500, len(SMALL) - 1, len(SMALL)])
def test_a_person_mends_it_and_the_paper_comes_out(way: Way, mishap: Mishap, at: int) -> None:
    served = Served(Machine(), [(BEFORE + at, mishap)])
    trouble = State.PAPER_OUT if mishap is paper_out else State.COVER_OPEN

    def mend(state: State) -> None:
        if state == trouble:
            served.mend()

    with way(served) as address:
        assert sent(address, SMALL, LONG, on_state=mend) == Printed(
            f"confirmed by the printer (in between: {trouble})"
        )
    assert served.machine.papers == [SMALL]


@pytest.mark.parametrize(
    "mishaps",
    [
        [(BEFORE + 1, dumb)],
        [(BEFORE + len(SMALL) + 15, dumb)],
        [(BEFORE + 1, dumb), (BEFORE + 500, says(b"\x37\x220003\x00"))],
        [(BEFORE + 1, dumb), (BEFORE + len(SMALL) + 3, says(b"\x00" * 3 + b'7"000>\x00A\xff'))],
    ],
    ids=["silent", "silent-in-the-answer", "late-answer", "other-answers"],
)
def test_a_paper_that_nobody_confirms_is_in_doubt(way: Way, mishaps: list[tuple[int, Mishap]]) -> None:
    served = Served(Machine(), mishaps.copy())
    with way(served) as address:
        assert sent(address, SMALL, SHORT) == Doubtful(
            "took the whole paper, and time is up before it said that the paper is out"
        )


def test_a_printer_that_stalls_in_mid_paper_and_stays_so_is_in_doubt(way: Way) -> None:
    served = Served(Machine(), [(BEFORE + 10_000, deaf)])
    more_than_any_buffer = SMALL + b"\x1b@" * 400_000
    with way(served) as address:
        outcome = sent(address, more_than_any_buffer, SHORT)
    assert isinstance(outcome, Doubtful)
    assert re.fullmatch(rf"takes no more after \d+ of {len(more_than_any_buffer)} bytes", outcome.reason)


@settings(max_examples=25)
@given(at=st.integers(BEFORE, BEFORE + len(LARGE) + 20), way=st.sampled_from(sorted(WAYS)))
def test_cut_off_at_any_byte_it_is_never_printed_unless_it_is(at: int, way: str) -> None:
    served = Served(Machine(), [(at, hang_up)])
    with WAYS[way](served) as address:
        outcome = sent(address, LARGE, LONG)
    match outcome:
        case Printed():
            assert served.machine.papers == [LARGE]
        case Nothing():
            assert b"\x1b" not in served.machine.taken
        case Doubtful(reason):
            assert re.fullmatch(
                r"(was unplugged|broke the connection) (after \d+ of \d+ bytes|before it said that the paper is out)",
                reason,
            )


def test_a_connection_refused_and_one_that_is_never_taken() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        address = f"tcp:127.0.0.1:{server.getsockname()[1]}"
        with closing(open_line(address)), pytest.raises(LineLost) as lost:
            # The system takes one or two more than nobody asks for.
            waiting = [open_line(address, 0.2) for _ in range(8)]
            assert waiting
        assert (lost.value.reason, lost.value.sent, lost.value.state) == ("does not answer", 0, State.SILENT)
    with pytest.raises(LineLost) as lost:
        open_line(address)
    assert (lost.value.reason, lost.value.sent, lost.value.state) == (
        "refuses the connection",
        0,
        State.SILENT,
    )


@pytest.mark.parametrize(
    ("host", "error", "reason"),
    [
        ("192.168.1.9", TimeoutError(), "does not answer"),
        ("fe80::1", OSError(errno.EHOSTUNREACH, "no way"), "does not answer"),
        ("8.8.8.8", OSError(errno.ECONNREFUSED, "no"), "refuses the connection"),
        (
            "8.8.8.8",
            TimeoutError(),
            "does not answer: a lab box speaks to private addresses only, unless its set-up names this one",
        ),
    ],
)
def test_why_an_address_is_not_reached(host: str, error: OSError, reason: str) -> None:
    assert _unreached(host, error) == reason


@pytest.mark.parametrize(
    ("address", "reason", "state"),
    [
        ("usb:/dev/usb/lp99", "is not plugged in", State.GONE),
        ("usb:?model=NOBODY", "is not plugged in", State.GONE),
        ("serial:/dev/serial/by-id/nobody", "is not plugged in", State.GONE),
        ("serial:/dev/null", "cannot be opened (/dev/null is no serial port)", State.FAULT),
    ],
)
def test_what_is_not_there_is_lost_before_a_byte(address: str, reason: str, state: State) -> None:
    with pytest.raises(LineLost) as lost:
        open_line(address)
    assert (lost.value.reason, lost.value.sent, lost.value.state) == (reason, 0, state)


def test_one_program_has_a_serial_port() -> None:
    with (
        ways.serial(Served(Machine())) as address,
        closing(open_line(address)),
        pytest.raises(LineLost) as lost,
    ):
        open_line(address)
    assert lost.value.reason == "cannot be opened (another program has it)"


@pytest.mark.parametrize(
    ("options", "speed", "hardware", "software"),
    [
        ("baud=9600", termios.B9600, True, False),
        ("baud=115200&flow=rtscts", termios.B115200, True, False),
        ("baud=38400&flow=xonxoff", termios.B38400, False, True),
        ("baud=1200&flow=none", termios.B1200, False, False),
    ],
)
def test_a_port_is_set_as_its_address_says(options: str, speed: int, hardware: bool, software: bool) -> None:
    """No pseudo-terminal has the wires, but the driver is told to heed them, and all eight bits get through."""
    ours, theirs = pty.openpty()
    try:
        with closing(open_line(f"serial:{os.ttyname(theirs)}?{options}")):
            iflag, oflag, cflag, lflag, ispeed, ospeed, _ = termios.tcgetattr(theirs)
    finally:
        os.close(ours)
        os.close(theirs)
    assert (ispeed, ospeed) == (speed, speed)
    assert bool(cflag & termios.CRTSCTS) == hardware
    assert iflag & (termios.IXON | termios.IXOFF) == (termios.IXON | termios.IXOFF if software else 0)
    assert cflag & (termios.CSIZE | termios.PARENB | termios.CSTOPB) == termios.CS8
    assert not oflag & termios.OPOST
    assert not lflag & (termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
    assert not iflag & (termios.ISTRIP | termios.ICRNL | termios.INLCR | termios.IGNCR)


def test_a_serial_printer_that_held_its_line_back_in_mid_paper_is_looked_at() -> None:
    served = Served(Machine(), [(BEFORE + 6000, deaf)])
    # More than the system keeps for a terminal, so that the program itself has to wait.
    data = paper(15_000)
    with ways.serial(served) as address, closing(open_line(address)) as line:

        def mend() -> None:
            served.until(lambda machine: machine.deaf)
            time.sleep(1)
            served.mend()

        mending = threading.Thread(target=mend)
        mending.start()
        outcome = deliver(
            Talk(line, EscPos(), LONG._replace(glance_s=0.2)), data, 7, on_byte_one=lambda: None
        )
        mending.join()
    assert outcome == Doubtful(STOOD_STILL)


def test_xoff_holds_the_line_and_is_no_answer() -> None:
    ours, theirs = pty.openpty()
    try:
        with closing(open_line(f"serial:{os.ttyname(theirs)}?flow=xonxoff")) as line:
            os.write(ours, b"\x13")
            held = next(count for count in range(2000) if line.send(b"x", 0.02) == 0)
            os.write(ours, b"\x11")
            assert line.send(b"end", 60) == 3
            came = b""
            while len(came) < held + 3:
                came += os.read(ours, 4096)
            assert came == b"x" * held + b"end"
            assert line.hear(0) == b""
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_terminal_cannot_say_what_a_printer_port_would() -> None:
    with ways.usb(Served(Machine())) as address, closing(open_line(address)) as line:
        assert line.look() is None


def test_what_a_stalled_tcp_printer_has_not_taken_is_withdrawn() -> None:
    """Else it prints in an hour what a person has printed again by then."""
    served = Served(Machine(), [(BEFORE + 10, deaf)])
    with ways.tcp(served) as address:
        assert isinstance(sent(address, SMALL * 1000, SHORT), Doubtful)
        served.mend()
        assert served.closed.wait(60)
    assert len(served.machine.taken) < len(SMALL * 1000)
    assert served.reset


def test_without_a_way_back_over_tcp_it_has_left_this_machine() -> None:
    served = Served(Machine(dumb=True))
    with ways.tcp(served) as address:
        assert sent(f"{address}?answers=no", LARGE, LONG) == UNPROVEN
        served.until(lambda machine: machine.papers == [LARGE])
        assert served.closed.wait(60)
    assert not served.reset


def test_a_connection_that_did_its_work_is_closed_not_broken() -> None:
    """A printer may drop what it holds when the connection is reset."""
    served = Served(Machine())
    with ways.tcp(served) as address:
        assert sent(address, LARGE, LONG) == PROVEN
        assert served.closed.wait(60)
    assert not served.reset


def test_a_folder_gets_a_file_for_each_paper(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "papers"
    for number, data in enumerate((b"one", b"one", b"two"), start=1):
        with closing(open_line(f"file:{folder}")) as line:
            assert deliver(Talk(line, Png()), data, number, on_byte_one=lambda: None) == UNPROVEN
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == {
        "00000001.prn": b"one",
        "00000002.prn": b"one",
        "00000003.prn": b"two",
    }


def test_a_folder_that_cannot_be_written_has_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with closing(open_line(f"file:{tmp_path}/file/papers")) as line:
        outcome = deliver(Talk(line, Png()), b"one", 1, on_byte_one=lambda: None)
    assert outcome == Nothing(State.FAULT, "cannot be written (Not a directory)")


CUT = """
import sys
from labkiosk.printers.address import Folder
from labkiosk.printers.folder import FolderLine
from labkiosk.printers.line import LineLost
try:
    FolderLine(Folder(sys.argv[1])).send(b"paper", 0)
except LineLost as lost:
    print(lost.reason, lost.sent)
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize(("call", "sent"), [(1, 0), (2, 5), (3, 5)])
def test_a_file_that_is_there_and_not_durable_is_no_nothing(tmp_path: Path, call: int, sent: int) -> None:
    """The disk refuses the sync of the temporary file, of the file, or of its folder."""
    faulty = ["strace", "-qq", "-o", "/dev/null", "-e", f"inject=fsync:error=EIO:when={call}"]
    done = subprocess.run(
        [*faulty, sys.executable, "-c", CUT, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"cannot be written (Input/output error) {sent}\n"
    assert [each.name for each in tmp_path.iterdir()] == (["00000001.prn"] if sent else [])

"""Devices: a printer that is plugged in is set up in two questions."""

from pathlib import Path

from labkiosk.board import jobs
from labkiosk.board.printers import printers
from labkiosk.facts.paper import PaperSending, PaperUncertain
from labkiosk.facts.printer import PrinterState
from labkiosk.printers.line import Found
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.morning import Morning
from tests.tui.test_screens import rows

ZEBRA = Found("usb:?model=Zebra+ZD230&serial=1", "Zebra ZD230", "1", "zpl")
CABLE = Found("serial:/dev/serial/by-id/usb-FTDI?baud=115200&flow=rtscts", "usb-FTDI", "", None)


async def at_devices(here: Seat, *found: Found) -> None:
    here.app.desk.discover = lambda: list(found)
    await here.press("ctrl+g", "p")
    assert here.top.NAME == "devices"
    await here.top._look()  # type: ignore[attr-defined]
    await here.settle()


async def test_two_questions_set_up_the_one_that_is_plugged_in(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "super") as here:
        await at_devices(here, ZEBRA)
        assert here.said == "Into the folder: all."
        assert [line.split() for line in rows(here)] == [["Zebra", "ZD230", "not", "set", "up"]]
        await here.press("f9", "f9", "f9")
        assert here.said == "Labels is set up. F11 prints its test page."
        assert [line.split() for line in rows(here)] == [["Labels", "labels", "not", "tried", "yet"]]
        assert here.text("#told").split("\n") == [
            "Labels: not tried yet; prints labels, on labels of 50.8 x 25.4 mm.",
            "usb:?model=Zebra+ZD230&serial=1  zpl",
        ]
        await here.press("f11")
        assert here.said == "A test page will print. Its frame must be whole on all four sides."
    with lab(home, clock) as look:
        (made,) = printers(look.conn)
        assert made[1:7] == ("Labels", ZEBRA.address, "zpl", "label-50x25", ("label", "blank"), 0)
        assert [job.form for job in jobs.to_print(look.conn, made)] == ["testpage"]


async def test_one_that_does_not_say_what_it_speaks_needs_a_third_question(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock, "super") as here:
        await at_devices(here, CABLE)
        await here.press("enter", "f12", "f11", "f11")
        assert here.said == "Papers is set up. F11 prints its test page."
    with lab(home, clock) as look:
        assert [p[1:5] for p in printers(look.conn)] == [("Papers", CABLE.address, "tspl", "roll-58")]


async def test_one_that_is_silent_may_have_been_given_the_wrong_language(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock, "super") as here:
        await at_devices(here, CABLE)
        await here.press("f9", "f11", "f9", "f9")
        with lab(home, clock) as look, look.act() as act:
            (made,) = printers(act.conn)
            assert made.language == "zpl"
            act.append(PrinterState(printer=made.id, state="silent"))
        here.app._look()
        await here.settle()
        await here.press("f9", "f9", "f12", "f9", "f9")
    with lab(home, clock) as look:
        assert [p[1:4] for p in printers(look.conn)] == [("Labels", CABLE.address, "tspl")]


async def test_a_printer_on_the_network_is_set_up_by_its_address(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "super") as here:
        await at_devices(here)
        await here.press("f9")
        assert here.said == "No printer is marked: plug one in, or press F12 and type its address."
        await here.press("f12", *"Desk 1", "tab", *"tcp:10.0.0.9", "tab", *"escpos", "f9", "f12", "f9")
        assert here.said == "Desk 1 is set up. F11 prints its test page."
        await here.press("f12", *"Desk 2", "tab", *"tcp:elsewhere", "tab", *"escpos", "f9")
        assert here.said == ("'tcp:elsewhere': it names no IP address. Write it like tcp:192.168.1.9:9100.")
        await here.press("escape", "ctrl+d", "escape")
        assert len(rows(here)) == 1
        await here.press("ctrl+d", "f9")
        assert here.said == "Desk 1 prints no more: its papers go into the folder."
        assert len(rows(here)) == 1
        assert rows(here)[0].startswith("No printer is set up or plugged in")


async def test_whoever_is_no_supervisor_is_told_before_the_questions(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "tech") as here:
        await at_devices(here, ZEBRA)
        await here.press("f9")
        assert here.said == "tech (technician) may not set up printers: ask a supervisor."
        await here.press("f11")
        assert here.said == "Mark a printer that is set up: F9 sets one up."


async def test_a_printer_that_asks_leads_to_the_papers(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock, "super") as here:
        await at_devices(here, ZEBRA)
        await here.press("f9", "f9", "f9")
        with lab(home, clock) as look, look.act() as act:
            (made,) = printers(act.conn)
            job = jobs.to_print(act.conn, made)[0]
            act.append(PaperSending(job=job.id, printer=made.id, digest="d" * 64))
            act.append(PaperUncertain(job=job.id, reason="Labels stalls"))
            act.append(PrinterState(printer=made.id, state="paper_out"))
        here.app._look()
        await here.settle()
        said = here.text("#told").split("\n")[0]
        assert said.startswith("Labels: out of paper; asks: did the last label come out?; prints labels")
        await here.press("enter")
        assert here.top.NAME == "papers"


async def test_another_printer_that_is_plugged_in_appears(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "super") as here:
        await at_devices(here, ZEBRA)
        here.app.desk.discover = lambda: [ZEBRA, CABLE]
        await here.top._look()  # type: ignore[attr-defined]
        await here.settle()
        await here.press("down")
        assert here.text("#told").split("\n")[0] == "usb-FTDI: not set up; F9 sets it up."


async def test_one_that_does_not_answer_is_asked_about_before_the_two_questions(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock, "super") as here:
        await at_devices(here, ZEBRA)
        await here.press("f9", "f9", "f9")
        with lab(home, clock) as look, look.act() as act:
            act.append(PrinterState(printer=printers(act.conn)[0].id, state="silent"))
        here.app._look()
        await here.settle()
        await here.press("f9")
        await here.press("f12", "f9", "f9")
        assert here.text("#told").split("\n")[1] == f"{ZEBRA.address}&answers=no  zpl"
        assert len(rows(here)) == 1
        # It is asked again, so that it can be taken back.
        await here.press("f9", "f9", "f9", "f9")
        assert here.text("#told").split("\n")[1] == f"{ZEBRA.address}  zpl"

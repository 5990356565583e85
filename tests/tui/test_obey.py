"""Command barcodes on the screens: each does its act where it is, and none does harm by being read twice."""

from pathlib import Path

import pytest

from labkiosk.board import samples
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.tui import obey
from labkiosk.tui.screens.results_entry import EntryScreen
from labkiosk.tui.widgets.question import Ask, Question
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.gloves import by_words
from tests.tui.morning import Morning

WORDS = by_words()
CLOTTED, HAEMOLYSED = WORDS["Reject: Clotted"], WORDS["On the next tube: Haemolysed"]
TORN = WORDS["Label again: Label is torn or smudged"]
LATER = "Read twice, counted once. "


@pytest.fixture(autouse=True)
def no_two_in_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans of these tests follow faster than a person's: each is meant, where a test does not say otherwise."""
    monkeypatch.setattr(obey, "TWICE_S", -1.0)


@pytest.fixture
def held_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scanner that reads the same bars again at once; the machine may be slow in between."""
    monkeypatch.setattr(obey, "TWICE_S", 600.0)


def states(here: Seat, number: str) -> list[str]:
    return [t.state for t in samples.tests(here.app.desk.lab.conn, number)]


def papers(here: Seat) -> list[str]:
    return [form for (form,) in here.app.desk.lab.conn.execute("SELECT form FROM job ORDER BY key")]


async def test_a_command_leads_to_its_desk(home: Path, clock: StillClock) -> None:
    leads = {
        "HELP": "help", "RECEIVE": "receive", "RELEASE": "release", "COUNTS": "counts", "PAPERS": "papers",
        "MORE": "more", "QUEUE": "queue", "AGAIN": "papers", "CAME": "papers", "BIND": "receive",
        "REJECT": "receive", "OUT": "signin",
    }  # fmt: skip
    async with seat(home, clock) as here:
        for code, screen in leads.items():
            await here.press("f3")
            await here.scan(f"LK.{code}")
            assert screen == here.top.NAME, code


async def test_elsewhere_it_goes_to_its_desk_and_does_nothing_there(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.scan("LK.REJECT")
        assert here.said == "Reject is done here. Scan or mark what it is for, then scan Reject once more."
        await here.scan("LK.QUEUE", "LK.RECORD")
        assert (here.top.NAME, here.said) == ("queue", "Record is for Results: scan the tube first.")
        await here.scan("LK.F7", "LK.7")
        assert here.said == "7 is for typing a value: scan the tube first."
        await here.scan(WORDS["Non-reactive"])
        assert here.said == "Non-reactive is an answer of a test: scan the tube first."
        await here.scan(TORN)
        assert here.said == "Scan the tube first, then why its label prints again."


async def test_what_is_no_command_is_refused_in_words(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        for text in ("LK.", "LK.NOTHING", "LK.receive", "lk.receive", "LK.1AAAAAA", "LK.RECEIVE LK.OUT"):
            here.top.say("")
            await here.scan(text)
            assert here.top.NAME == "queue"
            assert here.said.endswith(" is no command here. Print the sheets again: Ctrl+G, then C."), text


async def test_nothing_is_done_before_a_badge(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.scan("LK.OUT", "LK.RECEIVE")
        assert (here.top.NAME, here.said) == ("signin", "Sign in first: scan your badge.")
        await here.scan("tech")
        assert here.top.NAME == "queue"


async def reject_in_order(here: Seat, *scans: str) -> None:
    await here.scan("LK.RECEIVE")
    for scan in scans:
        await here.scan(scan)


@pytest.mark.parametrize(
    "order",
    [("{tube}", CLOTTED, "LK.REJECT"), (CLOTTED, "{tube}", "LK.REJECT"),
     ("{tube}", "LK.REJECT", CLOTTED, "LK.REJECT"), ("{tube}", "LK.REJECT", CLOTTED, "{tube}", "LK.REJECT")],
)  # fmt: skip
async def test_a_tube_is_rejected_by_itself_its_reason_and_the_word(
    home: Path, clock: StillClock, day: Morning, order: tuple[str, ...]
) -> None:
    scans = [scan.format(tube=day.expected) for scan in order]
    async with seat(home, clock) as here:
        await reject_in_order(here, *scans[:-1])
        assert "rejected" not in states(here, day.expected)
        await here.scan(scans[-1])
        assert states(here, day.expected) == ["rejected"]
        assert here.top.NAME == "receive"
        assert here.said.startswith(f"{day.expected[-4:]} rejected. A slip and the label of the new tube")


async def test_from_its_results_a_tube_is_rejected_too(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.scan(day.waiting, CLOTTED)
        assert (here.top.NAME, here.said) == (
            "receive_reject", "Clotted: F9, or the barcode Reject, rejects it."
        )  # fmt: skip
        await here.scan(WORDS["Reject: Leaked or broken"], "LK.REJECT")
        found = samples.sample(here.app.desk.lab.conn, day.waiting)
        assert found is not None
        assert (found.state, found.reason) == ("rejected", "Leaked or broken")


async def test_only_one_test_of_a_tube_is_rejected_by_scans(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        await here.scan(day.waiting, CLOTTED, "LK.DOWN", "LK.MARK", "LK.REJECT")
        assert sorted(states(here, day.waiting)) == ["open", "rejected"]


async def test_another_tube_in_between_is_never_the_one_rejected(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        await here.scan(day.waiting, CLOTTED, day.long, "LK.REJECT")
        assert (here.top.NAME, here.top.in_hand) == ("receive_reject", day.long)
        assert here.said == "Press the letter of the reason, then F9."
        assert set(states(here, day.waiting) + states(here, day.long)) == {"open", "recorded"}


async def test_read_twice_a_rejection_is_one(
    home: Path, clock: StillClock, day: Morning, held_still: None
) -> None:
    async with seat(home, clock) as here:
        await here.scan(day.waiting, CLOTTED, CLOTTED, "LK.REJECT", "LK.REJECT")
        assert states(here, day.waiting) == ["rejected", "rejected"]
        assert (here.top.NAME, here.top.in_hand) == ("results", day.waiting)
        assert here.said.startswith(f"{LATER}{day.waiting[-4:]} rejected. A slip and the label")
        assert papers(here).count("rejection") == 1


async def test_a_tube_that_is_rejected_is_not_rejected_again(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        await here.scan(day.waiting, CLOTTED, "LK.REJECT", "LK.REJECT")
        assert here.said == f"{day.waiting[-4:]} is rejected: nothing is left of it to reject."
        assert here.top.NAME == "results"


async def test_what_is_seen_goes_with_the_next_tube(
    home: Path, clock: StillClock, day: Morning, held_still: None
) -> None:
    async with seat(home, clock) as here:
        await here.scan(HAEMOLYSED, HAEMOLYSED)
        assert here.text("#counts") == " On the next tube: Haemolysed. Scan it."
        await here.scan("LK.CLEAR")
        assert here.said == "Nothing is said of the next tube."
        await here.scan(HAEMOLYSED, day.expected)
        assert here.said.startswith(f"{day.expected[-4:]} received (Haemolysed) for Coagulation.")


async def test_a_tube_that_stands_above_is_received_once(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.scan(day.expected)
        assert here.said == "Scan it again, or press F9, to receive it. F12 rejects it."
        await here.scan("LK.RECEIVE")
        assert here.said.startswith(f"{day.expected[-4:]} received for Coagulation.")
        await here.scan("LK.RECEIVE")
        assert here.said.startswith(f"Sample {day.expected[-4:]} was received at ")


async def test_a_value_is_typed_by_scans(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.scan(day.waiting, "LK.1", "LK.4", "LK.1", "LK.ENTER")
        form = here.top.form  # type: ignore[attr-defined]
        assert [(line.code, line.typed) for line in form.lines] == [("NA", "141"), ("K", "")]
        await here.scan("LK.3", "LK.3", "LK.CLEAR", "LK.4", "LK.POINT", "LK.2", "LK.ENTER", "LK.RECORD")
        assert here.said.startswith(f"2 recorded on {day.waiting[-4:]}.")
        found = samples.results(here.app.desk.lab.conn, day.waiting)
        assert {r.test: r.value for r in found.values()} == {"NA": "141", "K": "4.2"}
        await here.scan("LK.RECORD")
        assert here.said == "Nothing is typed yet: type a value and press Enter."


async def test_a_critical_value_is_scanned_again(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.scan(day.waiting, "LK.DOWN", *["LK.7", "LK.POINT", "LK.8", "LK.ENTER"] * 2, "LK.RECORD")
        assert "K: a second person types it too." in here.said


async def test_a_value_half_typed_is_a_draft_wherever_a_command_leads(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        for command in ("LK.RECEIVE", "LK.NEXT", "LK.BACK", CLOTTED, "LK.HELP", "LK.OUT"):
            await here.scan(day.waiting)
            await here.press("ctrl+u", "1", "4")
            await here.scan(command)
            assert samples.drafts(here.app.desk.lab.conn, day.waiting) == {"NA": "14"}, command
            await here.press("f3")
        await here.scan("tech", day.waiting)
        assert here.top.form.entry == "14"  # type: ignore[attr-defined]


@pytest.fixture
def hiv(home: Path, clock: StillClock) -> str:
    with lab(home, clock) as desk:
        who = PatientRequest(name="Usha Rani", sex="F", age="30 y")
        placed = register(desk, OrderRequest(patient=who, tests=("HBSAG", "HCV")))
        from labkiosk.lab.bench import receive

        receive(desk, placed.samples[0].sample)
        return placed.samples[0].sample


async def test_an_answer_is_picked_by_its_words_and_once(
    home: Path, clock: StillClock, hiv: str, held_still: None
) -> None:
    async with seat(home, clock) as here:
        await here.scan(hiv)
        assert isinstance(here.top, EntryScreen)
        form = here.top.form
        await here.scan(WORDS["Reactive"], WORDS["Reactive"])
        assert [(line.code, line.typed) for line in form.lines] == [("HBSAG", "Reactive"), ("HCV", "")]
        await here.scan("LK.DOWN", WORDS["1:80"])
        assert here.said == "1:80 is no answer of HCV: it takes Non-reactive, Reactive, Indeterminate."
        await here.scan(WORDS["Non-reactive"], "LK.RECORD")
        found = samples.results(here.app.desk.lab.conn, hiv)
        assert {r.test: (r.value, r.flag) for r in found.values()} == {
            "HBSAG": ("Reactive", "A"), "HCV": ("Non-reactive", ""),
        }  # fmt: skip


async def test_an_answer_read_twice_late_is_still_one(home: Path, clock: StillClock, hiv: str) -> None:
    async with seat(home, clock) as here:
        await here.scan(hiv, WORDS["Reactive"], WORDS["Reactive"], WORDS["Reactive"])
        form = here.top.form  # type: ignore[attr-defined]
        assert [line.typed for line in form.lines] == ["Reactive", ""]


async def test_an_answer_is_none_for_a_number(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.scan(day.waiting, WORDS["Positive"])
        assert here.said == "Positive is no answer of NA: it takes a value, digit by digit."


async def test_a_label_prints_again_for_a_tube_and_a_reason(
    home: Path, clock: StillClock, day: Morning, held_still: None
) -> None:
    async with seat(home, clock) as here:
        labels = papers(here).count("label")
        await here.scan(day.waiting, TORN, TORN)
        assert here.said == (
            f"{LATER}The label of {day.waiting[-4:]} prints again. It says COPY: put it over the old one."
        )
        assert papers(here).count("label") == labels + 1
        sql = "SELECT reason FROM job ORDER BY key DESC LIMIT 1"
        assert here.app.desk.lab.conn.execute(sql).fetchone() == ("Label is torn or smudged",)


async def test_next_goes_down_the_queue(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.scan("LK.NEXT")
        assert here.top.NAME == "calls"
        await here.scan("LK.NEXT")
        assert (here.top.NAME, here.top.in_hand) == ("results", day.waiting)
        await here.scan("LK.NEXT")
        assert here.top.in_hand == day.long
        await here.press("ctrl+f")
        assert here.top.in_hand == day.long
        assert here.said == "Nothing else waits here. F3 shows the queue, F9 there the next bench."


async def test_the_order_of_a_tube_becomes_stat(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.scan("LK.STAT")
        assert here.said == "Scan the tube first, then STAT."
        await here.scan(day.long, "LK.STAT")
        said = f"Order {day.orders[2]} is STAT now: {day.long[-4:]} go ahead. Labels stay as they are."
        assert (here.top.NAME, here.said) == ("results", said)
        await here.scan("LK.STAT")
        assert here.said == f"Order {day.orders[2]} is STAT already."
        await here.scan("LK.QUEUE")
        assert [item.priority for item in here.top.list.items] == ["stat", "stat"]  # type: ignore[attr-defined]


async def test_a_menu_is_gone_through_by_scans(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.scan("LK.MORE", "LK.DOWN", "LK.ENTER")
        assert here.top.NAME == "blank"
        await here.scan("LK.BACK")
        assert here.top.NAME == "queue"


@pytest.mark.parametrize("dialog", [Question("Shall it?", "Do it"), Ask("Why?", "Do it")])
async def test_a_command_answers_no_question(home: Path, clock: StillClock, dialog: Question | Ask) -> None:
    async with seat(home, clock) as here:
        answers: list[object] = []
        await here.app.push_screen(dialog, answers.append)
        await here.settle()
        await here.scan("LK.ENTER", "LK.REJECT")
        assert answers == []
        assert here.app.screen is here.top


async def test_what_cannot_be_taken_again_is_decided_at_the_keys(home: Path, clock: StillClock) -> None:
    with lab(home, clock) as desk:
        who = PatientRequest(name="Baby", sex="F", age="5 d")
        tube = register(desk, OrderRequest(patient=who, tests=("NA",))).samples[0].sample
    async with seat(home, clock) as here:
        await here.scan("LK.RECEIVE", tube, CLOTTED, "LK.REJECT")
        assert here.app.screen is not here.top
        await here.scan("LK.REJECT", "LK.ENTER", "LK.RECEIVE")
        assert states(here, tube) == ["open"]


async def test_a_scanner_without_stx_commands_from_the_box(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        await here.press(*"LK.RECEIVE", "enter")
        assert here.top.NAME == "receive"
        await here.press(*day.expected, "enter", *CLOTTED, "enter", *"LK.REJECT", "enter")
        assert here.top.NAME == "receive_reject"


async def test_a_sheet_is_printed_from_the_screen(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.scan("LK.MORE")
        await here.press("c")
        await here.press("enter")
        assert here.said == "The sheet Anywhere is printing: G01-0000001. Hang it at its desk."
        assert papers(here) == ["barcodes"]

"""Scans among typed keys, all of them waiting at once: none is lost, doubled or in the wrong place."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.events import Key, Paste

from labkiosk.scanners.framing import LONGEST
from labkiosk.tui.router import STX
from labkiosk.tui.screens import make
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.widgets.field import Field
from labkiosk.tui.widgets.question import Ask, Question
from labkiosk.tui.widgets.scan_box import ScanBox
from tests.scanners.sending import REFUSED, STREAMS, Sent, heard_of, signs_of
from tests.tui.desks import Seat, StillClock, new_home, seat
from tests.tui.morning import Morning


class Heard:
    """Notes each scan, and what stood in the box when it came."""

    def __init__(self, here: Seat) -> None:
        self.scans: list[tuple[str, str]] = []
        self._here = here
        here.top.on_scanned = self._note  # type: ignore[method-assign]

    async def _note(self, text: str) -> None:
        self.scans.append((text, self._here.top.query_one(ScanBox).value))


async def at_once(here: Seat, *keys: str) -> None:
    """Keys that wait in one heap, as after a moment in which the program could not run."""
    for key in keys:
        here.app.post_message(Key(key, key if len(key) == 1 else {"enter": "\r"}.get(key)))
    await here.settle()


async def test_typing_before_a_scan_is_in_its_field_when_the_scan_is_heard(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock) as here:
        heard = Heard(here)
        await at_once(here, *"12", STX, *"4711", "enter", *"34", STX, *"4712", "enter")
        assert heard.scans == [("4711", "12"), ("4712", "1234")]
        assert here.top.query_one(ScanBox).value == "1234"


@settings(max_examples=12)
@given(st.lists(st.tuples(st.booleans(), st.text("0123456789ABC:-", min_size=1, max_size=20)), max_size=12))
async def test_any_order_of_scans_and_typing(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[bool, str]]
) -> None:
    clock = StillClock()
    async with seat(new_home(tmp_path_factory.mktemp("home"), clock), clock) as here:
        heard = Heard(here)
        keys = [k for scan, text in acts for k in ((STX, *text, "enter") if scan else text)]
        await at_once(here, *keys)
        assert [text for text, _ in heard.scans] == [text for scan, text in acts if scan]
        assert here.top.query_one(ScanBox).value == "".join(text for scan, text in acts if not scan)


NAMED = {"\x02": STX, "\r": "enter", "\n": "ctrl+j", "\x1b": "escape", "\t": "tab"}


@settings(max_examples=5)
@given(STREAMS)
async def test_the_contract_of_all_scanners(
    tmp_path_factory: pytest.TempPathFactory, stream: list[Sent]
) -> None:
    clock = StillClock()
    async with seat(new_home(tmp_path_factory.mktemp("home"), clock), clock) as here:
        heard = Heard(here)
        refused: list[str] = []
        here.top.refuse = refused.append  # type: ignore[method-assign]
        await at_once(here, *(NAMED.get(sign, sign) for sign in signs_of(stream)))
        expected = heard_of(stream)
        assert heard.scans == [(text, "") for text in expected if text != REFUSED]
        assert len(refused) == expected.count(REFUSED)


@pytest.mark.parametrize(
    "keys", [("1", "f9", "2"), ("escape",), ("1", "up"), ("tab",), ("ctrl+c",), ("0",) * (LONGEST + 1), ()]
)
async def test_a_scan_with_anything_else_in_it_counts_for_nothing(
    home: Path, clock: StillClock, keys: tuple[str, ...]
) -> None:
    async with seat(home, clock) as here:
        heard, standing = Heard(here), here.top
        await at_once(here, STX, *keys, "enter")
        assert (heard.scans, here.top) == ([], standing)
        assert here.said == "The scan did not come through whole. Scan again."
        assert here.top.query_one(ScanBox).value == ""


async def test_the_longest_scan_is_heard(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        heard = Heard(here)
        await at_once(here, STX, *"0" * LONGEST, "enter")
        assert heard.scans == [("0" * LONGEST, "")]


async def test_a_line_feed_ends_a_scan_too(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        heard = Heard(here)
        await at_once(here, STX, *"4711", "ctrl+j")
        assert heard.scans == [("4711", "")]


@pytest.mark.parametrize("dialog", [Question("Shall it?", "Do it"), Ask("Why?", "Do it")])
async def test_a_scan_closes_a_dialog_without_consent(
    home: Path, clock: StillClock, dialog: Question | Ask
) -> None:
    async with seat(home, clock) as here:
        answers: list[object] = []
        await here.app.push_screen(dialog, answers.append)
        await here.settle()
        heard = Heard(here)
        await at_once(here, STX, *"4711", "enter")
        assert heard.scans == [("4711", "")]
        assert answers == []
        assert here.app.screen is here.top


async def test_enter_space_and_letters_answer_no_dialog(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        answers: list[object] = []
        await here.app.push_screen(Question("Shall it?", "Do it"), answers.append)
        await here.settle()
        await here.press("enter", "space", "y", "j", "1", "tab", "enter")
        assert (answers, isinstance(here.app.screen, Question)) == ([], True)
        await here.press("f9")
        assert answers == [True]


async def test_what_is_refused_is_asked_again_with_what_was_typed(home: Path, clock: StillClock) -> None:
    async with seat(home, clock, "super") as here:
        await here.press("ctrl+g", "s")
        await here.press("f11")
        await here.type("Fridge")
        await here.press("tab", "x", "tab", "5", "f9")
        assert here.said == "Type the positions as a number, like 50; in a row a number too, or nothing."
        assert [field.value for field in here.app.screen.query(Field)] == ["Fridge", "x", "5"]
        await here.press("tab", "backspace", "5", "f9")
        assert here.said == "Fridge is made, and its label prints. Scan the tubes that go in."
        assert here.app.screen is here.top


async def test_a_reason_that_is_refused_stays_in_its_field(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        await here.app.open("sample", day.waiting)
        await here.settle()
        await here.press("f11")
        await here.type("x" * 120)
        here.app.screen.query_one(Field).value = "torn \u202e"
        await here.press("f9")
        assert here.said == "Reason has a hidden character (\\u202e). Type it again without it."
        assert here.app.screen.query_one(Field).value == "torn \u202e"
        await here.press("backspace", "f9")
        assert here.said == "The label is printing. It says COPY: put it over the old one."


async def test_keys_before_the_first_paint_are_gone(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        here.app.push_screen(make("find"))
        await at_once(here, *"as")
        assert here.top.NAME == "find"
        assert here.top.query_one(ScanBox).value == ""
        await here.type("ha")
        assert here.top.query_one(ScanBox).value == "ha"


async def test_word_of_a_paint_that_got_lost_holds_up_the_keys_for_no_more_than_one(
    home: Path, clock: StillClock
) -> None:
    async with seat(home, clock) as here:
        await here.app.open("find")
        await here.settle()
        here.top.painted, here.top._waits_since = False, float("-inf")
        here._post("a")  # nobody knows what stands there
        await here.settle()
        await here.type("sha")
        assert here.top.query_one(ScanBox).value == "sha"


async def test_a_key_after_typing_never_overtakes_it(home: Path, clock: StillClock) -> None:
    seen: list[str] = []

    async def leaving(screen: KioskScreen) -> None:
        seen.append(screen.query_one(ScanBox).value)

    async with seat(home, clock) as here:
        standing = here.top
        standing.leaving = lambda: leaving(standing)  # type: ignore[method-assign]
        await at_once(here, *"123456", "f6")
        assert seen == ["123456"]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
async def test_pasted_text_is_one_line_without_control_bytes(home: Path, clock: StillClock, end: str) -> None:
    async with seat(home, clock) as here:
        here.app.post_message(Paste(f"\x1b[31m01\x9b\x02{end}second"))
        await here.settle()
        assert here.top.query_one(Field).value == "\\x1b[31m01\\x9b\\x02"


async def test_joiners_of_indic_scripts_can_be_typed(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        name = "क\u094d\u200dष"
        await at_once(here, *name)
        assert here.top.query_one(ScanBox).value == name

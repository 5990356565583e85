"""Some tests of a tube, and a reason by one letter: the frame of rejecting and of cancelling."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Static

from labkiosk.board import samples
from labkiosk.board.samples import AskedTest
from labkiosk.catalogue import Reason
from labkiosk.catalogue.model import ReasonUse
from labkiosk.facts.errors import Refused
from labkiosk.lab.scan import sample_of
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.listing import Down, Up
from labkiosk.tui.screens.patient_words import whose_tube
from labkiosk.tui.widgets.banner import Banner
from labkiosk.tui.widgets.board_list import BoardList, Column, Row
from labkiosk.tui.widgets.lettered import drawn, lettered

_COLUMNS = (Column("", 1), Column("Code", 8), Column("Test"), Column("State", 12))
_NARROW = 40


class Mark(Command):
    """Take the marked test in or out."""

    key, name, action, scan = "space", "In or out", "screen.mark", "MARK"


class ReasonScreen(KioskScreen):
    """Every test that may be taken is in at first; Space takes one out; a letter says why; F9 does it.

    A subclass gives USE, STATES (the states of tests that may be taken) and ``action_do``; where its letters are
    no reasons, ASKED and ``options`` too.
    """

    DEFAULT_CSS = "#reasons { height: auto; margin-top: 1; }"
    USE: ClassVar[ReasonUse | None] = None
    STATES: ClassVar[tuple[str, ...]]
    ASKED: ClassVar[str] = "reason"
    """What a letter stands for."""
    DO: ClassVar[str] = "F9 does it"
    """How it is done once a reason is picked."""

    def __init__(self, number: str, reason: str = "") -> None:
        super().__init__()
        self.number = number
        self.reason = reason
        self.left_out: set[str] = set()

    def body(self) -> ComposeResult:
        self._choices = lettered(self.options())
        yield Banner()
        yield BoardList(_COLUMNS, self._row, lambda t: t.code, "No test of this tube is open.")
        yield Static("", id="reasons", markup=False)

    def options(self) -> list[tuple[str, str]]:
        """Code and text of what the letters stand for."""
        assert self.USE is not None
        return [(r.code, r.text) for r in self.lab.catalogue.reasons_for(self.USE)]

    def opened(self) -> None:
        super().opened()
        self.say(f"Press the letter of the {self.ASKED}, then F9.")

    def on_resize(self) -> None:
        self._draw_reasons()

    def refreshed(self) -> None:
        try:
            sample = sample_of(self.lab.conn, self.number)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        self.query_one(Banner).show(whose_tube(self.lab, sample))
        asked = samples.tests(self.lab.conn, sample.id)
        self.query_one(BoardList).show([t for t in asked if t.state in self.STATES])

    def _draw_reasons(self) -> None:
        width = self.size.width
        shown = drawn(self._choices, [self.reason], columns=width // _NARROW, width=width)
        self.query_one("#reasons", Static).update(shown)

    def _row(self, test: AskedTest) -> Row:
        out = test.code in self.left_out
        return Row((" " if out else "*", test.code, test.name, test.state), "dim" if out else "bold")

    def on_key(self, event: Key) -> None:
        """A letter picks its reason."""
        code = next((c.code for c in self._choices if c.letter == event.character), None)
        if code is not None:
            event.stop()
            self.reason = code
            self._draw_reasons()

    @property
    def in_hand(self) -> str:
        return self.number

    async def on_reason(self, reason: Reason) -> bool:
        """A barcode picks its reason as its letter does; nothing is done by it."""
        if reason.use != self.USE:
            return False
        self.reason = reason.code
        self._draw_reasons()
        self.say(f"{reason.text}: {self.DO}.")
        return True

    def action_move(self, by: int) -> None:
        """The mark goes up or down."""
        self.query_one(BoardList).move(by)

    def action_mark(self) -> None:
        """Take the marked test in or out."""
        tests = self.query_one(BoardList)
        if tests.current is not None:
            self.left_out ^= {tests.current.code}
            tests.refresh()

    def taken(self) -> tuple[str, ...]:
        """The codes that are in; empty when all are. Raises Refused when none is, or no reason is picked."""
        tests: list[AskedTest] = list(self.query_one(BoardList).items)
        codes = tuple(t.code for t in tests if t.code not in self.left_out)
        if not codes:
            raise Refused("No test is marked: Space takes one in.")
        if not self.reason:
            raise Refused(f"Press the letter of the {self.ASKED} first.")
        return codes if len(codes) < len(tests) else ()

    async def leave(self, said: str) -> None:
        """Back to where one came from, with a word about what was done."""
        await self.kiosk.action_back()
        self.kiosk.top.refreshed()
        self.kiosk.say(said)


KEYS: tuple[type[Command], ...] = (Mark, Up, Down)

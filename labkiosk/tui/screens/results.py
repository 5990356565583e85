"""Results: the values of one tube, typed once, and twice where it matters."""

from asyncio import Lock
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Static

from labkiosk.facts.errors import Refused
from labkiosk.lab.results import Answer, keep_draft, record
from labkiosk.rules.kits import is_kit
from labkiosk.rules.number import last_four
from labkiosk.rules.value import flag_words
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.patient_words import whose
from labkiosk.tui.screens.receive_reject import RejectScreen
from labkiosk.tui.screens.results_form import Form
from labkiosk.tui.screens.results_grid import ResultGrid
from labkiosk.tui.screens.results_load import load
from labkiosk.tui.screens.results_rows import question
from labkiosk.tui.screens.sent_send import SendOut, SendScreen
from labkiosk.tui.widgets.banner import Banner

# A pause in typing after which the half-typed value is kept.
_PAUSE_S = 0.5
_CRITICAL = ("LL", "HH")


class Record(Command):
    """Record every value that is typed; they wait for release then."""

    key, name, action = "f9", "Record", "screen.record"


class NextUnit(Command):
    """State the unit of the value: the next one that this test accepts."""

    key, name, action = "f11", "Unit", "screen.unit"


class Comment(Command):
    """A comment on the value just typed, for the report."""

    key, name, action = "f12", "Comment", "screen.comment"


class TheirRange(Command):
    """The other laboratory's own range for the value just typed; ours is not held against it then."""

    key, name, action = "ctrl+e", "Range", "screen.their_range"


class Reject(Command):
    """This tube, or some of its tests, cannot be used: say why; a new one is expected."""

    key, name, action = "ctrl+r", "Reject", "screen.reject"


class ResultsScreen(KioskScreen):
    """Values with their ranges, flags and the patient's values before; choices by one key.

    Critical and far-out values are typed again without seeing the first; those far out wait for a second
    person, who types them without seeing them either.
    """

    NAME = "results"
    HEADING = "Results"
    KEPT = True
    KEYS: ClassVar[tuple[type[Command], ...]] = (Record, NextUnit, Comment, TheirRange, Reject, SendOut)
    DEFAULT_CSS = """
    #question { height: auto; min-height: 1; max-height: 4; padding: 0 1; text-style: bold; }
    #told { display: none; height: auto; max-height: 3; padding: 0 1; background: ansi_red; color: ansi_bright_white; }
    """

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self._told: list[str] = []
        self._timer: Timer | None = None
        # A draft that is kept while its value is being recorded would stand there again afterwards.
        self._keeping = Lock()

    def body(self) -> ComposeResult:
        loaded = load(self.lab, self.number, self.desk.bench)
        self.form = Form(loaded.lines, loaded.drafts)
        yield Banner(whose(self.lab, loaded.patient, loaded.sample))
        yield ResultGrid(self.form, self._day, self.refuse, self._typed)
        yield Static("", id="told", markup=False)
        yield Static(question(self.form), id="question", markup=False)

    def turn_to(self, *args: str) -> None:
        """The form of another tube."""
        (self.number,) = args
        self._told = []
        if self._timer is not None:
            self._timer.stop()
        loaded = load(self.lab, self.number, self.desk.bench)
        self.form = Form(loaded.lines, loaded.drafts)
        self.query_one(Banner).show(whose(self.lab, loaded.patient, loaded.sample))
        self.query_one(ResultGrid).show(self.form)
        self._tell([])
        self._draw()
        self.say("")
        self.wait_for_paint()

    def _day(self, at: int) -> str:
        return f"{self.lab.local(at):%d/%m}"

    def opened(self) -> None:
        super().opened()
        self.query_one(ResultGrid).focus()

    def _typed(self, complete: bool) -> None:
        self.query_one("#question", Static).update(question(self.form))
        if complete:
            self.say("")
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(0.001 if complete else _PAUSE_S, self.leaving)

    async def leaving(self) -> None:
        """Keep what is half typed on its own sample."""
        async with self._keeping:
            form = self.form
            drafts = form.unkept()
            if not drafts:
                return
            try:
                await self.desk.act(keep_draft, self.number, drafts)
            except Refused as refusal:
                self.refuse(str(refusal))
            else:
                form.keep(drafts)

    def refreshed(self) -> None:
        try:
            loaded = load(self.lab, self.number, self.desk.bench)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        self.query_one(Banner).show(whose(self.lab, loaded.patient, loaded.sample))
        if changed := self.form.update(loaded.lines):
            self.say(f"{', '.join(changed)} changed on another screen. Look before you go on.")
        self._draw()

    def _draw(self) -> None:
        self.query_one(ResultGrid).refresh()
        self.query_one("#question", Static).update(question(self.form))

    async def action_record(self) -> None:
        """Record what is typed."""
        try:
            given = self.form.given()
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        async with self._keeping:
            answers = await self.act(record, self.number, given)
        if answers is not None:
            self._tell([f"{a.test} {a.value} {flag_words(a.flag)}" for a in answers if a.flag in _CRITICAL])
            self.say(said_of(answers))

    def _tell(self, critical: list[str]) -> None:
        self._told += critical
        told = self.query_one("#told", Static)
        told.update(plain(f"Tell the ward now: {', '.join(self._told)}"))
        told.display = bool(self._told)

    def action_unit(self) -> None:
        """The next unit on this line."""
        self._try(self.form.next_unit)

    def action_comment(self) -> None:
        """A comment on this line."""
        self._try(self.form.comment)

    def action_their_range(self) -> None:
        """The other laboratory's range for this line."""
        self._try(self.form.their_range)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Refused as refusal:
            self.refuse(str(refusal))
        self._draw()

    async def action_reject(self) -> None:
        """Reject this tube or tests of it."""
        await self.leaving()
        await self.kiosk.push_screen(RejectScreen(self.number))

    async def action_send_out(self) -> None:
        """Tests of this tube go to another laboratory."""
        await self.leaving()
        await self.kiosk.push_screen(SendScreen(self.number))


def said_of(answers: list[Answer]) -> str:
    """What became of the values, and what is to be done next."""
    said = [f"{len(answers)} recorded on {last_four(answers[0].sample)}."]
    if second := [a.test for a in answers if "second" in a.needs]:
        said.append(f"{' '.join(second)}: a second person types it too.")
    if again := [a.test for a in answers if "again" in a.needs and "second" not in a.needs]:
        said.append(f"{' '.join(again)}: type it again.")
    if kit := [a.test for a in answers if any(map(is_kit, a.needs))]:
        said.append(f"{' '.join(kit)}: another kit must give the same answer.")
    return " ".join([*said, "Scan the next tube."])

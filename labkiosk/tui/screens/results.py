"""Results: the values of one tube, typed once, and twice where it matters."""

from typing import ClassVar

from labkiosk.lab.drafts import keep_draft
from labkiosk.lab.results import Answer, record
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.detail import Detail, screen_of
from labkiosk.tui.screens.patient_words import whose
from labkiosk.tui.screens.pregnancy import Pregnant, ask_pregnancy
from labkiosk.tui.screens.receive_reject import open_reject
from labkiosk.tui.screens.results_entry import (
    Comment,
    EntryScreen,
    NextUnit,
    Record,
    still_needed,
)
from labkiosk.tui.screens.results_form import Form
from labkiosk.tui.screens.results_grid import ResultGrid
from labkiosk.tui.screens.results_load import load
from labkiosk.tui.screens.sent_send import SendOut, SendScreen
from labkiosk.tui.screens.typed import TYPING
from labkiosk.tui.widgets.banner import Whose


class TheirRange(Command):
    """The other laboratory's own range for the value just typed; ours is not held against it then."""

    key, name, action = "ctrl+e", "Range", "screen.their_range"


class Reject(Command):
    """This tube, or some of its tests, cannot be used: say why; a new one is expected."""

    key, name, action, scan = "ctrl+r", "Reject", "screen.reject", "REJECT"


class Dilution(Command):
    """The value of this line is read in a dilution: type how many times, then what was read."""

    key, name, action, shown = "ctrl+l", "Dilution", "screen.dilution", False


class Repeat(Command):
    """The test of this line was done a second time: both values are kept, and one counts."""

    key, name, action, shown = "ctrl+x", "Repeat", "screen.repeat", False


class ResultsScreen(EntryScreen):
    """Values with their ranges, flags and the patient's values before; choices by one key."""

    NAME = "results"
    HEADING = "Results"
    KEPT = True
    KEYS: ClassVar[tuple[type[Command], ...]] = (
        Record,
        NextUnit,
        Comment,
        TheirRange,
        Reject,
        SendOut,
        Detail,
        Dilution,
        Repeat,
        Pregnant,
        *TYPING,
    )

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number

    def make_form(self, typed: dict[str, str]) -> Form:
        loaded = load(self.lab, self.number, self.desk.bench)
        self._whose = whose(self.lab, loaded.patient, loaded.sample)
        return Form(loaded.lines, loaded.drafts | typed)

    def whose(self) -> Whose:
        return self._whose

    def grid(self) -> ResultGrid:
        return ResultGrid(self.form, self._day, self.refuse, self.typed)

    @property
    def in_hand(self) -> str:
        return self.number

    def turn_to(self, *args: str) -> None:
        """The form of another tube."""
        (self.number,) = args
        self.form = self.make_form({})
        self.start_over()
        self.say("")
        self.wait_for_paint()

    def _day(self, at: int) -> str:
        return f"{self.lab.local(at):%d/%m}"

    async def keep(self, drafts: dict[str, str]) -> None:
        await self.desk.act(keep_draft, self.number, drafts)

    async def record(self) -> list[Answer]:
        answers = await self.desk.act(record, self.number, self.form.given())
        self.refreshed()
        said = [f"{len(answers)} recorded on {last_four(answers[0].sample)}.", *still_needed(answers)]
        self.say(" ".join([*said, "Scan the next tube."]))
        return answers

    def action_their_range(self) -> None:
        """The other laboratory's range for this line."""
        self.attempt(self.form.their_range)

    def action_dilution(self) -> None:
        """In what dilution the value of this line is read."""
        self.attempt(self.form.dilution)

    def action_repeat(self) -> None:
        """The test of this line a second time."""
        self.attempt(self.form.repeat)

    async def action_reject(self) -> None:
        """Reject this tube or tests of it."""
        await open_reject(self.kiosk, self.number)

    async def action_send_out(self) -> None:
        """Tests of this tube go to another laboratory."""
        await self.leaving()
        await self.kiosk.push_screen(SendScreen(self.number))

    def action_pregnant(self) -> None:
        """Ask whether the patient is pregnant."""
        ask_pregnancy(self, self.number)

    async def action_detail(self) -> None:
        """The culture or the text of the line in hand."""
        line = self.form.line
        screen = screen_of(self.lab, line.code)
        if not screen:
            self.refuse(f"{line.code} is a value, typed here: there is no more to it.")
            return
        await self.leaving()
        await self.kiosk.open(screen, self.number, line.code)

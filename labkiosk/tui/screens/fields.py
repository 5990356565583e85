"""A form of labelled lines about one test of a tube: drafts kept, everything recorded at once."""

from asyncio import Lock
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from labkiosk.board import samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.drafts import keep_draft
from labkiosk.lab.scan import sample_of
from labkiosk.tui.commands import Command
from labkiosk.tui.fields import Fields, Line
from labkiosk.tui.plain import beside, plain
from labkiosk.tui.screens.patient_words import whose_tube
from labkiosk.tui.screens.typed import TYPING, TypingScreen
from labkiosk.tui.widgets.banner import Banner
from labkiosk.tui.widgets.field_grid import FieldGrid

# A pause in typing after which what is half typed is kept.
_PAUSE_S = 0.5


class RecordFields(Command):
    """Record what is typed on these lines; it waits for release then."""

    key, name, action, scan = "f9", "Record", "screen.record", "RECORD"


class FieldsScreen(TypingScreen):
    """Banner, what it is about, the lines, and what is asked. A subclass gives ``lines``, ``about`` and ``record``."""

    KEYS: ClassVar[tuple[type[Command], ...]] = (RecordFields, *TYPING)
    DEFAULT_CSS = """
    FieldsScreen #about { height: auto; max-height: 3; padding: 0 1; text-style: bold; }
    FieldsScreen #asked { height: auto; min-height: 1; max-height: 3; padding: 0 1; }
    """
    PART = ""
    """What stands between the test and a line's key in the name of a draft."""

    def __init__(self, number: str, test: str) -> None:
        super().__init__()
        self.number, self.test = number, test
        self._timer: Timer | None = None
        # A draft that is kept while it is being recorded would stand there again afterwards.
        self._keeping = Lock()

    def lines(self) -> list[Line]:
        """The lines as the board has them now. Raises Refused."""
        raise NotImplementedError

    def about(self) -> str:
        """What is being typed, in a line."""
        raise NotImplementedError

    async def record(self, values: dict[str, str]) -> str:
        """Record the lines, and say what became of it. Raises Refused."""
        raise NotImplementedError

    @property
    def sample(self) -> samples.Sample:
        """The tube."""
        return sample_of(self.lab.conn, self.number)

    @property
    def in_hand(self) -> str:
        return self.number

    def body(self) -> ComposeResult:
        self.form = Fields(self.lines(), self._drafts())
        sample = self.sample
        yield Banner(whose_tube(self.lab, sample))
        yield Static(plain(self.about()), id="about", markup=False)
        yield FieldGrid(self.form, self.refuse, self._typed)
        yield Static(self._asked(), id="asked", markup=False)

    def _drafts(self) -> dict[str, str]:
        before = self._draft_key("")
        kept = samples.drafts(self.lab.conn, self.sample.id)
        return {key.removeprefix(before): value for key, value in kept.items() if key.startswith(before)}

    def _draft_key(self, key: str) -> str:
        return f"{self.test}/{self.PART}{key}"

    @property
    def typed_into(self) -> FieldGrid:
        return self.query_one(FieldGrid)

    def pick(self, text: str) -> None:
        self.form.pick(text)

    def opened(self) -> None:
        self.query_one(FieldGrid).focus()

    def _asked(self) -> Content:
        line = self.form.line
        if line.choices:
            keys = "  ".join(f"{key} {said}" for key, said in line.choices)
            return beside((f"{line.label}: ", "bold"), (keys, ""))
        return beside((f"{line.label}: ", "bold"), (line.hint, ""))

    def _typed(self) -> None:
        self.query_one("#asked", Static).update(self._asked())
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE_S, self.leaving)

    async def leaving(self) -> None:
        """Keep what is half typed on its own sample."""
        async with self._keeping:
            drafts = self.form.unkept()
            if not drafts:
                return
            try:
                await self._keep(drafts)
            except Refused as refusal:
                self.refuse(str(refusal))
            else:
                self.form.keep(drafts)

    async def _keep(self, drafts: dict[str, str]) -> None:
        named = {self._draft_key(key): value for key, value in drafts.items()}
        await self.desk.act(keep_draft, self.number, named)

    async def action_record(self) -> None:
        """Record what is typed, and back to where this was opened."""
        async with self._keeping:
            if self._timer is not None:
                self._timer.stop()
            try:
                said = await self.record(self.form.values())
                await self._keep(dict.fromkeys((line.key for line in self.form.lines), ""))
            except Refused as refusal:
                self.refuse(str(refusal))
                self.query_one(FieldGrid).refresh()
                return
            self.form.keep({line.key: line.value for line in self.form.lines})
        await self.kiosk.action_back()
        self.kiosk.say(said)

"""Values as they are typed, on whatever form: drafts kept, what is critical told, everything recorded at once."""

from asyncio import Lock
from collections.abc import Callable

from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Static

from labkiosk.facts.errors import Refused
from labkiosk.lab.results import Answer
from labkiosk.rules.critical import is_critical
from labkiosk.rules.kits import is_kit
from labkiosk.rules.needs import LOOK
from labkiosk.rules.value import flag_words
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.results_form import Form
from labkiosk.tui.screens.results_grid import ResultGrid
from labkiosk.tui.screens.results_question import question
from labkiosk.tui.screens.typed import TypingScreen
from labkiosk.tui.widgets.banner import Banner, Whose

# A pause in typing after which the half-typed value is kept.
_PAUSE_S = 0.5


class Record(Command):
    """Record every value that is typed; they wait for release then."""

    key, name, action, scan = "f9", "Record", "screen.record", "RECORD"


class NextUnit(Command):
    """State the unit of the value: the next one that this test accepts."""

    key, name, action, scan = "f11", "Unit", "screen.unit", "UNIT"


class Comment(Command):
    """A comment on the value just typed, for the report."""

    key, name, action = "f12", "Comment", "screen.comment"


class EntryScreen(TypingScreen):
    """Banner, lines, what is to be told, and what is asked. The same rules hold on every form.

    Critical and far-out values are typed again without seeing the first; those far out wait for a second
    person, who types them without seeing them either. A subclass gives ``make_form``, ``whose``, ``grid``,
    ``keep`` and ``record``.
    """

    DEFAULT_CSS = """
    #question { height: auto; min-height: 1; max-height: 4; padding: 0 1; text-style: bold; }
    #why { display: none; height: auto; max-height: 4; padding: 0 1; background: ansi_yellow; color: ansi_black; }
    #told { display: none; height: auto; max-height: 3; padding: 0 1; background: ansi_red; color: ansi_bright_white; }
    """
    form: Form

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[tuple[str, str], Answer] = {}
        self._timer: Timer | None = None
        # A draft that is kept while its value is being recorded would stand there again afterwards.
        self._keeping = Lock()

    def body(self) -> ComposeResult:
        self.form = self.make_form({})
        yield Banner(self.whose())
        yield self.grid()
        yield Static("", id="why", markup=False)
        yield Static("", id="told", markup=False)
        yield Static(question(self.form), id="question", markup=False)

    def make_form(self, typed: dict[str, str]) -> Form:
        """The form as the board has it now, and half-typed values by the key of their line. Raises Refused."""
        raise NotImplementedError

    def whose(self) -> Whose:
        """Whose value is being typed."""
        raise NotImplementedError

    def grid(self) -> ResultGrid:
        """The lines of the form."""
        raise NotImplementedError

    @property
    def typed_into(self) -> ResultGrid:
        return self.query_one(ResultGrid)

    def pick(self, text: str) -> None:
        self.form.pick(text)

    async def keep(self, drafts: dict[str, str]) -> None:
        """Keep half-typed values, by the key of their line. Raises Refused."""
        raise NotImplementedError

    async def record(self) -> list[Answer]:
        """Record what is complete, and say what became of it. Raises Refused where something is half way."""
        raise NotImplementedError

    def opened(self) -> None:
        super().opened()
        self.query_one(ResultGrid).focus()

    def refreshed(self) -> None:
        try:
            now = self.make_form(self.form.unkept())
        except Refused as refusal:
            self.refuse(str(refusal))
        else:
            self.becomes(now)
            self.draw()

    def becomes(self, now: Form) -> None:
        """Take over what changed on another screen; what is typed here stays."""
        if changed := self.form.update(now.lines):
            self.say(f"{', '.join(changed)} changed on another screen. Look before you go on.")

    def start_over(self) -> None:
        """Another form stands now; nothing of the last is told or waits to be kept."""
        if self._timer is not None:
            self._timer.stop()
        self._told = {}
        self._tell([])
        self._explain([])
        self.query_one(ResultGrid).show(self.form)
        self.draw()

    def typed(self, complete: bool) -> None:
        """Something was typed; with a value complete its draft is kept at once."""
        self.draw()
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
                await self.keep(drafts)
            except Refused as refusal:
                self.refuse(str(refusal))
            else:
                form.keep(drafts)

    def draw(self) -> None:
        """Whose it is, the lines and the question, as they are now."""
        self.query_one(Banner).show(self.whose())
        self.query_one(ResultGrid).refresh()
        self.query_one("#question", Static).update(question(self.form))

    async def action_record(self) -> None:
        """Record what is typed."""
        async with self._keeping:
            try:
                answers = await self.record()
            except Refused as refusal:
                self.refuse(str(refusal))
                return
        self._explain(answers)
        self._tell([a for a in answers if is_critical(a.flag)])

    def _explain(self, answers: list[Answer]) -> None:
        """What the rules find unlikely about the values just recorded, each thing once."""
        said = [one for a in answers for one in (*(a.held or ()), a.delta or "") if one]
        why = self.query_one("#why", Static)
        why.update(plain(" ".join(dict.fromkeys(said))))
        why.display = bool(said)

    def _tell(self, critical: list[Answer]) -> None:
        """What the ward is to be told now, and what once it is confirmed."""
        self._told |= {(a.sample, a.test): a for a in critical}
        said = []
        for words, state in (
            ("Tell the ward now, Ctrl+G A", "recorded"),
            ("Tell the ward once confirmed", "held"),
        ):
            if these := [a for a in self._told.values() if a.state == state]:
                values = (f"{a.test} {a.value} {flag_words(a.flag)}" for a in these)
                said.append(f"{words}: {', '.join(values)}")
        told = self.query_one("#told", Static)
        told.update(plain(". ".join(said)))
        told.display = bool(said)

    def action_unit(self) -> None:
        """The next unit on this line."""
        self.attempt(self.form.next_unit)

    def action_comment(self) -> None:
        """A comment on this line."""
        self.attempt(self.form.comment)

    def attempt(self, act: Callable[[], None]) -> None:
        """Do something to the form; say why not where it cannot be done."""
        try:
            act()
        except Refused as refusal:
            self.refuse(str(refusal))
        self.draw()


def still_needed(answers: list[Answer]) -> list[str]:
    """What must happen to the values recorded before they can be released."""
    said = []
    if second := [a.test for a in answers if "second" in a.needs]:
        said.append(f"{' '.join(second)}: a second person types it too.")
    if again := [a.test for a in answers if "again" in a.needs and "second" not in a.needs]:
        said.append(f"{' '.join(again)}: type it again.")
    if look := [a.test for a in answers if LOOK in a.needs]:
        said.append(f"{' '.join(look)}: another person looks at it and accepts it.")
    if kit := [a.test for a in answers if any(map(is_kit, a.needs))]:
        said.append(f"{' '.join(kit)}: another kit must give the same answer.")
    said += [f"{line}." for a in answers if a.follows for line in a.follows]
    said += [f"{line}." for a in answers if a.held and a.state == "recorded" for line in a.held]
    return said

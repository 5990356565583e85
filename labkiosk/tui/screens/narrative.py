"""A narrative result: a text of several lines, begun from a template, typed freely, kept whole."""

from asyncio import Lock
from typing import ClassVar

from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Static

from labkiosk.board import samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.drafts import keep_draft
from labkiosk.lab.microbiology import sights, templates
from labkiosk.lab.narrative import text_of, write_narrative
from labkiosk.lab.scan import sample_of
from labkiosk.rules.narrative import MOST, QUANTITIES, fields, fill, smear
from labkiosk.tui.commands import Command
from labkiosk.tui.fields import Line
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.narrative_fill import FillScreen
from labkiosk.tui.screens.patient_words import whose_tube
from labkiosk.tui.widgets.banner import Banner, Whose
from labkiosk.tui.widgets.lines_area import LinesArea
from labkiosk.tui.widgets.question import Ask

_PAUSE_S = 0.5
_KEYS = tuple(QUANTITIES.items())


class RecordText(Command):
    """Record the text; it waits for release then. Where another stands, it asks why."""

    key, name, action, scan = "f9", "Record", "screen.record", "RECORD"


class FromTemplate(Command):
    """Begin from a template of the catalogue: it asks which, then for each of its fields."""

    key, name, action = "f11", "Template", "screen.template"


class Smear(Command):
    """What a smear shows, each by one key: none, few, moderate or many."""

    key, name, action, scan = "f12", "Smear", "screen.smear", "SMEAR"


class NarrativeScreen(KioskScreen):
    """The text as it is typed; half typed it is a draft on its own sample."""

    NAME = "narrative"
    HEADING = "Text"
    KEYS: ClassVar[tuple[type[Command], ...]] = (RecordText, FromTemplate, Smear)
    DEFAULT_CSS = """
    NarrativeScreen #about { height: 1; padding: 0 1; text-style: bold; }
    """

    def __init__(self, number: str, test: str = "") -> None:
        super().__init__()
        self.number, self.test = number, test
        self._kept = ""
        self._timer: Timer | None = None
        self._keeping = Lock()

    @property
    def sample(self) -> samples.Sample:
        """The tube."""
        return sample_of(self.lab.conn, self.number)

    @property
    def in_hand(self) -> str:
        return self.number

    @property
    def area(self) -> LinesArea:
        """Where the text is typed."""
        return self.query_one(LinesArea)

    def body(self) -> ComposeResult:
        sample = self.sample
        self._stands = text_of(self.lab, sample, self.test)
        self._kept = samples.drafts(self.lab.conn, sample.id).get(self.test, "")
        yield Banner(self.whose())
        yield Static(plain(self._about()), id="about", markup=False)
        yield LinesArea(self._kept or self._stands)

    def whose(self) -> Whose:
        """Whose text it is."""
        sample = self.sample
        return whose_tube(self.lab, sample)

    def _about(self) -> str:
        name = self.lab.catalogue.tests[self.test].name
        return f"{name}: {'a draft' if self._kept else 'recorded' if self._stands else 'not written yet'}"

    def opened(self) -> None:
        self.area.focus()
        if templates(self.lab, self.test):
            self.say("F11 begins from a template. F9 records.")
        elif sights(self.lab, self.test):
            self.say("F12 takes what the smear shows, by one key each. F9 records.")

    def on_text_area_changed(self) -> None:
        """Something was typed: its draft is kept after a pause."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE_S, self.leaving)

    async def leaving(self) -> None:
        """Keep what is half typed on its own sample."""
        async with self._keeping:
            text = self.area.text
            if text == (self._kept or self._stands):
                return
            try:
                await self.desk.act(keep_draft, self.number, {self.test: text})
            except Refused as refusal:
                self.refuse(str(refusal))
            else:
                self._kept = text

    async def action_record(self) -> None:
        """Record the text, asking why where another stands."""
        if not self._stands:
            await self._record("")
            return

        async def because(reason: str) -> bool:
            return await self._record(reason)

        self.ask(Ask(f"{self.test} has a text. Why is this one right?", "Record"), because)

    async def _record(self, reason: str) -> bool:
        async with self._keeping:
            if self._timer is not None:
                self._timer.stop()
            try:
                answer = await self.desk.act(
                    write_narrative, self.number, self.test, self.area.text, reason=reason
                )
            except Refused as refusal:
                self.refuse(str(refusal))
                return False
            self._kept = self._stands = self.area.text
        await self.kiosk.action_back()
        tell = " Tell the ward now." if answer.flag == "AA" else ""
        self.kiosk.say(f"{self.test}: {answer.value}. It waits for release.{tell}")
        return True

    def action_template(self) -> None:
        """Ask which template, then for its fields."""
        found = {t.key: t for t in templates(self.lab, self.test)}
        if not found:
            self.refuse("The catalogue has no template for this test: type the text.")
            return

        async def chosen(key: str) -> bool:
            template = found.get(key.strip().casefold())
            if template is None:
                self.refuse(f"Press one of {', '.join(found)}.")
                return False
            self.kiosk.call_later(self._fill, template.name, template.text)
            return True

        keys = "  ".join(f"{key} {t.name}" for key, t in found.items())
        self.ask(Ask(f"Which template? {keys}", "Take it"), chosen)

    async def _fill(self, name: str, text: str) -> None:
        asked = [
            Line(key=str(at), label=label, hint=hint, limit=1000)
            for at, (label, hint) in enumerate(fields(text))
        ]
        if not asked:
            self._insert(text)
            return
        await self.kiosk.push_screen(
            FillScreen(
                self.whose(), name, asked, lambda given: self._insert(fill(text, list(given.values())))
            )
        )

    async def action_smear(self) -> None:
        """Ask how much of each thing a smear shows."""
        seen = {sight.name: sight for sight in sights(self.lab, self.test)}
        if not seen:
            self.refuse("Nothing is counted on a smear for this test: type the text.")
            return
        asked = [Line(key=name, label=name, choices=_KEYS) for name in seen]

        def composed(given: dict[str, str]) -> None:
            self._insert(smear({name: (seen[name].part, much) for name, much in given.items() if much}))

        name = self.lab.catalogue.tests[self.test].name
        await self.kiosk.push_screen(FillScreen(self.whose(), name, asked, composed))

    def _insert(self, text: str) -> None:
        if len(self.area.text) + len(text) > MOST:
            self.refuse(f"That is more than {MOST} characters.")
            return
        self.area.insert(text)

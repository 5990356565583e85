"""One culture: how it was read, what grew, and what that is susceptible to."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from labkiosk.board import people, samples
from labkiosk.lab.culture_view import Whole, found_words, stage, whole_culture
from labkiosk.lab.microbiology import rule_of
from labkiosk.lab.scan import sample_of
from labkiosk.rules.breakpoints import UNITS
from labkiosk.rules.culture import HOUR_MS, span
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.patient_words import whose_tube
from labkiosk.tui.screens.reading import ReadingScreen
from labkiosk.tui.table import heading, table
from labkiosk.tui.widgets.banner import Banner
from labkiosk.tui.widgets.question import Ask


class Read(Command):
    """A reading: no growth, growth with its Gram stain, or what grew and how much."""

    key, name, action, scan = "f9", "Read", "screen.read", "READ"


class Antibiogram(Command):
    """Zones and MICs of an isolate; it asks which, where there are several."""

    key, name, action, scan = "f11", "Antibiogram", "screen.antibiogram", "DISKS"


class Strike(Command):
    """An isolate counts no more, such as a contaminant; it asks which, and why."""

    key, name, action = "f12", "Strike", "screen.strike"


class CultureScreen(ReadingScreen):
    """A culture, whole. Scanning the next tube goes on to that."""

    NAME = "culture"
    HEADING = "Culture"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Read, Antibiogram, Strike)

    def __init__(self, number: str, test: str = "") -> None:
        super().__init__()
        self.number, self.test = number, test

    @property
    def sample(self) -> samples.Sample:
        """The tube."""
        return sample_of(self.lab.conn, self.number)

    @property
    def in_hand(self) -> str:
        return self.number

    def above(self) -> ComposeResult:
        yield Banner()

    def text(self) -> Content:
        sample = self.sample
        self.query_one(Banner).show(whose_tube(self.lab, sample))
        whole = whole_culture(self.lab, sample, self.test)
        return Content("\n").join([*self._how_far(sample, whole), *self._grown(whole)])

    def _how_far(self, sample: samples.Sample, whole: Whole) -> Iterator[Content]:
        test, rule = self.lab.catalogue.tests[self.test], rule_of(self.lab, self.test)
        yield heading(f"{test.name} ({sample.specimen})")
        rows = []
        if sample.received_at is not None:
            since = (self.lab.time().at - sample.received_at) // HOUR_MS
            rows.append(("Incubated", f"{span(since)}, read after {', '.join(map(span, rule.hours))}"))
        if whole.last is None:
            rows.append(("Read", "not yet"))
        else:
            last = whole.last
            who = people.actor_name(self.lab.conn, last.actor, last.at)
            rows.append(("Read", f"{found_words(last.found, last.gram)}; {stage(last)}, {who}"))
            if last.comment:
                rows.append(("Comment", last.comment))
            if last.next_at is not None:
                rows.append(("Next", f"{self.lab.local(last.next_at):%d %b %H:%M}"))
        yield from table((row, "") for row in rows)

    def _grown(self, whole: Whole) -> Iterator[Content]:
        for isolate in whole.isolates:
            struck = f"  struck: {isolate.struck}" if isolate.struck else ""
            yield Content()
            yield heading(f"{isolate.number}  {isolate.name}  {isolate.quantity}{struck}".rstrip())
            rows = [
                (
                    s.letter or "-",
                    s.name,
                    f"{s.value} {UNITS['mic' if s.method == 'mic' else 'disk']}" if s.value else "",
                    "; ".join(filter(None, (s.note, s.reason, "" if s.shown else "not on the report"))),
                )
                for s in whole.tested.get(isolate.number, [])
            ]
            yield from table((row, "") for row in rows)

    async def action_read(self) -> None:
        """To the form of a reading."""
        from labkiosk.tui.screens.culture_read import ReadScreen

        await self.kiosk.push_screen(ReadScreen(self.number, self.test))

    def _standing(self) -> list[int]:
        isolates = whole_culture(self.lab, self.sample, self.test).isolates
        return [i.number for i in isolates if not i.struck]

    async def action_antibiogram(self) -> None:
        """To the antibiogram of the isolate, or of one of them."""
        standing = self._standing()
        if not standing:
            self.refuse("Nothing grows here yet: F9 reads the culture, and says what grew.")
        elif len(standing) == 1:
            await self._open_antibiogram(standing[0])
        else:

            async def chosen(given: str) -> bool:
                if not (given.strip().isdecimal() and int(given) in standing):
                    self.refuse(f"Type one of {', '.join(map(str, standing))}.")
                    return False
                self.kiosk.call_later(self._open_antibiogram, int(given))
                return True

            self.ask(Ask(f"Which isolate: {', '.join(map(str, standing))}?", "Open"), chosen)

    async def _open_antibiogram(self, isolate: int) -> None:
        from labkiosk.tui.screens.antibiogram import AntibiogramScreen

        await self.kiosk.push_screen(AntibiogramScreen(self.number, self.test, isolate))

    def action_strike(self) -> None:
        """Ask which and why, and strike it."""
        from labkiosk.lab.striking import strike_isolate

        async def strike(given: str) -> bool:
            number, _, why = given.strip().partition(" ")
            if not (number.isdecimal() and int(number) in self._standing() and why.strip()):
                self.refuse("Type the isolate's number, then why, such as: 2 a contaminant")
                return False
            answer = await self.act(strike_isolate, self.number, self.test, int(number), why)
            if answer is not None:
                self.kiosk.say(f"{self.test}: {answer.value}. It waits for release.")
            return answer is not None

        self.ask(Ask("Which isolate is struck, and why? Such as: 2 a contaminant", "Strike"), strike)

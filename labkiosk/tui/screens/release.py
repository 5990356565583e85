"""Release: a second person looks at values and lets them leave the laboratory."""

from collections.abc import Sequence
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult

from labkiosk.lab.autorelease import release_by_rules
from labkiosk.lab.release import Released, release
from labkiosk.lab.scan import sample_of
from labkiosk.lab.validation import validate
from labkiosk.rules.number import last_four
from labkiosk.rules.words import many
from labkiosk.tui.commands import Command
from labkiosk.tui.screens import release_keys
from labkiosk.tui.screens.detail import details, screen_of
from labkiosk.tui.screens.listing import MOST, ListScreen
from labkiosk.tui.screens.patient_words import whose_tube
from labkiosk.tui.screens.release_accept import ask_acceptance
from labkiosk.tui.screens.release_rows import (
    RANGE,
    VALUE,
    Rest,
    Value,
    Waiting,
    by_rules_words,
    test_of,
    value_row,
    values_of,
    waiting,
)
from labkiosk.tui.widgets.banner import Banner
from labkiosk.tui.widgets.board_list import BoardList, Column, Row
from labkiosk.tui.widgets.question import Ask

# A key pressed twice, or held down, must not release the sample that comes into sight behind the first.
LOOK_S = 0.7


class ReleaseScreen(ListScreen):
    """Above the samples that wait, below the values of the marked line. Nothing unseen is released."""

    NAME = "release"
    HEADING = "Release"
    KEYS: ClassVar[tuple[type[Command], ...]] = release_keys.KEYS
    COLUMNS = (
        Column("", 1), Column("Priority", 8), Column("Sample", 12), Column("Patient"), Column("Bench", 14),
        Column("Is out as", 11),
    )  # fmt: skip
    VALUES = (
        Column("Test", 8), Column("Value", VALUE), Column("Flag", 16), Column("Range", RANGE), Column("Before"),
        Column("State", 11),
    )  # fmt: skip
    EMPTY = "Nothing waits for release. F3 shows what is to be done next."

    def __init__(self, number: str = "") -> None:
        super().__init__()
        self._start = number
        # What was in sight when a sample was marked: another value since then has not been seen.
        self._marked: dict[str, list[Value | Rest]] = {}
        self._in_sight = ""
        self._released_at: float | None = None

    def body(self) -> ComposeResult:
        waiting_list, box = super().body()
        yield Banner()
        yield waiting_list
        yield BoardList(self.VALUES, value_row, test_of, "", cursor_shown=False, id="values")
        yield box

    def opened(self) -> None:
        super().opened()
        self._go_to(self._start)

    def read(self) -> Sequence[Waiting]:
        return waiting(self.lab, MOST)

    def row(self, item: Waiting) -> Row:
        tone = "good" if item.number in self._marked else "bold" if item.priority == "stat" else ""
        mark = "*" if item.number in self._marked else ""
        priority = item.priority.upper() if item.priority == "stat" else item.priority
        out = "PROVISIONAL" if item.provisional else ""
        return Row((mark, priority, item.number, item.name, " ".join(item.benches), out), tone)

    def refreshed(self) -> None:
        super().refreshed()
        changed = [n for n, seen in self._marked.items() if values_of(self.lab, n) != seen]
        for number in changed:
            del self._marked[number]
        if changed:
            tails = ", ".join(map(last_four, changed))
            self.say(f"Sample {tails} changed on another screen, and is marked no more. Look at it again.")
        self._show_values()

    def _show_values(self) -> None:
        item: Waiting | None = self.list.current
        number = "" if item is None else item.number
        if number != self._in_sight:
            self._values.cursor = 0
            self._in_sight = number
        self.query_one(Banner).show(item and whose_tube(self.lab, sample_of(self.lab.conn, item.number)))
        self._values.show([] if item is None else values_of(self.lab, item.number))

    @property
    def _values(self) -> BoardList:
        return self.query_one("#values", BoardList)

    def _go_to(self, number: str) -> bool:
        for at, item in enumerate(self.list.items):
            if item.number == number:
                self._move_to(at)
                return True
        return False

    def _move_to(self, at: int) -> None:
        self.list.cursor = at
        self._show_values()

    async def on_scanned(self, text: str) -> None:
        """A tube that waits here is shown; any other opens where it belongs."""
        if self._go_to(text):
            return
        # Recorded a moment ago: opened anew, this screen would forget what is marked.
        self.refreshed()
        if not self._go_to(text):
            await super().on_scanned(text)

    def action_move(self, by: int) -> None:
        """One sample up or down."""
        self.list.move(by)
        self._move_to(self.list.cursor)

    def action_page(self, by: int) -> None:
        """The values of this sample, a page on or back."""
        if by > 0:
            self._values.page_down()
        else:
            self._values.cursor = 0

    def _unseen(self) -> bool:
        """Whether values of this sample are below the edge; they are brought into sight then."""
        if not self._values.more_below:
            return False
        self._values.page_down()
        self.say("There are more values below. Look at them, then press the key again.")
        return True

    def action_mark(self) -> None:
        """Mark the sample, or take the mark away."""
        item: Waiting | None = self.list.current
        if item is None or self._unseen():
            return
        if self._marked.pop(item.number, None) is None:
            self._marked[item.number] = list(self._values.items)
            self.action_move(1)
        self.list.refresh()
        self.say(f"{len(self._marked)} marked. F9 releases them and prints their reports.")

    async def action_release(self) -> None:
        """Release, and print."""
        if self._too_soon():
            return
        if numbers := self._chosen():
            self._tell(await self.act(release, numbers, report=True), "Released")

    def _too_soon(self) -> bool:
        """Whether F9 still goes on from the release before; a key held down never comes to an end of it."""
        pressed = monotonic()
        if self._released_at is None or pressed - self._released_at > LOOK_S:
            return False
        self._released_at = pressed
        self.refuse("The next sample is in sight now: look at it, then press F9 again.")
        return True

    async def action_type_over(self) -> None:
        """To the results form of this sample."""
        if (item := self.list.current) is not None:
            await self.kiosk.open("results", item.number)

    def action_provisional(self) -> None:
        """Ask why, then release as provisional."""
        numbers = self._chosen()

        async def released(reason: str) -> bool:
            done = await self.act(release, numbers, provisional=True, reason=reason, report=True)
            self._tell(done, "Released as provisional")
            return done is not None

        if numbers:
            text = f"Why without a pathologist? {many(len(numbers), 'sample')}."
            self.ask(Ask(text, "Release as provisional"), released)

    def action_accept(self) -> None:
        """Ask why what is held is right, then accept it."""
        item: Waiting | None = self.list.current
        if item is None or self._unseen():
            return
        ask_acceptance(self, item.number)

    async def action_validate(self) -> None:
        """The technical look at each of them."""
        validated = [await self.act(validate, number) for number in self._chosen()]
        if codes := [code for done in validated for code in done or ()]:
            self._show_values()
            self.say(f"{many(len(codes), 'value')} validated. A pathologist releases them.")

    async def action_by_rules(self) -> None:
        """Whatever nothing speaks against leaves."""
        judged = await self.act(release_by_rules, [], everything=True, report=True)
        if judged is None:
            return
        self._show_values()
        self.say(by_rules_words(judged))

    def _chosen(self) -> list[str]:
        """The marked samples, or this one once all its values were in sight."""
        item: Waiting | None = self.list.current
        if item is None:
            self.refuse("Nothing waits for release.")
            return []
        if not self._marked and self._unseen():
            return []
        return list(self._marked) or [item.number]

    def _tell(self, done: list[Released] | None, how: str) -> None:
        if done is None:
            return
        self._released_at = monotonic()
        count = sum(len(r.tests) for r in done)
        self._marked = {n: v for n, v in self._marked.items() if all(n not in r.tests for r in done)}
        self._show_values()
        left = [why for r in done for why in r.left]
        rest = f" {many(len(left), 'value')} left: {left[0]}" if left else ""
        self.say(f"{how}: {many(count, 'sample')}. {many(len(done), 'report')} printing.{rest}")

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "sample", item.number)

    async def action_detail(self) -> None:
        """The first culture or text of this sample."""
        item: Waiting | None = self.list.current
        found = details(self.lab, item.sample) if item is not None else []
        if item is None or not found:
            self.refuse("Nothing here is a culture or a text.")
            return
        await self.kiosk.open(screen_of(self.lab, found[0]), item.number, found[0])
        if others := found[1:]:
            self.kiosk.say(f"This tube has {' and '.join(others)} too: F3, scan it, and Ctrl+D at that line.")

"""Critical results: who is to be told now, what was tried, and who took it and read it back."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from labkiosk.board.calls import Call, Try
from labkiosk.board.people import actor_name
from labkiosk.facts.call import GOES_ON
from labkiosk.lab.call_words import cautions, what
from labkiosk.lab.calling import ENGAGED, NO_ANSWER, Taken, print_slip, take_call, try_call, want_call
from labkiosk.lab.calls import PhoneCall, known_lately, phone_calls
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.calls_read_back import ReadBack, read_back_keys
from labkiosk.tui.screens.listing import Choose, ToldScreen
from labkiosk.tui.widgets.board_list import Column, Row
from labkiosk.tui.widgets.question import Ask

_TRIES = 3


class Told(Command):
    """Somebody is told: type who, and each value as they read it back. One that is wrong is not taken."""

    key, name, action = "f9", "Told", "screen.told"


class NoAnswer(Command):
    """Nobody answered. After the ward's tries it goes to the next in line, and a runner's slip prints."""

    key, name, action, scan = "f11", "No answer", f"screen.tried('{NO_ANSWER}')", "NOANSWER"


class Engaged(Command):
    """The line is engaged. It counts as a try."""

    key, name, action, scan = "f12", "Engaged", f"screen.tried('{ENGAGED}')", "ENGAGED"


class Slip(Command):
    """A slip for a runner prints before anything else; its code opens the call again."""

    key, name, action = "ctrl+p", "Slip", "screen.slip"


class Anyway(Command):
    """Tell the ward of the marked line all the same, though it knows; it asks why."""

    key, name, action = "ctrl+a", "Tell anyway", "screen.anyway"


class CallsScreen(ToldScreen):
    """One line for each patient, the longest waiting first; above the list the marked one, to be read out."""

    NAME = "calls"
    HEADING = "Calls"
    DEFAULT_CSS = """
    CallsScreen #told { height: 9; }
    CallsScreen.hides #told, CallsScreen.hides BoardList { visibility: hidden; }
    """
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose, Told, NoAnswer, Engaged, Slip, Anyway)
    COLUMNS = (
        Column("", 2), Column("Min", 5, right=True), Column("Tell", 16), Column("Phone", 8), Column("Patient"),
        Column("Result"), Column("Tries", 5, right=True),
    )  # fmt: skip
    EMPTY = "Nobody is to be told anything."
    HINT = "Scan a runner's slip, or a tube"

    def __init__(self, number: str = "") -> None:
        super().__init__()
        self._first = number

    def opened(self) -> None:
        super().opened()
        if self._first:
            self._mark(self._first)

    def show_title(self) -> None:
        super().show_title()
        # The minutes on the list go with those of the title.
        if self.is_current:
            self.refreshed()

    def read(self) -> Sequence[PhoneCall | Call]:
        now = self.lab.time().at
        return [*phone_calls(self.lab, self.lab.conn, now), *known_lately(self.lab, now)]

    def key_of(self, item: PhoneCall | Call) -> object:
        return item.calls[0].key if isinstance(item, PhoneCall) else item.key

    def row(self, item: PhoneCall | Call) -> Row:
        if isinstance(item, Call):
            result = f"{item.test} {item.value} {item.flag}"
            return Row(("", "", item.ward, "known", item.patient_name, result, ""), "dim")
        results = ", ".join(f"{one.test} {one.value} {one.flag}".rstrip() for one in item.calls)
        cells = (
            "!!" if item.escalated else "",
            str(item.minutes(self.lab.time().at)),
            item.whom,
            item.phone,
            item.name,
            results,
            str(item.unanswered or ""),
        )
        return Row(cells, "bad" if item.escalated else "bold")

    def told(self, item: PhoneCall | Call) -> Content:
        if isinstance(item, Call):
            lines = [
                plain(f"{item.patient_name}, sample {item.number}"),
                plain(what(item)),
                plain(item.reason),
            ]
            return Content("\n").join(lines)
        phone = f", ring {item.phone}" if item.phone else ", no phone in calls.csv"
        place = f"{item.ward}, bed {item.bed}" if item.bed else item.ward
        lines = [
            plain(f"{item.whom}{phone}" + (f"   ({place})" if item.escalated else ""), "bold reverse"),
            plain(f"{item.name}, sample {item.number}"),
            *(plain(what(one), "bold ansi_bright_red") for one in item.calls[:4]),
        ]
        if len(item.calls) > 4:
            lines.append(plain(f"and {len(item.calls) - 4} more, which F9 names"))
        lines += [plain(said, "bold") for said in cautions(item.calls)[:1]]
        lines += [plain(self._try(each)) for each in item.tries[-_TRIES:]]
        if not item.escalated:
            lines.append(
                plain(f"After {item.line.escalate_min} min or {item.line.tries} tries: {item.line.to}")
            )
        return Content("\n").join(lines)

    def _try(self, one: Try) -> str:
        phone = f" at {one.phone}" if one.phone else ""
        # That the call goes on is nobody's doing: the minutes or the tries are used up.
        by = "" if one.how.startswith(GOES_ON) else f", {actor_name(self.lab.conn, one.actor, one.at)}"
        return f"{self.lab.local(one.at):%H:%M} {one.how}{phone}{by}{one.note and f': {one.note}'}"

    def _mark(self, number: str) -> bool:
        """Put the cursor on the call about a tube; whether there is one."""
        for at, item in enumerate(self.list.items):
            about = item.calls if isinstance(item, PhoneCall) else (item,)
            if any(one.number == number for one in about):
                self.list.cursor = at
                self._tell()
                return True
        return False

    async def on_scanned(self, text: str) -> None:
        """A tube or a slip marks its call; the tube that is marked already goes on to what comes after it."""
        number = text.removeprefix("LK:CALL:")
        marked = self._open_one()
        if marked is not None and text == number and any(one.number == number for one in marked.calls):
            await self.kiosk.open_sample(text, told=True)
        elif not self._mark(number):
            await super().on_scanned(text)

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "sample", item.number)

    def _open_one(self) -> PhoneCall | None:
        item = self.list.current
        return item if isinstance(item, PhoneCall) else None

    def _marked(self) -> PhoneCall | None:
        """The call that the cursor is on, or a word that there is none."""
        found = self._open_one()
        if found is None:
            self.refuse(
                "That line is closed: Ctrl+A tells it all the same." if self.list.current else self.EMPTY
            )
        return found

    def action_told(self) -> None:
        """Ask who took it, and what they read back."""
        call = self._marked()
        if call is None:
            return
        keys = read_back_keys(call)

        async def answered(given: tuple[str, ...]) -> bool:
            by, role, phone, *said = given
            read_back = dict(zip(keys, said, strict=True))
            done = await self.act(take_call, call.key, by, role, read_back, phone=phone)
            if done is None:
                return False
            return self._taken(done)

        labels = ("Name", "Role", "Phone", *(key.removeprefix(f"{call.number}:") for key in keys))
        text = f"{call.name}: who at {call.whom} took it, and what do they read back? Esc shows the values again."
        self.ask(ReadBack(text, "Told", labels, ("", "", call.phone, *("" for _ in keys))), answered)

    def _taken(self, done: Taken) -> bool:
        if done.wrong:
            self.refuse(f"NOT TAKEN: read back {'; '.join(done.wrong)}. Say it again, and have it read back.")
            return False
        self.say(f"{done.taken_by} was told, and read it back. It stands on the report.")
        return True

    async def action_tried(self, how: str) -> None:
        """Keep the try; ask which number was rung where none stands there."""
        call = self._marked()
        if call is None:
            return

        async def at(phone: str) -> bool:
            done = await self.act(try_call, call.key, how, phone=phone)
            if done is None:
                return False
            if done.job is not None:
                to = f"{done.call.line.to} {done.call.line.to_phone}".rstrip()
                self.say(f"Kept. Ring {to} now. A runner's slip is printing.")
            else:
                self.say(f"Kept, try {done.tries}. Ring again, or Ctrl+P prints a slip for a runner.")
            return True

        if call.phone:
            await at(call.phone)
        else:
            self.ask(Ask("Which number did you ring?", "Keep"), at)

    async def action_slip(self) -> None:
        """Print the runner's slip."""
        call = self._marked()
        if call is not None and await self.act(print_slip, call.key) is not None:
            self.say("The slip is printing. Whoever takes it writes down name, role, time and value.")

    def action_anyway(self) -> None:
        """Ask why, then open the marked line again."""
        item = self.list.current
        if not isinstance(item, Call):
            self.refuse("That line is to be told as it is. Ring, then F9.")
            return

        async def reasoned(why: str) -> bool:
            if await self.act(want_call, item.number, why) is None:
                return False
            self.say(f"{item.test} of {last_four(item.number)} is to be told.")
            return True

        self.ask(Ask(f"Why is {item.test} of {last_four(item.number)} told all the same?", "Tell"), reasoned)

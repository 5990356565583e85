"""Storage: scan a rack, then the tubes that go into it; each takes the next free position."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult

from labkiosk.board import patients, racks, samples
from labkiosk.board.racks import Place, Rack
from labkiosk.facts.errors import Refused
from labkiosk.lab.storage import (
    empty,
    is_rack,
    make_rack,
    next_free,
    place_words,
    rack_of,
    store,
    take,
)
from labkiosk.rules.number import last_four
from labkiosk.rules.words import many
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import Choose, ListScreen
from labkiosk.tui.widgets.banner import Banner, Whose
from labkiosk.tui.widgets.board_list import Column, Row
from labkiosk.tui.widgets.question import AskEach, Question

_LONGEST_POSITION = 4


class TakeOut(Command):
    """The marked tube leaves the rack, for use."""

    key, name, action = "f9", "Take out", "screen.take"


class NewRack(Command):
    """A new rack: its name, how many it holds, how many in a row. Its label prints."""

    key, name, action = "f11", "New rack", "screen.new"


class Racks(Command):
    """All racks."""

    key, name, action = "f12", "All racks", "screen.racks"


class Discard(Command):
    """The marked tube is thrown away. It asks first."""

    key, name, action = "ctrl+d", "Throw away", "screen.discard"


class Empty(Command):
    """Every tube of the rack is thrown away. It asks first."""

    key, name, action = "ctrl+e", "Empty rack", "screen.empty"


class StorageScreen(ListScreen):
    """All racks, or what stands in one. ``rack`` is an id, empty for all of them."""

    NAME = "storage"
    HEADING = "Storage"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose, TakeOut, NewRack, Racks, Discard, Empty)
    COLUMNS = (
        Column("Position", 8), Column("Number", 12), Column("Patient or rack"), Column("State", 10),
    )  # fmt: skip
    EMPTY = "No rack is here yet, or no tube is in this one. F11 makes a rack."
    HINT = "Scan a rack, then tubes; or type a position, then scan its tube"

    def __init__(self, rack: str = "") -> None:
        super().__init__()
        self.rack = rack
        self.position: int | None = None

    def above(self) -> ComposeResult:
        yield Banner()

    def opened(self) -> None:
        super().opened()
        self.say("Scan the tubes that go in." if self.rack else "Scan a rack, or choose one.")

    def _here(self) -> Rack | None:
        return racks.rack(self.lab.conn, self.rack) if self.rack else None

    def read(self) -> Sequence[Rack | Place]:
        return racks.content(self.lab.conn, self.rack) if self.rack else racks.racks(self.lab.conn)

    def refreshed(self) -> None:
        super().refreshed()
        rack = self._here()
        if rack is None:
            self.query_one(Banner).show(None)
            return
        position = self.position or next_free(self.lab.conn, rack)
        used = len(self.list.items)
        self.query_one(Banner).show(
            Whose(
                name=rack.name,
                age=f"Next: {place_words(rack, position)}" if position else "FULL: take another rack",
                detail=f" {used} of {rack.positions} positions taken",
                number=str(position or ""),
            )
        )

    def row(self, item: Rack | Place) -> Row:
        if isinstance(item, Rack):
            used = len(racks.content(self.lab.conn, item.id))
            return Row(
                (f"{used}/{item.positions}", item.id, item.name, "full" if used == item.positions else "")
            )
        sample = samples.sample(self.lab.conn, item.sample)
        assert sample is not None
        patient = patients.patient(self.lab.conn, sample.patient)
        return Row((f"{item.position}", sample.number, patient.name if patient else "", sample.state))

    def chosen(self) -> None:
        item: Rack | Place | None = self.list.current
        if isinstance(item, Rack):
            self._turn(item)
        elif item is not None:
            self.kiosk.call_later(self.kiosk.open, "sample", self._number(item))

    def _number(self, place: Place) -> str:
        sample = samples.sample(self.lab.conn, place.sample)
        return sample.number if sample else place.sample

    def _turn(self, rack: Rack) -> None:
        self._show(rack.id)
        self.say(f"{rack.name}: scan the tubes that go in.")

    def _show(self, rack: str) -> None:
        self.rack, self.position = rack, None
        self.list.show([])
        self.refreshed()

    async def on_scanned(self, text: str) -> None:
        """A rack is turned to; a position is for the next tube; a tube goes in."""
        try:
            if is_rack(text):
                self._turn(rack_of(self.lab.conn, text))
                return
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        rack = self._here()
        if rack is None or text.startswith("LK:"):
            await super().on_scanned(text)
        elif text.isdecimal() and len(text) <= _LONGEST_POSITION:
            self.position = int(text)
            self.refreshed()
            self.say(f"Scan the tube for position {self.position}.")
        else:
            await self._store(rack, text)

    async def _store(self, rack: Rack, text: str) -> None:
        kept = await self.act(store, rack.id, text, self.position)
        if kept is None:
            return
        self.position = None
        self.refreshed()
        moved = f", out of {kept.came_from}" if kept.came_from else ""
        self.say(
            f"{last_four(kept.sample)} is in {place_words(rack, kept.position)}{moved}. Scan the next tube."
        )

    def _marked(self) -> Place | None:
        item = self.list.current
        if isinstance(item, Place):
            return item
        self.refuse("Choose a rack first, then mark one of its tubes.")
        return None

    async def action_take(self) -> None:
        """Take the marked tube out."""
        if (place := self._marked()) is not None:
            number = self._number(place)
            if await self.act(take, number) is not None:
                self.say(f"{last_four(number)} is out of the rack.")

    def action_discard(self) -> None:
        """Ask, then throw the marked tube away."""
        if (place := self._marked()) is None:
            return
        number = self._number(place)

        async def throw(sure: bool | None) -> None:
            if sure and await self.act(take, number, discard=True) is not None:
                self.say(f"{last_four(number)} is thrown away.")

        self.kiosk.push_screen(Question(f"Throw sample {last_four(number)} away?", "Throw it away"), throw)

    def action_empty(self) -> None:
        """Ask, then throw all of the rack away."""
        rack = self._here()
        if rack is None:
            self.refuse("Scan or choose the rack first.")
            return

        async def throw(sure: bool | None) -> None:
            if sure and await self.act(empty, rack.id) is not None:
                self.say(f"{rack.name} is empty.")

        count = len(self.list.items)
        self.kiosk.push_screen(
            Question(f"Throw {many(count, 'tube')} of {rack.name} away?", "Throw them away"), throw
        )

    def action_racks(self) -> None:
        """Back to all racks."""
        self._show("")

    def action_new(self) -> None:
        """Ask for the new rack."""
        names = ("Name", "Positions", "In a row")
        question = "A new rack: how is it called, how many tubes does it hold?"
        self.ask(AskEach(question, "Make it", names), self._new)

    async def _new(self, given: tuple[str, ...]) -> bool:
        name, positions, columns = (text.strip() for text in given)
        if not positions.isdecimal() or not (columns or "0").isdecimal():
            self.refuse("Type the positions as a number, like 50; in a row a number too, or nothing.")
            return False
        made = await self.act(make_rack, name, int(positions[:5]), int(columns[:5] or 0))
        if made is None:
            return False
        self._turn(made)
        self.say(f"{made.name} is made, and its label prints. Scan the tubes that go in.")
        return True

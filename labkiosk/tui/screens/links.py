"""Patients who may be one person: what waits for a second person, and what became of the latest."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.content import Content

from labkiosk.board import links, people
from labkiosk.board.links import Link
from labkiosk.lab.lab import Lab
from labkiosk.lab.links import agree, link_words, propose_undo, refuse_link
from labkiosk.rules.number import last_four
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.listing import Choose, ToldScreen
from labkiosk.tui.widgets.board_list import Column, Row
from labkiosk.tui.widgets.question import Ask, Question


class Agree(Command):
    """You looked too, and it is so: tubes in use get new labels. Not for whoever proposed it."""

    key, name, action = "f9", "Agree", "screen.agree"


class Refuse(Command):
    """It is not so, or it was a mistake: nothing comes of the marked proposal."""

    key, name, action = "f11", "Refuse", "screen.refuse_it"


class Undo(Command):
    """The marked link was wrong: propose to undo it. A second person agrees to that too."""

    key, name, action = "f12", "Undo", "screen.undo"


class LinksScreen(ToldScreen):
    """Proposals that wait come first; the line above the list says the marked one in full."""

    NAME = "links"
    HEADING = "Same person"
    PAGE = "link"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose, Agree, Refuse, Undo)
    COLUMNS = (Column("State", 8), Column("By", 16), Column("What is said"))
    EMPTY = "Nothing waits. A patient's screen proposes that it is somebody known: Ctrl+L."

    def opened(self) -> None:
        super().opened()
        self.say("Look at both patients first. F9 agrees with the marked line.")

    def read(self) -> Sequence[Link]:
        conn = self.lab.conn
        return [*dict.fromkeys((*links.waiting(conn), *links.recent(conn)))]

    def told(self, item: Link) -> Content:
        at = f"{self.lab.local(item.at):%d %b %H:%M}"
        words = plain(f"{item.id}: {link_words(self.lab.conn, item)}.")
        return words + Content("\n") + plain(f"Why, {at}, {self._by(item)}: {item.reason}")

    def _by(self, link: Link) -> str:
        return people.actor_name(self.lab.conn, link.actor, link.at)

    def row(self, item: Link) -> Row:
        waits = item.state == "proposed"
        state = "waits" if waits else item.state
        return Row((state, self._by(item), link_words(self.lab.conn, item)), "bold" if waits else "dim")

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "orders", item.patient)

    def action_agree(self) -> None:
        """Ask once more, then agree."""
        link: Link | None = self.list.current
        if link is None:
            self.refuse("Nothing is marked.")
            return

        async def sure(yes: bool | None) -> None:
            numbers = await self.act(agree, link.id) if yes else None
            if numbers is not None:
                tails = ", ".join(last_four(n) for n in numbers)
                new = f" Stick on the new labels: {tails}. Old ones are void." if numbers else ""
                self.say(f"Agreed.{new}")

        self.kiosk.push_screen(Question(f"{link_words(self.lab.conn, link)}?", "Agree"), sure)

    def action_refuse_it(self) -> None:
        """Ask why, then refuse the marked proposal."""
        if (link := self.list.current) is not None:
            self._ask(link, "refused", "Refuse", refuse_marked)

    def action_undo(self) -> None:
        """Ask why, then propose to undo the marked link."""
        if (link := self.list.current) is not None:
            self._ask(link, "wrong", "Propose to undo it", undo_marked)

    def _ask(self, link: Link, word: str, yes: str, verb: Callable[[Lab, Link, str], str]) -> None:
        async def reasoned(why: str) -> bool:
            said = await self.act(verb, link, why)
            if said is None:
                return False
            self.say(said)
            return True

        self.ask(Ask(f"Why is {link.id} {word}?", yes), reasoned)


def refuse_marked(lab: Lab, link: Link, why: str) -> str:
    """Refuse a proposal; what to say of that."""
    refuse_link(lab, link.id, why)
    return f"{link.id} is refused: nothing comes of it."


def undo_marked(lab: Lab, link: Link, why: str) -> str:
    """Propose to undo a link; what to say of that."""
    return f"Proposed as {propose_undo(lab, link.patient, why)}. A second person signs in, and agrees here."

"""One patient: the identity that stands, and the orders."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from labkiosk.board import links, patients
from labkiosk.lab.links import link_words
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.cumulative import Past
from labkiosk.tui.screens.listing import MOST, Choose, ListScreen
from labkiosk.tui.screens.patient_baby import Newborn, NewbornScreen
from labkiosk.tui.screens.patient_words import age_of
from labkiosk.tui.screens.transfer import Transfer, ask_where
from labkiosk.tui.widgets.board_list import Column, Row


class Correct(Command):
    """Correct who the patient is; tubes in use get new labels."""

    key, name, action = "ctrl+e", "Correct", "screen.correct"


class SamePerson(Command):
    """This patient is somebody known here, or is there twice: say who. A second person agrees."""

    key, name, action = "ctrl+l", "Same person", "screen.link"


class OrdersScreen(ListScreen):
    """A patient's orders, the newest first."""

    NAME = "orders"
    HEADING = "Patient"
    PAGE = "find"
    KEYS: ClassVar[tuple[type[Command], ...]] = (Choose, Past, Correct, SamePerson, Newborn, Transfer)
    COLUMNS = (
        Column("Order", 12), Column("When", 12), Column("Priority", 8), Column("Ward"), Column("Report", 12),
    )  # fmt: skip
    EMPTY = "No order yet. F2 registers one."

    def __init__(self, patient: str) -> None:
        super().__init__()
        self.patient = patient

    def above(self) -> ComposeResult:
        yield Static("", classes="head", markup=False)

    def read(self) -> Sequence[patients.PastOrder]:
        return patients.orders_of(self.lab.conn, self.patient, limit=MOST)

    def refreshed(self) -> None:
        super().refreshed()
        found = patients.patient(self.lab.conn, self.patient)
        assert found is not None
        ids = ", ".join(
            f"{i.system} {i.value}" for i in patients.every_identifier(self.lab.conn, self.patient)
        )
        self.query_one(".head", Static).update(
            plain(f"{found.name}, {age_of(found, self.lab.today())} {found.sex}", "bold reverse")
            + Content("\n")
            + plain(ids or "no number stated")
            + self._links()
        )

    def _links(self) -> Content:
        """Who is known as this patient, and what waits for a second person."""
        conn = self.lab.conn
        ours = links.members(conn, links.root(conn, self.patient))
        names = [p.name for each in ours[1:] if (p := patients.itself(conn, each))]
        waits = [link for link in links.waiting(conn) if link.patient in ours or link.known in ours]
        said = [f"Was here as {', '.join(names)}."] if names else []
        said += [f"{link.id} waits for a second person: {link_words(conn, link)}." for link in waits]
        return Content("").join(Content("\n") + plain(text) for text in said)

    def row(self, item: patients.PastOrder) -> Row:
        report = f"report {item.version}" if item.version else "none yet"
        at = f"{self.lab.local(item.at):%d %b %H:%M}"
        return Row((item.id, at, item.priority, item.ward or "not stated", report))

    def chosen(self) -> None:
        if (item := self.list.current) is not None:
            self.kiosk.call_later(self.kiosk.open, "order", item.id)

    async def action_correct(self) -> None:
        """To the form of this patient."""
        from labkiosk.tui.screens.patient import PatientScreen

        await self.kiosk.push_screen(PatientScreen(self.patient))

    async def action_past(self) -> None:
        """To the results of this patient."""
        await self.kiosk.open("cumulative", self.patient)

    def action_transfer(self) -> None:
        """Another ward or bed for every order under way."""
        found = patients.patient(self.lab.conn, self.patient)
        assert found is not None
        ask_where(self, self.patient, found.name)

    async def action_link(self) -> None:
        """To the patients whom this one may be."""
        from labkiosk.tui.screens.link import LinkScreen

        await self.kiosk.push_screen(LinkScreen(self.patient))

    async def action_newborn(self) -> None:
        """To a baby of this mother."""
        await self.kiosk.push_screen(NewbornScreen(self.patient))

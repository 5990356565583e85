"""The order: tests by typing or from a colour form, how urgent, where to; F9 registers and prints."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Label, Static

from labkiosk.facts.errors import Refused
from labkiosk.lab.intake import register
from labkiosk.lab.patients import age_stated
from labkiosk.lab.request import OrderRequest, PatientRequest, Registered
from labkiosk.lab.when import when
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import beside, plain
from labkiosk.tui.screens.intake_arrived import ArrivedScreen
from labkiosk.tui.screens.intake_basket import Basket, HalfTyped, Offer, refuse_number
from labkiosk.tui.screens.intake_details import KEPT, Details
from labkiosk.tui.screens.intake_keys import NextForm, NextPriority, PlaceOrder
from labkiosk.tui.screens.intake_mode import BothWays, SwitchMode
from labkiosk.tui.screens.listing import Down, Up
from labkiosk.tui.screens.patient_words import whose_intake
from labkiosk.tui.widgets.banner import Banner
from labkiosk.tui.widgets.board_list import BoardList, Column, Row
from labkiosk.tui.widgets.field import Field

_COLUMNS = (Column("", 1), Column("Code", 8), Column("Test or panel"))


class TestField(Field):
    """Enter takes the marked test or panel in, or out again."""

    __test__ = False  # a laboratory's test, not pytest's

    async def entered(self) -> None:
        screen = self.screen
        assert isinstance(screen, OrderScreen)
        screen.take_marked()


class OrderScreen(BothWays):
    """Tests for a patient. Typing offers tests and panels; the tubes to draw stand beside them."""

    NAME = "intake_order"
    PAGE = "intake"
    HEADING = "Tests"
    KEYS: ClassVar[tuple[type[Command], ...]] = (PlaceOrder, NextPriority, NextForm, SwitchMode, Up, Down)
    DEFAULT_CSS = """
    OrderScreen Label { padding: 0 1; width: 11; }
    OrderScreen .row { height: 1; }
    OrderScreen #offers { height: 1fr; }
    OrderScreen #tubes { width: 1fr; height: 1fr; padding: 0 1; }
    OrderScreen #asked { height: auto; max-height: 3; padding: 0 1; text-style: bold; }
    """

    def __init__(self, patient: PatientRequest, left: HalfTyped | None = None) -> None:
        super().__init__()
        self.patient = patient
        self._left = left
        self._placed = False
        self._meant: tuple[str, str | None] = ("", None)
        self._begun: dict[str, str] = {}

    def body(self) -> ComposeResult:
        self.basket = Basket(self.lab.catalogue, age_stated(self.lab, self.patient))
        yield Banner(whose_intake(self.lab, self.patient))
        with Horizontal(classes="row"):
            yield Label("Tests", markup=False)
            yield TestField(placeholder="type a test or panel, Enter takes it", id="tests")
        with Horizontal(id="offers"):
            yield BoardList(_COLUMNS, _offer_row, lambda o: o.code, "")
            yield Static("", id="tubes", markup=False)
        yield Static("", id="asked", markup=False)
        yield Details()

    def opened(self) -> None:
        self.query_one("#tests", TestField).focus()
        self.say("Type a test or panel, then Enter; F12 for colour forms. F9 registers.")
        left = self._left or self._half_typed()
        if left is not None:
            self._fill(left)
        elif self.desk.arrived:
            self._begun = self.desk.batch
            self.query_one(Details).fill(self._begun)
        super().opened()

    def _half_typed(self) -> HalfTyped | None:
        """What was left of this patient; of two unknown ones nobody can say whether they are one."""
        left = self.desk.half_typed
        return (
            left if left is not None and left.patient == self.patient and not self.patient.unknown else None
        )

    def _fill(self, left: HalfTyped) -> None:
        self.basket.codes, self.basket.priority = [*left.codes], left.priority
        self.query_one(Details).fill(left.details)
        self.say("As it was left. F9 registers.")

    async def leaving(self) -> None:
        """Keep what is half typed, until it is placed: a patient who is not registered yet in any case."""
        if self._placed:
            return
        details, codes = self.query_one(Details).values, tuple(self.basket.codes)
        typed = any(text != self._begun.get(name, "") for name, text in details.items())
        if codes or typed or self.patient.name:
            whose = self.query_one(Banner).whose
            assert whose is not None
            self.desk.half_typed = HalfTyped(self.patient, whose.name, codes, self.basket.priority, details)
        elif self._left or self._half_typed():
            self.desk.half_typed = None

    @property
    def _typed(self) -> str:
        return self.query_one("#tests", TestField).value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Other letters, other offers."""
        if event.input.id == "tests":
            self._offer()

    def _offer(self) -> None:
        """What may be meant by the text and the form as they are now; other ones put the mark on the first."""
        offers, meant = self.query_one(BoardList), (self._typed, self.basket.form)
        if meant != self._meant:
            offers.show([])
        self._meant = meant
        offers.show(self.basket.offers(self._typed))

    def refreshed(self) -> None:
        self._offer()
        asked = self.basket
        words = [("ARRIVED ", "bold reverse")] if self.desk.arrived else []
        words.append(("STAT " if asked.priority == "stat" else f"{asked.priority} ", "reverse"))
        words.append((" ".join(asked.codes) or "no tests yet", ""))
        self.query_one("#asked", Static).update(beside(*words))
        tubes = [
            beside(
                (f"{i} {tube.mark or tube.container.cap} " if tube.container.code else "- ", "bold"),
                (tube.container.name, ""),
            )
            for i, tube in enumerate(asked.tubes(), start=1)
        ]
        title = plain(
            ("Tubes needed" if self.desk.arrived else "Tubes, in order of draw") if tubes else "", "bold"
        )
        self.query_one("#tubes", Static).update(Content("\n").join([title, *tubes]))

    def take_marked(self) -> None:
        """Enter in the test field: the marked offer goes in or out; on an empty field, on to the ward."""
        text = self._typed
        # Enter may overtake the news that the text changed: the mark must not stand on an older offer.
        self._offer()
        offer: Offer | None = self.query_one(BoardList).current
        if offer is None and not text.strip():
            self.focus_next()
            return
        try:
            refuse_number(text)
            if offer is None:
                raise Refused("No test or panel is called that. Type another name.")  # noqa: TRY301
            self.basket.toggle(offer.code)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        self.query_one("#tests", TestField).value = ""
        self.refreshed()
        self.say(f"{offer.code} {'is in' if offer.code in self.basket.codes else 'is out'}. F9 registers.")

    def action_move(self, by: int) -> None:
        """The mark goes up or down."""
        self.query_one(BoardList).move(by)

    def action_priority(self) -> None:
        """The next priority."""
        self.basket.next_priority()
        self.refreshed()

    def action_form(self) -> None:
        """The next colour form."""
        self.basket.next_form()
        field = self.query_one("#tests", TestField)
        field.value = ""
        field.focus()
        self._offer()
        form = self.basket.form
        name = self.lab.catalogue.presets[form].name if form else "No form"
        self.say(f"{name}. Enter takes one in.")

    async def action_place(self) -> None:
        """Register the order, or count its tubes first."""
        if self._typed.strip():
            self.refuse("A test is half typed: press Enter to take it, or erase it.")
            return
        try:
            request = OrderRequest(
                patient=self.patient,
                tests=self.basket.chosen(),
                priority=self.basket.priority,
                arrived=False,
                **self.query_one(Details).values,
            )
            when(self.lab, request.collected_at)  # refused here, where it can be mended
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        tubes = [tube for tube in self.basket.tubes() if tube.container.code]
        if self.desk.arrived and tubes:
            await self.leaving()
            self._left = self.desk.half_typed
            await self.kiosk.push_screen(ArrivedScreen(request, tubes, self.placed))
            return
        made = await self.act(register, request)
        if made is not None:
            await self.placed(made)

    async def placed(self, made: Registered) -> None:
        """The order stands: the screen is ready for the next patient."""
        from labkiosk.tui.screens.intake import IntakeScreen

        self._placed = True
        if self._left or self._half_typed():
            self.desk.half_typed = None
        details = self.query_one(Details).values
        self.desk.batch = {name: details[name] for name in KEPT}
        await self.kiosk.open("intake")
        fresh = self.kiosk.top
        assert isinstance(fresh, IntakeScreen)
        fresh.registered(made)


def _offer_row(offer: Offer) -> Row:
    name = f"{offer.name} (panel)" if offer.is_panel else offer.name
    return Row(("*" if offer.chosen else " ", offer.code, name), "good" if offer.chosen else "")

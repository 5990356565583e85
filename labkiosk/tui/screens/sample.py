"""Everything about one sample: whose it is, its values, and its whole history."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from labkiosk.board import orders, patients, people, samples
from labkiosk.lab.autorelease import in_words
from labkiosk.lab.drawn import collected_at, collected_by
from labkiosk.lab.history import history
from labkiosk.lab.papers import print_again, print_report
from labkiosk.lab.scan import sample_of
from labkiosk.lab.sensitive import seen
from labkiosk.lab.storage import tube_lines
from labkiosk.lab.timed import warning
from labkiosk.rules.bands import reference_beside
from labkiosk.rules.number import last_four
from labkiosk.rules.value import flag_words
from labkiosk.tui.commands import Command
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.add_on import AddOn, ask_tests
from labkiosk.tui.screens.amend import Amend, ask_amendment
from labkiosk.tui.screens.orders import Correct
from labkiosk.tui.screens.patient_words import whose_tube
from labkiosk.tui.screens.pregnancy import Pregnant, ask_pregnancy
from labkiosk.tui.screens.reading import ReadingScreen
from labkiosk.tui.screens.sample_keys import Aliquot, Cancel, GoOn, LabelAgain, Order, Report
from labkiosk.tui.screens.sent_send import SendOut, SendScreen
from labkiosk.tui.table import heading, table
from labkiosk.tui.widgets.banner import Banner
from labkiosk.tui.widgets.question import Ask

_TONES = {"LL": "bold ansi_bright_red", "HH": "bold ansi_bright_red", "AA": "bold ansi_bright_red", "": ""}


class SampleScreen(ReadingScreen):
    """One sample, whole."""

    NAME = "sample"
    HEADING = "Sample"
    DEFAULT_CSS = "SampleScreen #place { height: auto; padding: 0 1; }"
    KEYS: ClassVar[tuple[type[Command], ...]] = (
        GoOn,
        LabelAgain,
        Report,
        Order,
        Correct,
        Cancel,
        SendOut,
        Aliquot,
        AddOn,
        Pregnant,
        Amend,
    )

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number

    @property
    def sample(self) -> samples.Sample:
        """The sample as it is now."""
        return sample_of(self.lab.conn, self.number)

    @property
    def in_hand(self) -> str:
        return self.number

    def above(self) -> ComposeResult:
        yield Banner()
        yield Static("", id="place", markup=False)

    def text(self) -> Content:
        sample = self.sample
        self.query_one(Banner).show(whose_tube(self.lab, sample))
        where = [plain(line, "bold reverse") for line in tube_lines(self.lab, sample)]
        place = self.query_one("#place", Static)
        place.update(Content("\n").join(where))
        place.display = bool(where)
        lines = [*self._facts(sample), Content(), heading("Tests"), *self._tests(sample)]
        lines += [Content(), heading("History"), *self._history(sample)]
        return Content("\n").join(lines)

    def _facts(self, sample: samples.Sample) -> list[Content]:
        conn = self.lab.conn
        order = orders.order(conn, sample.order)
        assert order is not None
        ids = ", ".join(f"{i.system} {i.value}" for i in patients.identifiers(conn, sample.patient))
        collected = self._when(collected_at(conn, order, sample))
        if by := collected_by(conn, order, sample):
            collected += f" by {by}"
        rows = [
            ("State", f"{sample.state} {sample.reason}".rstrip()),
            ("Patient", ids or "no number stated"),
            ("Order", f"{order.id}, {order.priority}, at {self._when(order.at)}"),
            ("Ward, bed", f"{order.ward or 'not stated'}, {order.bed or 'not stated'}"),
            ("Clinician", order.clinician or "not stated"),
            ("Note", order.note or "none"),
            ("Collected", collected),
            ("Received", self._when(sample.received_at, "not yet")),
            ("Tube", f"{sample.tube}, {sample.cap} cap" if sample.cap else sample.tube),
            *self._timing(sample),
        ]
        if codes := samples.aliases(conn, sample.id):
            rows.append(("Barcodes", ", ".join(codes)))
        if sample.replaces:
            rows.append(("In place of", sample.replaces))
        if sample.replaced_by:
            rows.append(("Replaced by", sample.replaced_by))
        return table((row, "") for row in rows)

    def _timing(self, sample: samples.Sample) -> list[tuple[str, str]]:
        rows: list[tuple[str, str]] = []
        if sample.load_at is not None:
            rows.append(("Load taken", self._when(sample.load_at)))
        if sample.draw_at is not None:
            rows.append(("To be drawn", self._when(sample.draw_at)))
        return [row for row in [*rows, ("Timing", warning(self.lab, sample))] if row[1]]

    def _when(self, at: int | None, none: str = "not stated") -> str:
        return none if at is None else f"{self.lab.local(at):%d %b %H:%M}"

    def _tests(self, sample: samples.Sample) -> list[Content]:
        said = in_words(self.lab, sample, seen(self.lab, sample.id).results)
        waits = [plain(f"{test}  {why}") for test, why in said.items()]
        return [*table(self._test_rows(sample)), *waits]

    def _test_rows(self, sample: samples.Sample) -> Iterator[tuple[tuple[str, ...], str]]:
        tests, results = seen(self.lab, sample.id)
        for test in tests:
            found = results.get(test.code)
            state = f"{test.state} {test.reason}".rstrip()
            if found is None:
                yield (test.code, "", "", "", state), "ansi_bright_black"
                continue
            who = people.actor_name(
                self.lab.conn, found.released_by or found.actor, found.released_at or found.at
            )
            value = f"{found.value} {found.unit}".rstrip()
            cells = (
                test.code,
                value,
                flag_words(found.flag),
                reference_beside(found.reference, found.own_unit, found.unit, theirs=found.theirs)
                or "no range",
                f"{state}, {who}{found.laboratory and f', done at {found.laboratory}'}",
            )
            yield cells, _TONES.get(found.flag, "bold")

    def _history(self, sample: samples.Sample) -> list[Content]:
        return [
            plain(f"{self._when(line.at)}  {line.who}: {line.text}") for line in history(self.lab, sample)
        ]

    async def action_go_on(self) -> None:
        """To the next step."""
        await self.kiosk.open_sample(self.sample.number)

    async def action_order(self) -> None:
        """To the order."""
        await self.kiosk.open("order", self.sample.order)

    async def action_correct(self) -> None:
        """To the form of its patient."""
        from labkiosk.tui.screens.patient import PatientScreen

        await self.kiosk.push_screen(PatientScreen(self.sample.patient))

    async def action_cancel(self) -> None:
        """To the tests that may be cancelled."""
        from labkiosk.tui.screens.intake_cancel import CancelScreen

        await self.kiosk.push_screen(CancelScreen(self.sample.number))

    async def action_send_out(self) -> None:
        """To the tests that may be sent elsewhere."""
        await self.kiosk.push_screen(SendScreen(self.sample.number))

    async def action_aliquot(self) -> None:
        """To the tests that may be poured over."""
        from labkiosk.tui.screens.aliquot import AliquotScreen

        await self.kiosk.push_screen(AliquotScreen(self.sample.number))

    def action_add_on(self) -> None:
        """Ask which tests to add."""
        ask_tests(self, self.sample.number)

    def action_amend(self) -> None:
        """Ask what is wrong, and what is right."""
        ask_amendment(self, self.sample.number)

    async def action_report(self) -> None:
        """Print the report."""
        if await self.act(print_report, self.sample.order) is not None:
            self.say("The report is printing. F8 shows papers that did not come out.")

    async def action_label(self) -> None:
        """Ask why, then print the label; a rejected tube needs none, but its ward may have lost the slip."""
        if self.sample.state == "rejected":
            if await self.act(print_again, "rejection", self.sample.id) is not None:
                self.say("The rejection slip is printing. It says COPY.")
            return
        tail = last_four(self.sample.number)
        self.ask(Ask(f"Why does sample {tail} need its label again?", "Print"), self._label)

    async def _label(self, reason: str) -> bool:
        if await self.act(print_again, "label", self.sample.id, reason) is None:
            return False
        self.say("The label is printing. It says COPY: put it over the old one.")
        return True

    def action_pregnant(self) -> None:
        """Ask whether the patient is pregnant."""
        ask_pregnancy(self, self.number)

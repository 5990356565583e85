"""A tube as the facts so far have left it."""

from collections.abc import Iterable, Iterator

from labkiosk.board.folds.calls import Calls
from labkiosk.board.folds.culture import Cultures
from labkiosk.board.folds.earlier import Earlier
from labkiosk.board.folds.elsewhere import Elsewhere
from labkiosk.board.folds.value import Value
from labkiosk.board.folds.worksheets import Worksheets
from labkiosk.facts.irreplaceable import SampleKept
from labkiosk.facts.order import SamplePlan, TestPlan
from labkiosk.facts.sample import SampleRejected


class Tube:
    """One tube and its tests. Methods that take a fact return, in words, what of it did not fit."""

    def __init__(
        self, plan: SamplePlan, order: str, patient: str, priority: str, head_start: int, at: int, day: str
    ) -> None:
        self.id = self.number = plan.sample
        self.plan, self.order, self.patient = plan, order, patient
        self.priority, self.head_start, self.at, self.day = priority, head_start, at, day
        self.ward = ""
        # What is done on the patient arrives with its order.
        self.received_at: int | None = None if plan.container else at
        self.load_at: int | None = None
        self.order_collected_at: int | None = None
        self.conditions: tuple[str, ...] = ()
        self.rejected = False
        self.reason = ""
        self.replaces: str | None = None
        self.replaced_by: str | None = None
        self.later_numbers: list[str] = []
        self.aliases: dict[str, int] = {}
        self.collected: tuple[int | None, str] = (None, "")
        self.aliquot_of: str | None = None
        self.added: dict[str, tuple[str, int]] = {}
        self.place: tuple[str, int, int, str, str] | None = None
        self.closed: dict[str, tuple[str, str]] = {}
        self.values: dict[str, Value] = {}
        self.earlier: list[Earlier] = []
        self.remarks: dict[str, str] = {}
        self.advised: dict[str, str] = {}
        self.drafts: dict[str, str] = {}
        self.elsewhere = Elsewhere()
        self.calls = Calls(self.id)
        self.worksheets = Worksheets(self.id)
        self.cultures = Cultures(self.id)

    def tests_here(self) -> Iterator[TestPlan]:
        """Those that nothing has closed."""
        return (t for t in self.plan.tests if t.code not in self.closed)

    def receive(self, at: int, conditions: tuple[str, ...]) -> list[str]:
        if self.received_at is not None:
            return ["received twice"]
        self.received_at, self.conditions = at, conditions
        return ["received after it was rejected"] if self.rejected else []

    def reject(self, fact: SampleRejected) -> list[str]:
        before = set(self.closed)
        said = self.close(fact.tests or [t.code for t in self.tests_here()], "rejected", fact.reason)
        if any(code not in before for code in self.closed):
            self.rejected = not any(True for _ in self.tests_here())
            self.reason, self.replaced_by = fact.reason, fact.replacement.sample
        return said

    def relabel(self, number: str) -> None:
        self.later_numbers.append(number)
        self.number = number

    def keep(self, fact: SampleKept) -> list[str]:
        open_ones = [code for code in fact.tests if not self.refuses(code)]
        self.remarks |= dict.fromkeys(open_ones, fact.comment)
        return [f"{code} kept, but it is not open here" for code in fact.tests if code not in open_ones]

    def close(self, codes: Iterable[str], how: str, reason: str) -> list[str]:
        """The tests will have no result from this tube."""
        said = []
        for code in codes:
            if self.refuses(code):
                said.append(f"{code} {how}, but it is not open here")
            else:
                self.closed[code] = (how, reason)
                self.drafts.pop(code, None)
                value = self.values.pop(code, None)
                if value is not None and value.version is not None:
                    said.append(f"{code} {how} after its release")
        return said

    def refuses(self, code: str) -> bool:
        """Whether it gives no value of this test any more, or never was to."""
        return code in self.closed or all(t.code != code for t in self.plan.tests)

    def has(self, code: str) -> bool:
        """Whether the tube is to give this test."""
        return not self.refuses(code)

    def wants_value(self, code: str) -> bool:
        """Whether a test is still to be done here, or its value to be typed again."""
        return self.has(code) and self.is_unfinished(code)

    def is_unfinished(self, code: str) -> bool:
        """Whether something is to be done for a test, which may have a value: a culture is read more than once."""
        return self.state_of(code) in ("open", "held", "interim") or bool(self.cultures.reading_due(code))

    def state_of(self, code: str) -> str:
        """``open``, ``diverted``, the state of its value, or what closed it."""
        if code in self.closed:
            return self.closed[code][0]
        if code in self.values:
            return self.values[code].state
        return "diverted" if code in self.elsewhere else "open"

    @property
    def state(self) -> str:
        """``expected``, ``received``, ``diverted``, ``resulted``, ``reported``, ``rejected`` or ``cancelled``.

        ``diverted``: whatever has no value yet is to be done at another laboratory.
        """
        return self._became(self._own())

    @property
    def benches(self) -> dict[str, str]:
        """At each of its benches the state that the tube would have if only the tests there were asked for."""
        return {bench: self._became(tests) for bench, tests in sorted(self.by_bench().items())}

    def _own(self) -> list[TestPlan]:
        """The tests that count here: those that went on in an aliquot count there."""
        return [t for t in self.plan.tests if self.closed.get(t.code, ("",))[0] != "moved"]

    def by_bench(self) -> dict[str, list[TestPlan]]:
        """The tests that count here, at the bench that does each."""
        benches: dict[str, list[TestPlan]] = {}
        for test in self._own():
            benches.setdefault(test.bench, []).append(test)
        return benches

    def _became(self, tests: Iterable[TestPlan]) -> str:
        codes = {t.code for t in tests}
        states = {self.state_of(code) for code in codes - self.closed.keys()}
        if not states:
            # What closed the last of them says what they came to.
            return next((how for c, (how, _) in reversed(self.closed.items()) if c in codes), "cancelled")
        if states == {"released"}:
            return "reported"
        if not any(self.is_unfinished(code) for code in codes - self.closed.keys()):
            return "diverted" if "diverted" in states else "resulted"
        return "expected" if self.received_at is None else "received"

    def ready_at(self, test: TestPlan) -> int:
        """When a test could first be done here, ms UTC: once the tube is in, and the test asked for."""
        came = self.received_at or self.at
        return max(came, self.added[test.code][1]) if test.code in self.added else came

    def said_of(self, code: str) -> str:
        """What is said of a test beside its state: why it is closed, where it is, why it was kept, what it asks for."""
        if code in self.closed:
            return self.closed[code][1]
        if self.state_of(code) == "diverted":
            return self.elsewhere.place(code)
        return "; ".join(filter(None, (self.remarks.get(code), self.advised.get(code))))

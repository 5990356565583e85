"""A tube as the facts so far have left it."""

from collections.abc import Container, Iterable, Iterator

from msgspec.structs import replace

from labkiosk.board.folds.calls import Calls
from labkiosk.board.folds.culture import Cultures
from labkiosk.board.folds.earlier import Earlier
from labkiosk.board.folds.elsewhere import Elsewhere
from labkiosk.board.folds.value import Value
from labkiosk.board.folds.worksheets import Worksheets
from labkiosk.facts.irreplaceable import SampleKept
from labkiosk.facts.order import SamplePlan, TestPlan
from labkiosk.facts.results import Confirmation, Reassessment, ResultsReleased
from labkiosk.facts.sample import SampleRejected
from labkiosk.rules.needs import LOOK


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
        open_ones = [code for code in fact.tests if not self._refuses(code)]
        self.remarks |= dict.fromkeys(open_ones, fact.comment)
        return [f"{code} kept, but it is not open here" for code in fact.tests if code not in open_ones]

    def close(self, codes: Iterable[str], how: str, reason: str) -> list[str]:
        """The tests will have no result from this tube."""
        said = []
        for code in codes:
            if self._refuses(code):
                said.append(f"{code} {how}, but it is not open here")
            else:
                self.closed[code] = (how, reason)
                self.drafts.pop(code, None)
                value = self.values.pop(code, None)
                if value is not None and value.version is not None:
                    said.append(f"{code} {how} after its release")
        return said

    def _refuses(self, code: str) -> bool:
        return code in self.closed or all(t.code != code for t in self.plan.tests)

    def record(self, value: Value) -> list[str]:
        code = value.entry.test
        if self._refuses(code):
            return [f"a value for {code}, which is not open here"]
        earlier = self.values.get(code)
        if value.entry.repeat == "beside":
            return self._keep_beside(value)
        if earlier is not None:
            if earlier.state == "released" and value.entry.amends != earlier.version:
                return [f"a value for {code} after its release"]
            value.takes_the_place_of(earlier)
            self.earlier.append(Earlier(earlier, value.entry.reason, value.at, value.actor))
        self.values[code] = value
        self.drafts.pop(code, None)
        self.advised.pop(code, None)
        return []

    def _keep_beside(self, value: Value) -> list[str]:
        code = value.entry.test
        if code not in self.values:
            return [f"a second value for {code}, which has no first"]
        self.earlier.append(Earlier(value, f"the first counts: {value.entry.reason}", value.at, value.actor))
        return []

    def confirm(self, given: Confirmation) -> list[str]:
        value = self.values.get(given.test)
        if value is None or given.step not in value.needs:
            return [f"{given.test} confirmed, but nothing of it waited for that"]
        value.needs.remove(given.step)
        value.kits += [given.kit] if given.kit else []
        value.looked = value.looked or given.step == LOOK
        return []

    def hold(self, codes: Iterable[str], why: str) -> list[str]:
        """Values wait for somebody to look at them."""
        said = []
        for code in codes:
            value = self.values.get(code)
            if value is None or value.version is not None:
                said.append(f"{code} held, but no value of it waits for release")
                continue
            value.needs += [LOOK] if LOOK not in value.needs else []
            value.held += [why] if why not in value.held else []
        return said

    def reassess(self, judged: Reassessment) -> list[str]:
        value = self.values.get(judged.test)
        if value is None or value.version is not None:
            return [f"{judged.test} judged anew, but no value of it waits for release"]
        value.entry = replace(
            value.entry, flag=judged.flag, reference=judged.reference, example=judged.example
        )
        value.needs = list(judged.needs)
        return []

    def draft(self, values: dict[str, str]) -> None:
        self.drafts = {c: v for c, v in (self.drafts | values).items() if v}

    def validate(self, codes: Iterable[str], at: int, actor: str) -> list[str]:
        said = []
        for code in codes:
            value = self.values.get(code)
            if value is None or value.needs or value.version is not None or value.entry.steps == 1:
                said.append(f"{code} validated, but it did not wait for that")
            elif value.actor == actor:
                said.append(f"{code} validated by who entered it")
            else:
                value.validated = (at, actor)
        return said

    def release(
        self, codes: Iterable[str], fact: ResultsReleased, at: int, actor: str, interim: Container[str] = ()
    ) -> list[str]:
        said = []
        for code in codes:
            value = self.values.get(code)
            if value is None or not value.ready or value.state in ("released", "interim"):
                said.append(f"{code} released, but it was not ready")
                continue
            value.version, value.provisional = fact.version, fact.provisional
            value.released_at = at
            value.released_by = f"rules:{fact.approved_by}" if fact.auto else actor
            value.interim = code in interim
        return said

    def withdraw(self, codes: Iterable[str], reason: str, at: int, actor: str) -> list[str]:
        """Values that were out are taken back: their tests will have no result from this tube."""
        said = []
        for code in codes:
            value = self.values.get(code)
            if value is None or value.version is None:
                said.append(f"{code} withdrawn, but it was not out")
                continue
            why = f"withdrawn: {reason}"
            self.earlier.append(Earlier(value, why, at, actor))
            del self.values[code]
            self.closed[code] = ("cancelled", why)
            self.drafts.pop(code, None)
        return said

    def has(self, code: str) -> bool:
        """Whether the tube is to give this test."""
        return not self._refuses(code)

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

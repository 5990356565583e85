"""A tube as the facts so far have left it."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from labkiosk.board.folds.elsewhere import Elsewhere
from labkiosk.board.folds.rows import Rows, as_json
from labkiosk.board.folds.value import Value, state_at_bench
from labkiosk.board.folds.worksheets import Worksheets
from labkiosk.facts.irreplaceable import SampleKept
from labkiosk.facts.order import SamplePlan, TestPlan
from labkiosk.facts.results import Confirmation, Reassessment, ResultsReleased
from labkiosk.facts.sample import SampleRejected
from labkiosk.rules.priority import due, queue_key, ready


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
        self.remarks: dict[str, str] = {}
        self.drafts: dict[str, str] = {}
        self.elsewhere = Elsewhere()
        self.worksheets = Worksheets(self.id)

    def _tests(self) -> Iterator[TestPlan]:
        return (t for t in self.plan.tests if t.code not in self.closed)

    def receive(self, at: int, conditions: tuple[str, ...]) -> list[str]:
        if self.received_at is not None:
            return ["received twice"]
        self.received_at, self.conditions = at, conditions
        return ["received after it was rejected"] if self.rejected else []

    def reject(self, fact: SampleRejected) -> list[str]:
        before = set(self.closed)
        said = self.close(fact.tests or [t.code for t in self._tests()], "rejected", fact.reason)
        if any(code not in before for code in self.closed):
            self.rejected = not any(True for _ in self._tests())
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
        if earlier is not None and earlier.state == "released":
            return [f"a value for {code} after its release"]
        self.values[code] = value
        self.drafts.pop(code, None)
        return []

    def confirm(self, given: Confirmation) -> list[str]:
        value = self.values.get(given.test)
        if value is None or given.step not in value.needs:
            return [f"{given.test} confirmed, but nothing of it waited for that"]
        value.needs.remove(given.step)
        value.kits += [given.kit] if given.kit else []
        return []

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

    def release(self, codes: Iterable[str], fact: ResultsReleased, at: int, actor: str) -> list[str]:
        said = []
        for code in codes:
            value = self.values.get(code)
            if value is None or value.needs or value.state == "released":
                said.append(f"{code} released, but it was not ready")
                continue
            value.version, value.provisional = fact.version, fact.provisional
            value.released_at, value.released_by = at, actor
        return said

    def has(self, code: str) -> bool:
        """Whether the tube is to give this test."""
        return not self._refuses(code)

    def wants_value(self, code: str) -> bool:
        """Whether a test is still to be done here, or its value to be typed again."""
        return self.has(code) and self.state_of(code) in ("open", "held")

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
        return {bench: self._became(tests) for bench, tests in sorted(self._by_bench().items())}

    def _own(self) -> list[TestPlan]:
        """The tests that count here: those that went on in an aliquot count there."""
        return [t for t in self.plan.tests if self.closed.get(t.code, ("",))[0] != "moved"]

    def _by_bench(self) -> dict[str, list[TestPlan]]:
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
        if not states & {"open", "held"}:
            return "diverted" if "diverted" in states else "resulted"
        return "expected" if self.received_at is None else "received"

    def _work(self) -> Iterator[tuple[object, ...]]:
        # What is expected or done has no row: the queue's table stays as small as the work that is open.
        for bench, asked in self._by_bench().items():
            tests = [t for t in asked if t.code not in self.closed and self.state_of(t.code) != "diverted"]
            states = [self.state_of(t.code) for t in tests]
            to_do = 0 if self.received_at is None else sum(s in ("open", "held") for s in states)
            to_release = sum(s in ("recorded", "provisional") for s in states)
            if not (to_do or to_release):
                continue
            values = [self.values.get(t.code) for t in tests]
            told = [v.told if v else state for v, state in zip(values, states, strict=True)]
            # What was released long ago does not make a test that was added today overdue.
            left = [t for t, state in zip(tests, states, strict=True) if state != "released"]
            came, target = min(((self._ready(t), t.target_min) for t in left), key=lambda r: due(*r))
            within = self.plan.within_min
            drawn = self.order_collected_at if self.collected[0] is None else self.collected[0]
            since = ready(came, drawn, within)
            yield (
                self.id, bench, self.priority, queue_key(since, self.head_start, within),
                due(came, target, since, within), target,
                state_at_bench(told), as_json([t.code for t in tests]), to_do, to_release,
                int("provisional" not in states),
                self.worksheets.open_at(bench, self.wants_value),
            )  # fmt: skip

    def _ready(self, test: TestPlan) -> int:
        came = self.received_at or self.at
        return max(came, self.added[test.code][1]) if test.code in self.added else came

    def rows(self) -> Rows:
        """Its rows in every table that it owns."""
        p = self.plan
        tests = [
            (
                *(t.code, t.name, t.section, t.bench, self.state_of(t.code), self._reason(t.code)),
                *self.added.get(t.code, ()),
            )
            for t in p.tests
        ]
        sample = (
            self.id, self.number, self.order, self.patient, self.priority, self.head_start, p.specimen,
            p.container, p.container_name, p.cap, p.part, p.parts, self.state, self.day, self.at,
            self.received_at, as_json(self.conditions), self.reason, self.replaces, self.replaced_by,
            p.mark, p.minute, self.load_at, *self.collected, self.ward, self.aliquot_of, as_json(self.benches),
            as_json(tests), int(self.id),
        )  # fmt: skip
        out = [t.code for t in self._tests() if self.state_of(t.code) == "diverted"]
        return {
            "sample": [sample],
            "relabel": [(n, self.id) for n in dict.fromkeys(self.later_numbers)],
            "alias": [(code, self.id, at) for code, at in self.aliases.items()],
            "work": list(self._work()),
            "result": [v.row(self.id, self.patient) for v in self.values.values()],
            "draft": [(self.id, c, v) for c, v in self.drafts.items()],
            "stored": [(self.id, *self.place)] if self.place else [],
            "sent": list(self.elsewhere.rows(self.id, out)),
            "batch_tube": list(self.worksheets.rows(self.wants_value)),
        }

    def _reason(self, code: str) -> str:
        if code in self.closed:
            return self.closed[code][1]
        if self.state_of(code) == "diverted":
            return self.elsewhere.place(code)
        return self.remarks.get(code, "")

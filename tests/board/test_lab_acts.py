"""Any acts of a lab, one after another: the board always equals the journal, adds up, and nothing contradicts."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from labkiosk.board import counts, queue, samples
from labkiosk.board.rebuild import differences
from labkiosk.facts.errors import Refused
from labkiosk.journal.verify import broken_chain, broken_touches
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.drafts import keep_draft
from labkiosk.lab.intake import cancel, cancel_order, register
from labkiosk.lab.irreplaceable import proceed
from labkiosk.lab.links import agree, propose, propose_undo, refuse_link
from labkiosk.lab.papers import answer, print_again, print_report
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.priority import make_stat
from labkiosk.lab.release import release
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.transfer import transfer
from tests.lab.homes import Clock, make

BADGES = ("phleb", "tech", "path", "super")
# In range, critical, held, choice; what does not fit a test is refused.
VALUES = ("140", "4.1", "7.8", "2.0", "108", "NR", "R", "12.5")
TESTS = ("NA", "K", "HB", "HIV", "PT", "ELEC")
NOT_OUT = ("open", "held", "recorded", "provisional")


class Acts(RuleBasedStateMachine):
    """What may be refused is tried all the same: a refusal must leave no trace."""

    tubes = Bundle("tubes")
    orders = Bundle("orders")
    patients = Bundle("patients")

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.lab = make(Path(self.folder.name) / "home", self.clock)
        self.made = 0
        self.added: dict[tuple[str, str], int] = {}

    def teardown(self) -> None:
        assert list(broken_chain(self.lab.conn)) == []
        assert list(broken_touches(self.lab.conn)) == []
        self.lab.close()
        self.folder.cleanup()

    def by(self, badge: str, act: object, *given: object, **said: object) -> object:
        """An act by somebody; None when it was refused, and then no fact is there that was not before."""
        self.lab.sign_in(badge)
        before = self.lab.conn.execute("SELECT count(*) FROM journal").fetchone()
        try:
            return act(self.lab, *given, **said)  # type: ignore[operator]
        except Refused:
            assert self.lab.conn.execute("SELECT count(*) FROM journal").fetchone() == before
            return None

    @rule(minutes=st.sampled_from([0, 1, 90, 2000]))
    def wait(self, minutes: int) -> None:
        self.clock.turn(minutes)

    @rule(
        target=tubes,
        name=st.sampled_from(["Asha Devi", "Ravi", "आशा"]),
        tests=st.lists(st.sampled_from(TESTS), min_size=1, max_size=3),
        priority=st.sampled_from(["stat", "urgent", "routine"]),
    )
    def register_new(self, name: str, tests: list[str], priority: str) -> object:
        patient = PatientRequest(name=name, sex="F", age="3 d" if name == "Ravi" else "40 y")
        request = OrderRequest(patient=patient, tests=tuple(tests), priority=priority)  # type: ignore[arg-type]
        made = register(self.lab_of("phleb"), request)
        self.made += len(made.samples)
        return multiple(*((s.sample, made.order, made.patient) for s in made.samples))

    def lab_of(self, badge: str):  # type: ignore[no-untyped-def]
        self.lab.sign_in(badge)
        return self.lab

    @rule(tube=tubes, badge=st.sampled_from(BADGES), conditions=st.sampled_from([(), ("HAEMOLYSED",)]))
    def receive(self, tube: tuple[str, str, str], badge: str, conditions: tuple[str, ...]) -> None:
        self.by(badge, receive, tube[0], conditions)

    @rule(
        target=tubes,
        tube=tubes,
        badge=st.sampled_from(BADGES),
        tests=st.sampled_from([(), ("NA",), ("HB", "HB")]),
    )
    def reject(self, tube: tuple[str, str, str], badge: str, tests: tuple[str, ...]) -> object:
        done = self.by(badge, reject, tube[0], "CLOTTED", tests)
        if done is None:
            return multiple()
        self.made += 1
        return (done.replacement, *tube[1:])  # type: ignore[attr-defined]

    @rule(
        tube=tubes,
        badge=st.sampled_from(BADGES),
        test=st.sampled_from(TESTS),
        value=st.sampled_from(VALUES),
        again=st.booleans(),
        reason=st.sampled_from(["", "misread"]),
    )
    def record(
        self, tube: tuple[str, str, str], badge: str, test: str, value: str, again: bool, reason: str
    ) -> None:
        given = Given(test=test, value=value, again=value if again else None, reason=reason)
        self.by(badge, record, tube[0], [given])

    @rule(tube=tubes, badge=st.sampled_from(BADGES))
    def record_all(self, tube: tuple[str, str, str], badge: str) -> None:
        """Values that fit for whatever is open and not calculated."""
        fits = {"NA": "140", "K": "4.1", "HB": "12.5", "HIV": "NR", "PT": "12", "CL": "100", "HCO3": "24"}
        fits |= {"CREA": "0.9", "UREA": "30", "UA": "5", "LDH": "200", "A1C": "5.5"}
        found = samples.find(self.lab.conn, tube[0])
        assert found is not None
        open_ones = [t.code for t in samples.tests(self.lab.conn, found.id) if t.state == "open"]
        self.by(badge, record, found.number, [Given(test=c, value=fits[c]) for c in open_ones if c in fits])

    @rule(tube=tubes, badge=st.sampled_from(BADGES))
    def type_again(self, tube: tuple[str, str, str], badge: str) -> None:
        """Whatever is held, typed as it stands."""
        found = samples.find(self.lab.conn, tube[0])
        assert found is not None
        held = [r for r in samples.results(self.lab.conn, found.id).values() if r.needs]
        self.by(badge, record, found.number, [Given(test=r.test, value=r.value) for r in held])

    @rule(tube=tubes, typed=st.sampled_from(["", "1", "14"]))
    def draft(self, tube: tuple[str, str, str], typed: str) -> None:
        self.by("tech", keep_draft, tube[0], {"NA": typed, "HB": typed, "XX": typed})

    @rule(tube=tubes, badge=st.sampled_from(BADGES), provisional=st.booleans(), report=st.booleans())
    def release(self, tube: tuple[str, str, str], badge: str, provisional: bool, report: bool) -> None:
        self.by(badge, release, [tube[0]], provisional=provisional, reason="urgent", report=report)

    @rule(tube=tubes, tests=st.sampled_from([(), ("K", "K"), ("NA", "HB")]))
    def cancel(self, tube: tuple[str, str, str], tests: tuple[str, ...]) -> None:
        self.by("phleb", cancel, tube[0], tests, "Ordered twice")

    @rule(tube=consumes(tubes))
    def cancel_order(self, tube: tuple[str, str, str]) -> None:
        self.by("phleb", cancel_order, tube[1], "Ordered twice")

    @rule(tube=tubes, name=st.sampled_from(["Asha Devi", "Usha Devi"]))
    def correct(self, tube: tuple[str, str, str], name: str) -> None:
        self.by("phleb", correct_patient, tube[2], PatientRequest(name=name, sex="F"), "misread")

    @rule(tube=tubes, other=tubes, badge=st.sampled_from(BADGES), second=st.sampled_from(BADGES))
    def link(self, tube: tuple[str, str, str], other: tuple[str, str, str], badge: str, second: str) -> None:
        proposed = self.by(badge, propose, tube[2], other[2], "the family came")
        if proposed is not None:
            agreed = self.by(second, agree, proposed)
            assert (agreed is None) == (badge == second)

    @rule(tube=tubes, badge=st.sampled_from(BADGES), second=st.sampled_from(BADGES))
    def undo_link(self, tube: tuple[str, str, str], badge: str, second: str) -> None:
        proposed = self.by(badge, propose_undo, tube[2], "her sister")
        if proposed is not None and self.by(second, agree, proposed) is None:
            assert badge == second
            self.by(second, refuse_link, proposed, "it is her")

    @rule(tube=tubes, ward=st.sampled_from(["ICU", "Ward 3"]), whole=st.booleans())
    def transfer(self, tube: tuple[str, str, str], ward: str, whole: bool) -> None:
        self.by("phleb", transfer, tube[2] if whole else tube[1], ward)

    @rule(tube=tubes)
    def make_stat(self, tube: tuple[str, str, str]) -> None:
        self.by("phleb", make_stat, tube[0])

    @rule(tube=tubes, badge=st.sampled_from(BADGES))
    def proceed(self, tube: tuple[str, str, str], badge: str) -> None:
        self.by(badge, proceed, tube[0], "CLOTTED")

    @rule(tube=tubes, form=st.sampled_from(["label", "slip", "rejection", "report"]))
    def print_again(self, tube: tuple[str, str, str], form: str) -> None:
        self.by("phleb", print_again, form, tube[1] if form in ("slip", "report") else tube[0], "torn")
        self.by("phleb", print_report, tube[1])

    @rule(came_out=st.booleans())
    def answer(self, came_out: bool) -> None:
        self.by("phleb", answer, "J01-0000001", came_out=came_out)

    @invariant()
    def the_board_is_what_the_journal_says(self) -> None:
        assert list(differences(self.lab.conn)) == []

    @invariant()
    def nothing_contradicts(self) -> None:
        assert samples.conflicts(self.lab.conn) == []

    @invariant()
    def the_counts_add_up(self) -> None:
        c = counts.counts(self.lab.conn)
        assert c.registered == self.made
        assert c.registered == c.expected + c.received + c.rejected + c.cancelled
        assert c.received == c.pending + c.resulted + c.reported + c.diverted

    @invariant()
    def nobody_waits_behind_a_later_one_of_the_same_priority(self) -> None:
        waiting: dict[str, list[tuple[int, str]]] = {}
        for item in queue.following(self.lab.conn, limit=1000):
            found = samples.sample(self.lab.conn, item.sample)
            assert found is not None
            came = found.received_at
            assert came is not None
            left = [t for t in samples.tests(self.lab.conn, item.sample) if t.bench == item.bench]
            since = [self.added.get((item.sample, t.code), came) for t in left if t.state in NOT_OUT]
            waiting.setdefault(item.priority, []).append((min(since), item.sample))
        assert all(line == sorted(line) for line in waiting.values())


TestActs = Acts.TestCase
TestActs.settings = settings(max_examples=12, stateful_step_count=30)

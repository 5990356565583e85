"""The same acts, with tubes poured, added to and stored among them: each test is in one place, whatever is done."""

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, multiple, rule

from labkiosk.board import racks, samples
from labkiosk.lab.addon import Added, add_on
from labkiosk.lab.aliquot import Poured, pour
from labkiosk.lab.bench import receive
from labkiosk.lab.storage import empty, make_rack, store, take
from tests.board.test_lab_acts import BADGES, NOT_OUT, Acts
from tests.lab.homes import order

RACKS = ("K01-0000001", "K01-0000002")
TESTS = ("NA", "K", "CREA", "HB", "LDH", "KFT")


class TubeActs(Acts):
    """Tubes are (sample, order, patient), as in the acts of the spine."""

    tubes = Acts.tubes

    @rule(badge=st.sampled_from(BADGES), positions=st.integers(1, 2))
    def make_rack(self, badge: str, positions: int) -> None:
        self.by(badge, make_rack, "Fridge", positions)

    @initialize(target=tubes)
    def begin(self) -> object:
        """Two full tubes at the bench: what is poured, added and stored is then seldom refused."""
        super().begin()
        made = order(self.lab, "NA", "K", "CREA", "HB", "A1C")
        self.made += len(made.samples)
        for sample in made.samples:
            receive(self.lab, sample.sample)
        return multiple(*((s.sample, made.order, made.patient) for s in made.samples))

    @rule(
        target=tubes, tube=tubes, badge=st.sampled_from(BADGES), which=st.integers(0, 3), more=st.booleans()
    )
    def pour(self, tube: tuple[str, str, str], badge: str, which: int, more: bool) -> object:
        found = samples.find(self.lab.conn, tube[0])
        assert found is not None
        codes = [t.code for t in samples.tests(self.lab.conn, found.id)]
        done = self.by(badge, pour, found.number, tuple(codes[which : which + 1 + more]))
        if done is None:
            return multiple()
        assert isinstance(done, Poured)
        self.made += 1
        came = samples.find(self.lab.conn, done.parent)
        assert came is not None
        for code in done.tests:
            if (came.id, code) in self.added:
                self.added[done.sample, code] = self.added[came.id, code]
        return (done.sample, *tube[1:])

    @rule(
        target=tubes,
        tube=tubes,
        badge=st.sampled_from(BADGES),
        tests=st.lists(st.sampled_from(TESTS), min_size=1, max_size=2),
        fit=st.sampled_from(["", "kept cold"]),
        new=st.booleans(),
        whole=st.booleans(),
    )
    def add_on(
        self, tube: tuple[str, str, str], badge: str, tests: list[str], fit: str, new: bool, whole: bool
    ) -> object:
        subject = tube[1] if whole else tube[0]
        done = self.by(badge, add_on, subject, tuple(tests), fit=fit, new_tube=new)
        if done is None:
            return multiple()
        assert isinstance(done, Added)
        self.made += sum(t.new for t in done.tubes)
        for to in done.tubes:
            found = samples.find(self.lab.conn, to.sample)
            assert found is not None
            if found.received_at is not None:
                self.added |= {(found.id, code): self.lab.time().at for code in to.tests}
        return multiple(*((t.sample, *tube[1:]) for t in done.tubes if t.new))

    @rule(tube=tubes, rack=st.sampled_from(RACKS), position=st.sampled_from([None, 1, 2]))
    def store(self, tube: tuple[str, str, str], rack: str, position: int | None) -> None:
        self.by("tech", store, rack, tube[0], position)

    @rule(tube=tubes, discard=st.booleans())
    def take(self, tube: tuple[str, str, str], discard: bool) -> None:
        self.by("tech", take, tube[0], discard=discard)

    @rule(rack=st.sampled_from(RACKS))
    def empty(self, rack: str) -> None:
        self.by("tech", empty, rack)

    @invariant()
    def each_test_is_in_one_place_or_nobody_wants_it(self) -> None:
        conn = self.lab.conn
        for (placed,) in conn.execute("SELECT id FROM orders").fetchall():
            places: dict[str, Counter[str]] = {}
            for sample in samples.of_order(conn, placed):
                for test in samples.tests(conn, sample.id):
                    places.setdefault(test.code, Counter())[test.state] += 1
            for states in places.values():
                live = sum(states[s] for s in (*NOT_OUT, "released"))
                assert live == 1 or (live == 0 and states["cancelled"])

    @invariant()
    def a_place_has_one_tube(self) -> None:
        for rack in RACKS:
            positions = [p.position for p in racks.content(self.lab.conn, rack)]
            assert len(positions) == len(set(positions))


TestTubeActs = TubeActs.TestCase
TestTubeActs.settings = settings(max_examples=6, stateful_step_count=25)

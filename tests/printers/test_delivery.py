"""What becomes of a paper, whatever the printer and the line do; in a time of the test's own."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkiosk.printers.delivery import Doubtful, Nothing, Outcome, Printed, deliver, state_of
from labkiosk.printers.escpos import EscPos
from labkiosk.printers.language import LANGUAGES, Language
from labkiosk.printers.patience import Patience
from labkiosk.printers.picture import Png
from labkiosk.printers.sheet import Heard
from labkiosk.printers.state import State
from labkiosk.printers.talk import Talk
from tests.printers.machine import Machine
from tests.printers.mishaps import cover_open, deaf, dumb, paper_out
from tests.printers.wire import Mishap, Wire

PATIENCE = Patience(answer_s=2, paper_s=10, mend_s=60, glance_s=0.5, quiet_s=0.1)
ESCPOS = LANGUAGES["escpos"]
PROVEN = Printed("confirmed by the printer")
BEFORE = 12 + 11 + 9
"""Bytes that ask for the state and rehearse the question; then comes the paper."""


def paper(rows: int, seed: int = 1) -> bytes:
    """As the manuals have it: initialise, a picture of 8 bytes by so many rows in bands, feed, cut."""
    dice = random.Random(seed)
    bands = [min(200, rows - top) for top in range(0, rows, 200)]
    picture = [
        b"\x1dv0\x00\x08\x00" + down.to_bytes(2, "little") + dice.randbytes(8 * down) for down in bands
    ]
    return b"\x1b@" + b"".join(picture) + b"\x1bd\x06" + b"\x1dV\x01"


def talk_on(wire: Wire, language: Language = ESCPOS) -> Talk:
    return Talk(wire, language, PATIENCE, clock=wire.clock)


@dataclass
class Done:
    """An outcome, and what was seen on the way."""

    outcome: Outcome
    states: list[State] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    """How many bytes the machine had taken when the first of the paper was announced."""


def done(wire: Wire, data: bytes, patience: Patience = PATIENCE, ticket: int = 7) -> Done:
    states: list[State] = []
    begun: list[int] = []
    talk = Talk(wire, EscPos(), patience, states.append, wire.clock)
    outcome = deliver(talk, data, ticket, on_byte_one=lambda: begun.append(len(wire.machine.taken)))
    return Done(outcome, states, begun)


def lost(wire: Wire) -> None:
    wire.lost = True


def mended(wire: Wire) -> None:
    wire.machine.rows_left, wire.machine.cover_open = 1_000_000, False
    wire.machine.deaf = wire.machine.dumb = False


def off_and_on(wire: Wire) -> None:
    wire.machine.switch_off_and_on()


def noise(words: bytes) -> Mishap:
    return lambda wire: wire.says(words)


@pytest.mark.parametrize("knows_ids", [True, False])
@pytest.mark.parametrize("looks", [True, False])
def test_a_printer_that_is_well_prints_and_says_so(knows_ids: bool, looks: bool) -> None:
    wire = Wire(Machine(knows_ids=knows_ids), looks=looks)
    seen = done(wire, paper(100))
    assert (seen.outcome, seen.states, seen.begun) == (PROVEN, [State.READY], [BEFORE])
    assert wire.machine.papers == [paper(100)]


def test_papers_follow_each_other_on_one_line() -> None:
    wire = Wire(Machine())
    for ticket in range(20):
        assert done(wire, paper(20, ticket), ticket=ticket).outcome == PROVEN
    assert wire.machine.papers == [paper(20, ticket) for ticket in range(20)]


QUESTION, STATUS = 11 + 9, 12
"""Bytes that ask whether a paper is out, and how the printer is."""


def followed(wire: Wire, talk: Talk, ticket: int = 2) -> tuple[Outcome, int | None]:
    """What became of a second paper, and how many bytes the machine took since the first until it began."""
    before, begun = len(wire.machine.taken), list[int]()
    outcome = deliver(
        talk, paper(50), ticket, on_byte_one=lambda: begun.append(len(wire.machine.taken) - before)
    )
    return outcome, begun[0] if begun else None


def test_after_a_paper_that_was_proved_a_moment_ago_the_next_one_leaves_without_a_word() -> None:
    wire = Wire(Machine())
    talk = talk_on(wire)
    assert deliver(talk, SMALL, 1, on_byte_one=lambda: None) == PROVEN
    assert talk.vouches()
    assert followed(wire, talk) == (PROVEN, 0)
    assert len(wire.machine.taken) == BEFORE + len(SMALL) + len(paper(50)) + 2 * (QUESTION + STATUS)
    assert wire.machine.papers == [SMALL, paper(50)]


@pytest.mark.parametrize("since", ["late", "talkative"])
def test_what_happened_since_is_asked_about_before_the_next_paper(since: str) -> None:
    wire = Wire(Machine())
    talk = talk_on(wire)
    deliver(talk, SMALL, 1, on_byte_one=lambda: None)
    if since == "late":
        wire.now += PATIENCE.glance_s + 0.1
    else:
        wire.says(b"\x12")
    assert not talk.vouches()
    assert followed(wire, talk) == (PROVEN, BEFORE)


def test_a_line_that_was_lost_since_takes_nothing() -> None:
    wire = Wire(Machine())
    talk = talk_on(wire)
    deliver(talk, SMALL, 1, on_byte_one=lambda: None)
    wire.lost = True
    assert not talk.vouches()
    assert followed(wire, talk) == (Nothing(State.SILENT, "broke the connection"), None)


def test_after_a_paper_that_ended_in_doubt_nobody_vouches_for_the_one_before_it() -> None:
    machine = Machine(needs_paper=False)
    wire = Wire(machine)
    talk = talk_on(wire)
    assert deliver(talk, SMALL, 1, on_byte_one=lambda: None) == PROVEN
    machine.rows_left = 50
    outcome, _ = followed(wire, talk)
    assert isinstance(outcome, Doubtful)
    assert wire.now < PATIENCE.glance_s
    assert not talk.vouches()


@pytest.mark.parametrize(
    "wire",
    [
        Wire(Machine(knows_ids=False)),
        Wire(Machine(), confirms=False),
        Wire(Machine(dumb=True), answers=False),
        Wire(Machine(), at_byte=[(BEFORE + 500, deaf)]),
        Wire(Machine(), at_byte=[(BEFORE + 1, paper_out)]),
    ],
)
def test_no_printer_vouches_that_did_not_prove_a_paper_by_its_ticket(wire: Wire) -> None:
    talk = talk_on(wire)
    deliver(talk, SMALL, 1, on_byte_one=lambda: None)
    assert not talk.vouches()


@pytest.mark.parametrize(
    ("mishap", "state", "reason"),
    [
        (paper_out, State.PAPER_OUT, "out of paper"),
        (cover_open, State.COVER_OPEN, "its cover is open"),
        (dumb, State.SILENT, "does not answer"),
        (deaf, State.SILENT, "does not answer"),
        (lost, State.SILENT, "broke the connection"),
        (
            noise(b"\xff" * 5000),
            State.SILENT,
            "answers what nobody can read: check its language and its speed",
        ),
    ],
)
def test_nothing_leaves_for_a_printer_that_is_not_well(mishap: Mishap, state: State, reason: str) -> None:
    at_s = [(0.0, mishap)] if mishap in (paper_out, cover_open, dumb, deaf, lost) else [(0.005, mishap)]
    wire = Wire(Machine(), at_s=at_s)
    seen = done(wire, paper(100))
    assert (seen.outcome, seen.states, seen.begun) == (Nothing(state, reason), [state], [])
    assert b"\x1b" not in wire.machine.taken


STOOD_STILL = (
    "stood still in the middle of the paper: is it whole? One that was switched off and on goes on like that"
)
BEGINS = b"\x1b@\x1dv0\x00\x08\x00"
SMALL, LARGE = paper(100), paper(1000)
"""One that fits the printer's buffer, and one that does not."""


@pytest.mark.parametrize("knows_ids", [True, False])
@pytest.mark.parametrize("looks", [True, False])
def test_paper_that_runs_out_behind_the_paper_is_mended_and_then_it_is_out(
    knows_ids: bool, looks: bool
) -> None:
    out = [(BEFORE + 1, paper_out)]
    wire = Wire(Machine(knows_ids=knows_ids), at_byte=out, at_s=[(40.0, mended)], looks=looks)
    seen = done(wire, SMALL)
    assert seen.outcome == Printed("confirmed by the printer (in between: out of paper)")
    assert (seen.states, wire.machine.papers) == ([State.READY, State.PAPER_OUT, State.READY], [SMALL])


def test_while_the_port_says_what_is_wrong_the_rest_waits_in_the_program() -> None:
    wire = Wire(Machine(), at_byte=[(BEFORE + 1, paper_out)], at_s=[(40.0, mended)], looks=True)
    seen = done(wire, LARGE)
    assert seen.outcome == Printed("confirmed by the printer (in between: out of paper)")
    assert (seen.states, wire.machine.papers) == ([State.READY, State.PAPER_OUT, State.READY], [LARGE])


def test_each_trouble_may_take_as_long_as_mending_takes() -> None:
    mishaps = [(40.0, mended), (43.0, cover_open), (90.0, mended)]
    wire = Wire(Machine(room=16384), at_byte=[(BEFORE + 1, paper_out)], at_s=mishaps, pause_s=1.5)
    assert done(wire, LARGE).outcome == Printed("confirmed by the printer (in between: its cover is open)")
    assert wire.machine.papers == [LARGE]


def test_out_of_paper_and_mended_only_in_an_hour() -> None:
    patient = PATIENCE._replace(paper_s=60, mend_s=float("inf"))
    wire = Wire(Machine(), at_byte=[(BEFORE + 1, paper_out)], at_s=[(3600.0, mended)])
    assert done(wire, SMALL, patient).outcome == Printed(
        "confirmed by the printer (in between: out of paper)"
    )
    assert wire.machine.papers == [SMALL]


@pytest.mark.parametrize(
    ("mishaps", "looks", "data", "reason"),
    [
        (
            [(BEFORE + 1, paper_out)],
            False,
            SMALL,
            "took the whole paper, and time is up before it said that the paper is out (out of paper)",
        ),
        (
            [(BEFORE + 1, cover_open)],
            False,
            SMALL,
            "took the whole paper, and time is up before it said that the paper is out (its cover is open)",
        ),
        ([(BEFORE + 1, paper_out)], False, LARGE, f"takes no more after 4087 of {len(LARGE)} bytes"),
        (
            [(BEFORE + 1, paper_out)],
            True,
            LARGE,
            f"takes no more after 4087 of {len(LARGE)} bytes (out of paper)",
        ),
        ([(BEFORE + 500, deaf)], False, SMALL, f"takes no more after 500 of {len(SMALL)} bytes"),
        ([(BEFORE + 500, lost)], False, SMALL, f"broke the connection after 500 of {len(SMALL)} bytes"),
        (
            [(BEFORE + len(SMALL), lost)],
            False,
            SMALL,
            f"broke the connection after {len(SMALL)} of {len(SMALL)} bytes",
        ),
        (
            [(BEFORE + len(SMALL) + 20, lost)],
            False,
            SMALL,
            "broke the connection before it said that the paper is out",
        ),
        (
            [(BEFORE + 1, dumb)],
            False,
            SMALL,
            "took the whole paper, and time is up before it said that the paper is out",
        ),
        (
            [(BEFORE + 1, paper_out), (BEFORE + len(SMALL), dumb)],
            True,
            SMALL,
            "took the whole paper, and time is up before it said that the paper is out (out of paper)",
        ),
        (
            [(BEFORE + len(SMALL) + 20, off_and_on)],
            False,
            SMALL,
            "took the whole paper, and time is up before it said that the paper is out",
        ),
    ],
)
def test_a_person_looks_where_nobody_knows(
    mishaps: list[tuple[int, Mishap]], looks: bool, data: bytes, reason: str
) -> None:
    wire = Wire(Machine(), at_byte=mishaps, looks=looks, commands=1)
    seen = done(wire, data)
    assert (seen.outcome, seen.begun) == (Doubtful(reason), [BEFORE])


def test_nothing_left_where_the_port_takes_not_one_byte_of_the_paper() -> None:
    wire = Wire(Machine(), at_byte=[(BEFORE, deaf)])
    seen = done(wire, SMALL)
    assert (seen.outcome, seen.begun) == (Nothing(State.SILENT, "takes no data"), [BEFORE])
    assert len(wire.machine.taken) == BEFORE
    wire = Wire(Machine(), at_byte=[(BEFORE, lost)])
    assert done(wire, SMALL).outcome == Nothing(State.SILENT, "broke the connection")


def test_before_the_first_byte_nobody_waits_for_a_person() -> None:
    wire = Wire(Machine(), looks=True)

    def ends() -> None:
        deaf(wire)
        paper_out(wire)

    outcome = deliver(talk_on(wire), SMALL, 7, on_byte_one=ends)
    assert outcome == Nothing(State.PAPER_OUT, "out of paper")
    assert wire.now < PATIENCE.paper_s


class Choked(Wire):
    """A printer that takes nothing until what it said is heard."""

    def hear(self, patience_s: float) -> bytes:
        heard = super().hear(patience_s)
        self.machine.deaf = self.machine.deaf and not heard
        return heard


def test_what_is_said_in_mid_paper_is_heard_and_counts_for_nothing() -> None:
    wire = Choked(Machine(), at_byte=[(BEFORE + 100, deaf), (BEFORE + 100, noise(late([15])))])
    assert done(wire, SMALL).outcome == PROVEN
    wire = Choked(
        Machine(), at_byte=[(BEFORE + 100, deaf), (BEFORE + 100, noise(late([15]))), (BEFORE + 101, dumb)]
    )
    assert isinstance(done(wire, SMALL).outcome, Doubtful)


def test_a_printer_that_prints_on_where_no_paper_is_is_not_believed() -> None:
    wire = Wire(Machine(needs_paper=False, rows_left=60))
    assert done(wire, SMALL).outcome == Doubtful("says that it printed the whole paper, but: out of paper")
    assert wire.machine.papers == []


def test_the_last_of_the_roll_is_out() -> None:
    wire = Wire(Machine(rows_left=101))
    assert done(wire, SMALL).outcome == PROVEN


def late(tickets: Sequence[int]) -> bytes:
    """Answers with the names of other tickets, as this language writes them."""
    asked = [EscPos().question(ticket) for ticket in tickets]
    return b"".join(b"\x37\x22" + words[7:11] + b"\x00" for words in asked)


def off(wire: Wire) -> None:
    """Without power it takes nothing; the line stands, as a serial one does."""
    wire.machine.switch_off_and_on()
    wire.machine.deaf = True


@pytest.mark.parametrize("seconds", [2.0, 8.0])
@pytest.mark.parametrize("at", [3000, 6000, len(LARGE) - 10])
def test_a_printer_that_was_off_for_a_moment_in_mid_paper_is_not_believed(at: int, seconds: float) -> None:
    on = (BEFORE + at) / 10_000 + seconds
    wire = Wire(Machine(), at_byte=[(BEFORE + at, off)], at_s=[(on, mended)], speed=10_000, blind=True)
    assert done(wire, LARGE).outcome == Doubtful(STOOD_STILL)
    assert LARGE not in wire.machine.papers


def test_one_that_cannot_confirm_is_not_believed_then_either() -> None:
    wire = Wire(Machine(), at_byte=[(6000, off)], at_s=[(3.0, mended)], blind=True, answers=False)
    assert done(wire, LARGE).outcome == Doubtful(STOOD_STILL)


def test_a_slow_printer_on_such_a_line_is_believed() -> None:
    wire = Wire(Machine(room=16384), speed=1000, pause_s=0.9, blind=True)
    assert done(wire, LARGE).outcome == PROVEN


@pytest.mark.parametrize(
    "words", [late(range(15)), late([14]), b"\x00" * 3, b"\x00" * 30, b"\x37\x22AAAA\x00", b"\xff", b"A"]
)
def test_what_others_say_is_no_proof(words: bytes) -> None:
    mishaps = [(BEFORE + 1, dumb)]
    for at in (BEFORE + 5, BEFORE + len(SMALL) + 15, BEFORE + len(SMALL) + 20):
        wire = Wire(Machine(), at_byte=[*mishaps, (at, noise(words))], commands=1)
        assert isinstance(done(wire, SMALL).outcome, Doubtful)


def test_an_answer_that_comes_late_is_waited_for() -> None:
    wire = Wire(Machine(), delay_s=1.9)
    assert done(wire, SMALL).outcome == PROVEN


def test_a_printer_that_cannot_confirm_is_found_out_before_the_paper() -> None:
    machine = Machine(knows_ids=False, sensors=False)
    seen = done(Wire(machine), SMALL)
    reason = "does not say when a paper is out: it is busy, or it cannot; F9 at Devices asks which"
    assert (seen.outcome, seen.begun) == (Nothing(State.SILENT, reason), [])
    assert b"\x1b" not in machine.taken
    machine = Machine(knows_ids=False, sensors=False)
    assert done(Wire(machine, confirms=False), SMALL).outcome == UNPROVEN
    assert machine.papers == [SMALL]


UNPROVEN = Printed("sent; this printer cannot confirm")


def test_without_a_way_back_it_is_sent_and_said_to_be_just_that() -> None:
    machine = Machine(dumb=True)
    assert done(Wire(machine, answers=False), SMALL).outcome == UNPROVEN
    assert (machine.papers, bytes(machine.taken)) == ([SMALL], SMALL)
    wire = Wire(Machine(dumb=True), at_byte=[(1, paper_out)], answers=False, looks=True)
    assert done(wire, SMALL).outcome == Doubtful("took the whole paper, but: out of paper")
    wire = Wire(Machine(), at_byte=[(13, dumb)], confirms=False)
    assert done(wire, SMALL).outcome == Doubtful("took the whole paper and then stopped answering")


def test_a_language_that_asks_nothing_sends_nothing_but_the_paper() -> None:
    wire = Wire(Machine())
    begun: list[int] = []
    outcome = deliver(talk_on(wire, Png()), SMALL, 1, on_byte_one=lambda: begun.append(1))
    assert (outcome, begun, bytes(wire.machine.taken)) == (UNPROVEN, [1], SMALL)


@pytest.mark.parametrize("mishap", [paper_out, cover_open, dumb, lost])
def test_the_state_alone_can_be_asked_for(mishap: Mishap) -> None:
    states = {paper_out: "PAPER_OUT", cover_open: "COVER_OPEN", dumb: "SILENT", lost: "SILENT"}
    wire = Wire(Machine(), at_s=[(0.0, mishap)])
    assert state_of(wire, EscPos(), PATIENCE, clock=wire.clock).name == states[mishap]
    assert state_of(Wire(Machine()), EscPos(), PATIENCE) == State.READY


MISHAPS = st.sampled_from([lost, deaf, dumb, paper_out, cover_open, mended, off_and_on])
TALK = st.one_of(
    st.sampled_from(
        [b"\x00", b"\x12", b"\x16", b"\x12\x3e\x12\x72", late([14]), late([14, 16, 13]), b"\x37\x22"]
    ),
    st.binary(max_size=12),
)


@settings(max_examples=200)
@given(data=st.data(), knows_ids=st.booleans(), looks=st.booleans(), rows=st.sampled_from([1, 100, 700]))
def test_printed_is_out_once_and_nothing_never_began_also_behind_another_on_the_same_line(
    data: st.DataObject, knows_ids: bool, looks: bool, rows: int
) -> None:
    sheets = [paper(rows, seed) for seed in range(data.draw(st.sampled_from([1, 2])))]
    end = len(sheets) * (BEFORE + len(sheets[0]) + 20)
    mishap = MISHAPS | (TALK.map(noise) if knows_ids else st.nothing())
    at_byte = data.draw(st.lists(st.tuples(st.integers(0, end), mishap), max_size=3))
    at_s = data.draw(st.lists(st.tuples(st.floats(0, 30), mishap), max_size=4))
    if any(what is off_and_on for _, what in (*at_byte, *at_s)):
        # A printer that takes bytes, is switched off and takes the rest: the line is lost with it.
        at_byte = [(at, lost if what is off_and_on and at < end else what) for at, what in at_byte]
        at_s = [(at, lost if what is off_and_on else what) for at, what in at_s]
    machine = Machine(knows_ids=knows_ids, room=data.draw(st.sampled_from([64 + 8 * rows, 4096 + 8 * rows])))
    wire = Wire(
        machine,
        at_byte,
        at_s,
        speed=data.draw(st.sampled_from([1000, 20_000, 1_000_000])),
        commands=data.draw(st.sampled_from([1, 300])),
        delay_s=data.draw(st.sampled_from([0.0, 0.3, 1.5])),
        looks=looks,
    )
    talk, begun = talk_on(wire), list[int]()
    for at, sheet in enumerate(sheets):
        match deliver(talk, sheet, at, on_byte_one=lambda at=at: begun.append(at)):
            case Printed():
                assert (machine.papers, begun) == (sheets[: at + 1], list(range(at + 1)))
            case Nothing():
                assert bytes(machine.taken).count(BEGINS) == at
                break
            case Doubtful():
                assert begun == list(range(at + 1))
                break
    else:
        return
    assert at_byte or at_s


@pytest.mark.parametrize("knows_ids", [True, False])
def test_what_a_printer_owes_from_an_earlier_paper_is_no_proof_of_the_next(knows_ids: bool) -> None:
    """The first is given up while it prints; its answer comes as the second begins, and the second is held up."""
    wire = Wire(Machine(knows_ids=knows_ids), pause_s=1.5)
    assert isinstance(done(wire, SMALL, PATIENCE._replace(paper_s=0.5), ticket=1).outcome, Doubtful)
    assert wire.machine.papers == []
    assert done(wire, paper(90), ticket=2).outcome == PROVEN
    assert wire.machine.papers == [SMALL, paper(90)]


def test_what_was_said_before_is_read_away() -> None:
    wire = Wire(Machine())
    wire.says(b"\xff" * 20)
    assert done(wire, SMALL).outcome == PROVEN


class Polled:
    """A language without tickets: the printer says at any time whether it is idle."""

    def question(self, ticket: int) -> bytes:
        return b"?"

    def status(self) -> bytes:
        return b"?"

    def read(self, data: bytes, ticket: int) -> Heard | None:
        return Heard(State.READY, done=data[-1:] == b"i") if data else None


class Idle(Machine):
    """A printer for it, that takes five seconds for a paper, ten to start again, and forgets what it held."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks, self.paper_until, self.off_until = 0, 0, 0

    def take(self, data: bytes) -> int:
        if self.ticks >= self.off_until:
            self.taken += data
            if data.strip(b"?"):
                self.paper_until = self.ticks + 500
            self.out += b"b" if self.ticks < self.paper_until else b"i"
        return len(data)

    def work(self, commands: int = 1) -> None:
        self.ticks += 1
        if self.ticks == self.paper_until:
            self.papers.append(b"paper")

    def switch_off_and_on(self) -> None:
        self.paper_until, self.off_until = 0, self.ticks + 1000


def test_a_printer_that_was_switched_off_and_is_idle_now_printed_nothing() -> None:
    for at_s, outcome in (
        ((), PROVEN),
        ([(3.0, off_and_on)], Doubtful("stopped answering before it said that the paper is out")),
    ):
        wire = Wire(Idle(), at_s=at_s)
        assert deliver(talk_on(wire, Polled()), b"paper", 1, on_byte_one=lambda: None) == outcome
        assert wire.machine.papers == ([b"paper"] if outcome == PROVEN else [])


@settings(max_examples=100)
@given(data=st.data(), knows_ids=st.booleans(), looks=st.booleans())
def test_of_papers_one_behind_the_other_each_outcome_is_true(
    data: st.DataObject, knows_ids: bool, looks: bool
) -> None:
    mishap = st.sampled_from([deaf, dumb, paper_out, cover_open, mended])
    wire = Wire(
        Machine(knows_ids=knows_ids),
        at_byte=data.draw(st.lists(st.tuples(st.integers(0, 3000), mishap), max_size=2)),
        at_s=data.draw(st.lists(st.tuples(st.floats(0, 60), mishap), max_size=5)),
        # Without tickets only one that answers on the spot can be told from one that owes answers.
        delay_s=data.draw(st.sampled_from([0.0, 0.04, 1.5, 3.0] if knows_ids else [0.0, 0.04])),
        pause_s=data.draw(st.sampled_from([0.0, 0.3, 1.0, 3.0])),
        looks=looks,
    )
    impatient = PATIENCE._replace(paper_s=0.5, mend_s=5)
    for ticket in range(4):
        sheet = paper(20, ticket)
        before = len(wire.machine.taken)
        match done(wire, sheet, impatient, ticket).outcome:
            case Printed():
                assert wire.machine.papers.count(sheet) == 1
            case Nothing():
                assert b"\x1b" not in wire.machine.taken[before:]
            case Doubtful():
                assert b"\x1b" in wire.machine.taken[before:]

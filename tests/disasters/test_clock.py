"""The wall clock jumps, stops and lies: order, numbers and due times stay right, and what is overdue becomes so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.board import orders, queue, samples
from labkiosk.journal.clock import Anchor, advance, lab_time
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.request import OrderRequest, PatientRequest, Registered
from tests.board.latest import latest
from tests.disasters.box import DAY, HOUR, MINUTE, Box, home_on, opened, say_the_time
from tests.disasters.house import faults


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def home(tmp_path: Path, box: Box) -> Path:
    return home_on(tmp_path, box)


def intake(home: Path, box: Box, name: str, priority: str = "routine") -> Registered:
    """One urea for one patient, its tube received a minute later, by a program that starts anew."""
    with opened(home, box) as lab:
        asked = OrderRequest(
            patient=PatientRequest(name=name, sex="F"),
            tests=("UREA",),
            priority=priority,  # type: ignore[arg-type]
        )
        made = register(lab, asked)
        box.wait(MINUTE)
        receive(lab, made.samples[0].sample)
    return made


def back_a_day(box: Box) -> None:
    box.error -= DAY


def forward_a_day(box: Box) -> None:
    box.error += DAY


def forward_and_back(box: Box) -> None:
    box.error += DAY
    box.wait(10 * MINUTE)
    box.error -= DAY


JUMPS = [back_a_day, forward_a_day, forward_and_back]


@pytest.mark.parametrize("jump", JUMPS)
def test_a_jump_between_two_intakes_changes_nothing(
    home: Path, box: Box, jump: Callable[[Box], None]
) -> None:
    first = intake(home, box, "Asha Devi")
    first_at = box.truth
    jump(box)
    box.wait(10 * MINUTE)
    second = intake(home, box, "Ravi Kumar")
    second_at = box.truth
    assert (first.order, second.order) == ("O01-0000001", "O01-0000002")
    assert [first.samples[0].sample, second.samples[0].sample] == ["010000000016", "010000000027"]
    with opened(home, box) as lab:
        assert [(i.number, i.due) for i in queue.following(lab.conn)] == [
            ("010000000016", first_at + 240 * MINUTE),
            ("010000000027", second_at + 240 * MINUTE),
        ]
        placed = [orders.order(lab.conn, made.order) for made in (first, second)]
        assert [o and o.at for o in placed] == [first_at - MINUTE, second_at - MINUTE]
        assert [o.id for o in latest(lab.conn)] == ["O01-0000002", "O01-0000001"]
        assert lab.time().at == box.truth
    assert faults(home) == ""


@pytest.mark.parametrize("jump", JUMPS)
def test_what_is_overdue_becomes_so_to_the_minute(home: Path, box: Box, jump: Callable[[Box], None]) -> None:
    intake(home, box, "Asha Devi")
    due = box.truth + 240 * MINUTE
    jump(box)
    box.wait(10 * MINUTE)
    intake(home, box, "Ravi Kumar", "stat")
    with opened(home, box) as lab:
        stat = queue.following(lab.conn)[0]
        assert (stat.priority, stat.due) == ("stat", box.truth + 45 * MINUTE)
        seen = []
        for moment in (stat.due, stat.due + 1, due, due + 1):
            box.wait(moment - box.truth)
            seen.append(queue.overdue(lab.conn, lab.time().at))
    assert seen == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("jump", "doubted"), [(back_a_day, True), (forward_a_day, True), (forward_and_back, False)]
)
def test_a_clock_that_is_off_is_doubted_for_as_long_as_it_is(
    home: Path, box: Box, jump: Callable[[Box], None], doubted: bool
) -> None:
    intake(home, box, "Asha Devi")
    jump(box)
    with opened(home, box) as lab:
        assert lab.time().doubt is doubted
        box.error = 0
        assert lab.time() == (box.truth, False)


def test_a_flat_battery_is_doubted_until_a_person_says_what_time_it_is(home: Path, box: Box) -> None:
    first = intake(home, box, "Asha Devi")
    due = box.truth + 240 * MINUTE
    box.power_cut(6 * HOUR, wall=0)
    box.wait(2 * MINUTE)
    with opened(home, box, "super") as lab:
        # What was off cannot be known: time goes on from the last fact, and somebody must look.
        assert lab.time() == (box.truth - 6 * HOUR, True)
        assert queue.overdue(lab.conn, lab.time().at) == 0
    second = intake(home, box, "Ravi Kumar")
    with opened(home, box, "super") as lab:
        assert [i.number for i in queue.following(lab.conn)] == [
            first.samples[0].sample, second.samples[0].sample
        ]  # fmt: skip
        assert lab.time().doubt
        say_the_time(lab, box)
        box.wait(5 * MINUTE)
        assert lab.time() == (box.truth, False)
        assert queue.overdue(lab.conn, lab.time().at) == 2
        assert queue.following(lab.conn)[0].due == due
    third = intake(home, box, "Meena Bai")
    assert third.samples[0].sample == "010000000034"
    with opened(home, box, "super") as lab:
        assert lab.time() == (box.truth, False)
        box.error += DAY
        assert lab.time() == (box.truth, True)
        box.error = 0
        assert lab.time() == (box.truth, False)
    assert faults(home) == ""


def test_a_box_that_was_off_for_three_weeks_asks_before_it_believes_its_clock(home: Path, box: Box) -> None:
    first = intake(home, box, "Asha Devi")
    box.power_cut(21 * DAY)
    box.wait(MINUTE)
    with opened(home, box, "super") as lab:
        assert lab.time() == (box.truth - 21 * DAY, True)
        say_the_time(lab, box)
        assert lab.time() == (box.truth, False)
        assert queue.overdue(lab.conn, lab.time().at) == 1
    second = intake(home, box, "Ravi Kumar")
    with opened(home, box) as lab:
        assert [(i.number, i.due - box.truth) for i in queue.following(lab.conn)] == [
            (first.samples[0].sample, 240 * MINUTE - 21 * DAY - 2 * MINUTE),
            (second.samples[0].sample, 240 * MINUTE),
        ]
    assert faults(home) == ""


def test_a_reboot_with_a_good_clock_needs_nobody(home: Path, box: Box) -> None:
    intake(home, box, "Asha Devi")
    box.power_cut(3 * DAY)
    with opened(home, box) as lab:
        assert lab.time() == (box.truth, False)
        assert queue.overdue(lab.conn, lab.time().at) == 1


def test_a_sample_received_before_the_clock_was_set_back_still_waits_its_turn(home: Path, box: Box) -> None:
    """The queue's key is kept with the sample, so no later correction of the clock re-sorts what waits."""
    box.error = DAY
    box.power_cut(0)
    early = intake(home, box, "Asha Devi")
    with opened(home, box, "super") as lab:
        received = samples.sample(lab.conn, early.samples[0].sample)
        before = queue.following(lab.conn)
        say_the_time(lab, box)
        assert samples.sample(lab.conn, early.samples[0].sample) == received
        assert queue.following(lab.conn) == before
    assert faults(home) == ""


STEPS = st.lists(
    st.tuples(st.integers(0, 3 * DAY), st.integers(-2 * DAY, 2 * DAY) | st.integers(-6 * MINUTE, 6 * MINUTE)),
    max_size=12,
)


@given(STEPS)
def test_within_a_boot_lab_time_never_runs_back_and_is_never_5_minutes_off(
    steps: list[tuple[int, int]],
) -> None:
    box = Box()
    anchor: Anchor | None = None
    before = 0
    for passed, error in [(0, 0), *steps]:
        box.wait(passed)
        box.error = error
        at = lab_time(anchor, box()).at
        assert at >= before
        assert abs(at - box.truth) <= 5 * MINUTE
        anchor, before = advance(anchor, box(), at), at

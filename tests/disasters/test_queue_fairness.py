"""Nobody waits behind a later one of the same priority, STAT comes first after any backlog, and nothing waits for ever."""

from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkiosk.board import queue
from labkiosk.board.rebuild import differences, rebuild
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import OrderRequest, PatientRequest
from tests.disasters.box import DAY, HOUR, MINUTE, Box, home_on, opened

HEAD_START_MS = {"stat": 14 * DAY, "urgent": 12 * HOUR, "routine": 0}


class Arrival(NamedTuple):
    """A tube with a priority that is labelled, and received ``after`` ms after the one before it."""

    priority: str
    test: str
    after: int


ARRIVALS = st.lists(
    st.builds(
        Arrival,
        priority=st.sampled_from(sorted(HEAD_START_MS)),
        test=st.sampled_from(["UREA", "HB", "PT"]),
        after=st.one_of(st.integers(1, 3 * MINUTE), st.integers(1, 15 * DAY)),
    ),
    min_size=2,
    max_size=15,
)


def label(lab: Lab, arrival: Arrival) -> str:
    patient = PatientRequest(name="Asha Devi", sex="F")
    asked = OrderRequest(patient=patient, tests=(arrival.test,), priority=arrival.priority)  # type: ignore[arg-type]
    return register(lab, asked).samples[0].sample


def whole_queue(lab: Lab, bench: str | None = None, page: int = 4) -> list[queue.Item]:
    """Every item, read by pages as a screen does."""
    found: list[queue.Item] = []
    while more := queue.following(lab.conn, bench, limit=page, after=found[-1] if found else None):
        found += more
    return found


@settings(max_examples=40)
@given(ARRIVALS, st.randoms(use_true_random=False))
def test_any_arrivals_come_in_the_order_of_their_head_starts(arrivals: list[Arrival], chance: Random) -> None:
    box = Box()
    with TemporaryDirectory() as folder, opened(home_on(Path(folder), box), box) as lab:
        labelled = [(label(lab, a), a) for a in arrivals]
        chance.shuffle(labelled)  # tubes do not arrive in the order of their numbers
        received: list[tuple[str, Arrival, int]] = []
        for sample, arrival in labelled:
            box.wait(arrival.after)
            receive(lab, sample)
            received.append((sample, arrival, box.truth))
        numbers = [i.number for i in whole_queue(lab)]
        assert numbers == [
            s for s, _, _ in sorted(received, key=lambda r: (r[2] - HEAD_START_MS[r[1].priority], r[0]))
        ]
        for priority in HEAD_START_MS:
            same = [s for s, a, _ in received if a.priority == priority]
            assert [n for n in numbers if n in same] == same
        benches = {i.bench for i in whole_queue(lab)}
        assert sorted(i.number for b in benches for i in whole_queue(lab, b)) == sorted(numbers)
        for bench in benches:
            assert all(a.key <= b.key for a, b in pairwise(whole_queue(lab, bench)))
        before = whole_queue(lab)
        with lab.act() as act:
            rebuild(act.conn)
        assert whole_queue(lab) == before
        assert list(differences(lab.conn)) == []


def backlog(lab: Lab, box: Box, size: int) -> list[str]:
    """So many routine tubes, received a minute apart."""
    numbers = [label(lab, Arrival("routine", "UREA", 0)) for _ in range(size)]
    for number in numbers:
        box.wait(MINUTE)
        receive(lab, number)
    return numbers


@pytest.mark.parametrize("later", [30 * HOUR, 13 * DAY])
def test_a_stat_is_next_after_a_backlog(tmp_path: Path, later: int) -> None:
    box = Box()
    with opened(home_on(tmp_path, box), box) as lab:
        waiting = backlog(lab, box, 200)
        box.wait(later - 200 * MINUTE)
        stat = label(lab, Arrival("stat", "UREA", 0))
        receive(lab, stat)
        assert [i.number for i in queue.following(lab.conn, limit=3)] == [stat, *waiting[:2]]
        assert [i.number for i in queue.following(lab.conn, "CHEM", limit=3)] == [stat, *waiting[:2]]
        assert [i.number for i in whole_queue(lab, page=50)] == [stat, *waiting]


def test_nothing_waits_for_ever(tmp_path: Path) -> None:
    """After its head start is used up, an urgent or even a STAT tube stands behind what waited longer."""
    box = Box()
    with opened(home_on(tmp_path, box), box) as lab:
        old = backlog(lab, box, 1)
        box.wait(12 * HOUR + 1)
        urgent = label(lab, Arrival("urgent", "UREA", 0))
        receive(lab, urgent)
        assert [i.number for i in whole_queue(lab)] == [*old, urgent]
        box.wait(14 * DAY)
        stat = label(lab, Arrival("stat", "UREA", 0))
        receive(lab, stat)
        assert [i.number for i in whole_queue(lab)] == [*old, urgent, stat]

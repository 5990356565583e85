"""A bench's queue and a day's counts on paper."""

import pytest
from msgspec import structs

from labkiosk.board import jobs, queue
from labkiosk.board.counts import Counts
from labkiosk.facts.errors import Refused
from labkiosk.forms.summary import Row
from labkiosk.forms.worklist import Waits
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.counting import counted, groups
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import print_again
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.summary_paper import print_summary, summary_data
from labkiosk.lab.worklist_paper import print_worklist, worklist_data
from labkiosk.services.paper import draw_paper
from tests.lab.homes import Clock, order, reported
from tests.lab.refusals import refused


def received(lab: Lab, name: str, *tests: str, **said: str) -> str:
    """The number of a patient's one tube, which has arrived."""
    (tube,) = order(lab, *tests, patient=PatientRequest(name=name, sex="F", age="51 y"), **said).samples
    receive(lab, tube.sample)
    return tube.sample


def asked(lab: Lab, form: str) -> jobs.Paper:
    return next(j for j in reversed(jobs.unfinished(lab.conn, "queued")) if j.form == form)


def test_a_worklist_is_the_head_of_the_queue_and_takes_nothing_out(lab: Lab, clock: Clock) -> None:
    received(lab, "Asha", "NA", "K")
    clock.turn(5)
    received(lab, "Ravi", "UREA", priority="stat")
    received(lab, "Sita", "HB")
    received(lab, "Gita", "NA")
    before = queue.following(lab.conn, "CHEM")
    made = print_worklist(lab, "chem", 2)
    assert made == ("Q01-0000001", "Biochemistry", 2, 1)
    assert queue.following(lab.conn, "CHEM") == before
    said = worklist_data(lab, asked(lab, "worklist"))
    assert (said.bench, said.more, said.made) == (
        "Biochemistry",
        1,
        "22 Nov 2026 12:05 by Example Technician",
    )
    assert said.tubes == (
        Waits(
            tail="0027", name="Ravi", who="~51 y F", priority="STAT", due="by 12:50", tube="Serum tube with gel",
            tests=("UREA",),
        ),
        Waits(
            tail="0016", name="Asha", who="~51 y F", priority="", due="by 16:00", tube="Serum tube with gel",
            tests=("NA", "K"),
        ),
    )  # fmt: skip


def test_a_worklist_printed_again_is_the_same_but_for_its_mark(lab: Lab, clock: Clock) -> None:
    number = received(lab, "Asha", "NA")
    made = print_worklist(lab, "CHEM")
    first = asked(lab, "worklist")
    before = draw_paper(lab, first).png
    clock.turn(24 * 60)
    reported(lab, order(lab, "NA").samples[0].sample)
    reject(lab, number, "CLOTTED")
    assert draw_paper(lab, first).png == before
    copy = print_again(lab, "worklist", made.id)
    assert copy.copy == 1
    assert draw_paper(lab, structs.replace(copy, copy=0)).png == before


def test_a_worklist_of_nothing_or_of_no_bench_is_refused(lab: Lab) -> None:
    with refused("Nothing waits at CHEM."):
        print_worklist(lab, "CHEM")
    with refused("A worklist holds 1 to 200 tubes."):
        print_worklist(lab, "CHEM", 201)
    with pytest.raises(Refused, match=r"^No bench kitchen: there are .*, CHEM, "):
        print_worklist(lab, "kitchen")


def adds_up(row: Row) -> bool:
    return (
        row.registered == row.expected + row.rejected + row.cancelled + row.received
        and row.received == row.pending + row.resulted + row.reported + row.diverted
    )


def test_a_summary_says_what_counts_says_and_adds_up(lab: Lab, clock: Clock) -> None:
    order(lab, "HB", "NA", priority="stat")
    received(lab, "Asha", "NA")
    reject(lab, received(lab, "Ravi", "K"), "CLOTTED")
    reported(lab, order(lab, "NA").samples[0].sample)
    day = lab.today().isoformat()
    clock.turn(5)
    assert print_summary(lab, day) == "Y01-0000001"
    said = summary_data(lab, asked(lab, "summary"))
    assert (said.day, said.made) == ("22 Nov 2026", "as of 22 Nov 2026 12:05, by Example Technician")

    def figures(row: Row) -> tuple[int, ...]:
        return tuple(getattr(row, name) for name in Counts._fields)

    assert figures(said.total) == counted(lab, day) == (6, 3, 2, 1, 0, 1, 0, 1, 0)
    for rows, by in ((said.benches, "bench"), (said.priorities, "priority")):
        assert [(r.name, figures(r)) for r in rows] == [(g.name, g.counts) for g in groups(lab, by, day)]  # type: ignore[arg-type]
    assert all(map(adds_up, (said.total, *said.benches, *said.priorities)))
    by_priority = [sum(column) for column in zip(*map(figures, said.priorities), strict=True)]
    assert by_priority == list(figures(said.total))


def test_a_summary_stays_as_it_was_made_and_may_be_of_a_moment_that_was(lab: Lab, clock: Clock) -> None:
    order(lab, "NA")
    noon, day = lab.time().at, lab.today().isoformat()
    clock.turn(60)
    received(lab, "Asha", "NA")
    print_summary(lab, day, noon)
    was = asked(lab, "summary")
    assert summary_data(lab, was).total.registered == 1
    assert summary_data(lab, was).made.startswith("as of 22 Nov 2026 12:00")
    before = draw_paper(lab, was).png
    clock.turn(3 * 24 * 60)
    received(lab, "Ravi", "NA")
    print_summary(lab, day)
    assert draw_paper(lab, was).png == before
    assert summary_data(lab, asked(lab, "summary")).total.registered == 2

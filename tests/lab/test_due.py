"""What is overdue, where it stands, and by which hours."""

from labkiosk.board import queue
from labkiosk.lab.batch import make_batch
from labkiosk.lab.bench import receive
from labkiosk.lab.due import Dues
from labkiosk.lab.handover import standing
from labkiosk.lab.lab import Lab
from labkiosk.lab.results import Given, record
from tests.lab.homes import Clock, order

MINUTE = 60_000
# Biochemistry works until 12:30; haematology has no row.
HOURS = "bench,days,from,to,source,approved_by,note\nCHEM,mon-sun,08:00,12:30,us,,\n"


def hours(lab: Lab) -> None:
    lab.home.catalogue.mkdir(exist_ok=True)
    (lab.home.catalogue / "hours.csv").write_text(HOURS)


def came(lab: Lab, *tests: str, **said: str) -> str:
    number = order(lab, *tests, **said).samples[0].sample
    receive(lab, number)
    return number


def open_at(lab: Lab) -> list[tuple[object, ...]]:
    return [tuple(one) for one in Dues(lab).open_work(lab.conn, lab.time().at)]


def test_what_is_late_and_how_far_it_is(lab: Lab, clock: Clock) -> None:
    part, whole = came(lab, "NA", "K"), came(lab, "NA")
    came(lab, "CREA")
    came(lab, "HB")
    record(lab, part, [Given(test="NA", value="140")])
    record(lab, whole, [Given(test="NA", value="140")])
    make_batch(lab, "HAEM")
    assert open_at(lab) == [("CHEM", 2, 0, 0, 0), ("HAEM", 1, 0, 0, 0)]
    clock.turn(240)
    assert open_at(lab) == [("CHEM", 2, 0, 0, 0), ("HAEM", 1, 0, 0, 0)]
    clock.turn(1)
    assert open_at(lab) == [("CHEM", 2, 2, 1, 1), ("HAEM", 1, 1, 1, 0)]
    late = Dues(lab).overdue_at(lab.conn, "CHEM", lab.time().at)
    first = late[0]
    assert (first.number, queue.begun(first), queue.unreleased(first)) == (part, True, False)
    assert [i.number for i in late if queue.unreleased(i)] == [whole]


def test_a_bench_where_all_waits_for_release_is_told_too(lab: Lab, clock: Clock) -> None:
    record(lab, came(lab, "NA"), [Given(test="NA", value="140")])
    assert open_at(lab) == []
    clock.turn(241)
    assert open_at(lab) == [("CHEM", 0, 0, 0, 1)]


def test_the_clock_of_a_bench_stands_while_nobody_works_there(lab: Lab, clock: Clock) -> None:
    hours(lab)
    routine, stat = came(lab, "NA"), came(lab, "NA", priority="stat")
    dues = Dues(lab)
    found = {i.number: i for i in map(dues.by_hours, queue.following(lab.conn))}
    noon = lab.time().at
    assert found[stat].due == noon + 45 * MINUTE
    # 30 minutes are left today, and the other 210 from 08:00 tomorrow on
    assert found[routine].due == noon + (20 * 60 + 210) * MINUTE
    clock.turn(241)
    now = lab.time().at
    assert open_at(lab) == [("CHEM", 2, 1, 0, 0)]
    assert [i.number for i in dues.late(lab.conn, now, 6)] == [stat]
    assert [i.number for i in dues.in_time(lab.conn, now, 6)] == [routine]
    assert [i.number for i in dues.overdue_at(lab.conn, "CHEM", now)] == [stat]
    lists = {each.list: each for each in standing(lab.conn, lab, now).lists}
    assert [(each.number, each.when) for each in lists["open"].lines] == [(routine, found[routine].due)]
    assert [each.number for each in lists["overdue"].lines] == [stat]


def test_what_keeps_only_a_while_waits_for_no_shift(lab: Lab, clock: Clock) -> None:
    hours(lab)
    came(lab, "PH")
    (item,) = queue.following(lab.conn)
    assert Dues(lab).by_hours(item) == item


def test_without_hours_nothing_is_later_than_the_board_says(lab: Lab) -> None:
    came(lab, "NA", "HB")
    for item in queue.following(lab.conn):
        assert Dues(lab).by_hours(item) == item

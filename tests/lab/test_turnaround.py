"""A day's figures: of a day played out by hand, and of passages at random against counting them one by one."""

from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from labkiosk.board import jobs
from labkiosk.board.turnaround import Passage, Printed
from labkiosk.catalogue import load
from labkiosk.facts.base import encode
from labkiosk.facts.day import DaySummed
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.counting import counted
from labkiosk.lab.day_figures import Group, Took
from labkiosk.lab.divert import divert
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.results import Given, record
from labkiosk.lab.summary_day import passed_data
from labkiosk.lab.summary_paper import print_summary, summary_data
from labkiosk.lab.turnaround import day_of, summed
from tests.lab.homes import Clock, order

DAY = "2026-11-22"
NONE = Took(0, None, None)
MINUTE = 60_000
HOURS = "bench,days,from,to,source,approved_by,note\nCHEM,mon-sun,08:00,12:30,us,,\n"


def done(lab: Lab, clock: Clock, number: str, minutes: tuple[int, int, int], **values: str) -> None:
    """Received, recorded and released, each so many minutes after the step before."""
    clock.turn(minutes[0])
    receive(lab, number)
    clock.turn(minutes[1])
    record(lab, number, [Given(test=t, value=v) for t, v in values.items()])
    clock.turn(minutes[2])
    lab.sign_in("path")
    release(lab, [number])
    lab.sign_in("tech")


def a_day(lab: Lab, clock: Clock) -> None:
    first = order(lab, "NA", "K", location="Ward 3")
    other = order(lab, "NA", location="ward 3", priority="stat")
    third = order(lab, "NA", "CREA", location="Ward 7")
    refused = order(lab, "NA", location="Ward 3")
    done(lab, clock, first.samples[0].sample, (10, 40, 10), NA="140", K="4.0")
    done(lab, clock, other.samples[0].sample, (0, 45, 1), NA="141")
    receive(lab, third.samples[0].sample)
    divert(lab, third.samples[0].sample, "City lab", tests=("CREA",))
    reject(lab, refused.samples[0].sample, "CLOTTED")


def bare(*groups: Group) -> tuple[tuple[object, ...], ...]:
    """All of each but its stages."""
    return tuple(group[:-1] for group in groups)


def test_a_day_by_hand(lab: Lab, clock: Clock) -> None:
    a_day(lab, clock)
    found = day_of(lab.conn, lab, DAY)
    assert bare(found.total) == (("", "all", 3, 1, 0, 1, 3, Took(3, 50, 50), 2),)
    assert found.total.percent == 66
    assert found.places == {"City lab": 1}
    assert found.stages == {
        "ordered": NONE,
        "collected": NONE,
        "received": Took(3, 40, 45),
        "recorded": NONE,
        "entered": NONE,
        "ready": Took(3, 10, 10),
        "released": NONE,
    }
    assert bare(*found.parts["ward"]) == (
        ("Ward 3", "Ward 3", 2, 1, 0, 0, 3, Took(3, 50, 50), 2),
        ("Ward 7", "Ward 7", 1, 0, 0, 1, 0, NONE, 0),
    )
    assert bare(*found.parts["priority"]) == (
        ("stat", "STAT", 1, 0, 0, 0, 1, Took(1, 46, 46), 0),
        ("routine", "Routine", 2, 1, 0, 1, 2, Took(2, 50, 50), 2),
    )
    assert bare(*found.parts["bench"]) == (("CHEM", "Biochemistry", 0, 0, 0, 0, 3, Took(3, 50, 50), 2),)
    assert [(g.code, g.took) for g in found.parts["test"]] == [
        ("NA", Took(2, 46, 50)),
        ("K", Took(1, 50, 50)),
    ]
    stat = found.of("stat")
    assert stat is not None and stat[0] == "priority"
    assert (stat[1].stages["received"], stat[1].stages["ready"]) == (Took(1, 45, 45), Took(1, 1, 1))
    assert [part for name in ("k", "potassium", "chem", "WARD 7") for part, _ in [found.of(name) or ("", "")]] == [
        "test", "test", "bench", "ward",
    ]  # fmt: skip
    assert found.of("CREA") is None
    empty = day_of(lab.conn, lab, "2026-11-21")
    assert bare(empty.total) == (("", "all", 0, 0, 0, 0, 0, NONE, 0),)
    assert (empty.total.percent, empty.parts["ward"]) == (None, ())


def test_by_the_hours_of_the_bench_but_stat_round_the_clock(lab: Lab, clock: Clock) -> None:
    lab.home.catalogue.mkdir(exist_ok=True)
    (lab.home.catalogue / "hours.csv").write_text(HOURS)
    a_day(lab, clock)  # from 12:00 on: the bench stops at 12:30
    found = {g.code: g.took for g in day_of(lab.conn, lab, DAY).parts["priority"]}
    assert found == {"stat": Took(1, 46, 46), "routine": Took(2, 20, 20)}


TESTS = ("NA", "K", "HB")
CATALOGUE = load()
clocks = st.integers(0, 500)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    stage = draw(st.sampled_from(["received", "rejected", "cancelled", "sent", "released", "released"]))
    tests = (
        draw(st.lists(st.sampled_from(TESTS), min_size=1, max_size=3, unique=True))
        if stage != "received"
        else []
    )
    at = [a * MINUTE for a in sorted(draw(st.lists(clocks, min_size=7, max_size=7)))]
    out = stage == "released"
    return Passage(
        stage=stage,
        at=at[6],
        bench=draw(st.sampled_from(["CHEM", "HAEM"])) if out else "",
        tests=tuple(tests),
        place=draw(st.sampled_from(["A", "B"])) if stage == "sent" else "",
        priority=draw(st.sampled_from(["stat", "urgent", "routine"])),
        ward=draw(st.sampled_from(["Ward 3", "ward 3", "ICU", ""])),
        target=draw(clocks) if out else 0,
        ordered_at=at[0] if out else None,
        collected_at=draw(st.sampled_from([None, at[1]])) if out else None,
        received_at=at[2] if out else None,
        recorded_at=at[3] if out else None,
        confirmed_at=draw(st.sampled_from([None, at[4]])) if out else None,
        validated_at=draw(st.sampled_from([None, at[5]])) if out else None,
    )


def nth(values: list[int], percent: int) -> int | None:
    """The first of the values, from the smallest on, that enough of them do not exceed."""
    ordered = sorted(values)
    return next((v for i, v in enumerate(ordered, 1) if i * 100 >= percent * len(ordered)), None)


def took_of(spent: list[int]) -> Took:
    minutes = [ms // MINUTE for ms in spent]
    return Took(len(minutes), nth(minutes, 50), nth(minutes, 90))


@given(st.lists(passages(), max_size=30))
def test_it_adds_up_whatever_passed(found: list[Passage]) -> None:
    paper = [Printed(0, 3 * MINUTE, "stat", "ICU")]
    day = summed(CATALOGUE, UTC, DAY, found, paper)
    spent = [(p.at - (p.received_at or 0)) // MINUTE for p in found if p.stage == "released" for _ in p.tests]
    total = day.total
    assert total.took == Took(len(spent), nth(spent, 50), nth(spent, 90))
    assert total.reported == total.took.n == day.stages["received"].n == day.stages["ready"].n
    assert total.in_time == sum(
        len(p.tests)
        for p in found
        if p.stage == "released" and p.at - (p.received_at or 0) <= p.target * MINUTE
    )
    for part in ("ward", "priority"):
        for name in ("received", "rejected", "cancelled", "sent", "reported", "in_time"):
            assert sum(getattr(g, name) for g in day.parts[part]) == getattr(total, name)
    for part in ("bench", "test"):
        assert sum(g.reported for g in day.parts[part]) == total.reported
        assert sum(g.in_time for g in day.parts[part]) == total.in_time
    for groups in day.parts.values():
        for stage, took in total.stages.items():
            assert sum(g.stages[stage].n for g in groups) == took.n
    looked = [p for p in found for _ in p.tests if p.validated_at is not None]
    entered = [(p.validated_at or 0) - (p.confirmed_at or p.recorded_at or 0) for p in looked]
    ready = [p.at - (p.validated_at or 0) for p in looked]
    whole = [
        p.at - (p.confirmed_at or p.recorded_at or 0)
        for p in found
        if p.stage == "released" and p.validated_at is None
        for _ in p.tests
    ]
    assert total.stages["entered"] == took_of(entered)
    assert total.stages["ready"] == took_of([*ready, *whole])
    assert sum(day.places.values()) == total.sent
    assert total.received == sum(p.stage == "received" for p in found)
    assert total.rejected == sum(p.stage == "rejected" for p in found)
    assert day.stages["released"] == Took(1, 3, 3)
    assert len({g.code.casefold() for g in day.parts["ward"]}) == len(day.parts["ward"])


def test_the_summary_says_what_passed_until_its_moment(lab: Lab, clock: Clock) -> None:
    noon = lab.time().at
    a_day(lab, clock)
    print_summary(lab, DAY)
    print_summary(lab, DAY, noon + 65 * MINUTE)
    whole, early = (
        summary_data(lab, job).passed for job in jobs.unfinished(lab.conn, "queued") if job.form == "summary"
    )
    assert whole is not None
    assert whole.lines == (
        ("tubes received", "3"),
        ("tubes rejected, whole or in part", "1"),
        ("tests cancelled", "0"),
        ("tests sent elsewhere", "1"),
        ("to City lab", "1"),
        ("results released", "3"),
    )
    assert {part.heading: part.times for part in whole.parts} == {
        "Turnaround": (("all", ("3", "50", "50", "66 %")),),
        "By stage": (
            ("received to recorded", ("3", "40", "45", "")),
            ("ready to released", ("3", "10", "10", "")),
        ),
        "By priority": (("STAT", ("1", "46", "46", "0 %")), ("Routine", ("2", "50", "50", "100 %"))),
        "By ward": (("Ward 3", ("3", "50", "50", "66 %")),),
        "By bench": (("Biochemistry", ("3", "50", "50", "66 %")),),
        "By test": (("Sodium", ("2", "46", "50", "50 %")), ("Potassium", ("1", "50", "50", "100 %"))),
    }
    assert whole.parts[3].counts == (
        ("Ward 3", ("2", "1", "0", "0", "3")),
        ("Ward 7", ("1", "0", "0", "1", "0")),
    )
    assert early is not None
    assert early.lines[0] == ("tubes received", "2")
    assert early.parts[0].times == (("all", ("2", "50", "50", "100 %")),)


def test_a_summary_of_before_there_was_anything_to_say(lab: Lab) -> None:
    total = counted(lab, DAY)._asdict()
    old = DaySummed(summary="Y01-0000001", day=DAY, as_of=0, total=total, benches=(), priorities=())
    assert b"passed" not in encode(old).encode()
    assert passed_data(old) is None

"""The screens that show: what stands on each, word for word, and where their keys lead."""

from pathlib import Path

from rich.cells import cell_len

from labkiosk.board import jobs
from labkiosk.facts.paper import PaperRefused, PaperSending, PaperUncertain
from labkiosk.lab.release import release
from labkiosk.tui.widgets.chrome import MessageLine
from tests.tui.desks import Seat, StillClock, lab, seat
from tests.tui.morning import Morning


def rows(here: Seat) -> list[str]:
    found = here.top.query_one("BoardList")
    lines = [found.render_line(y).text.rstrip() for y in range(1, found.size.height)]
    return [line for line in lines if line]


async def test_the_queue_is_most_pressing_first(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        assert rows(here) == [
            f"STAT     22 Nov 10:46     {day.waiting} Asha Devi         CHEM   NA K",
            f"urgent   22 Nov 11:03     {day.long} Sita Rani         HAEM   HB RBC HCT MCV >",
        ]
        assert here.text("#counts") == " All benches: 2 waiting, 0 overdue"


async def test_due_times_stand_by_word_and_sign(home: Path, clock: StillClock, day: Morning) -> None:
    clock.later(40)
    async with seat(home, clock) as here:
        assert rows(here)[0].startswith("STAT     + in 2 min")
        clock.later(90)
        here.top.refreshed()
        await here.top.count()  # type: ignore[attr-defined]
        assert rows(here)[0].startswith("STAT     ! overdue 1:28 h ")
        assert here.text("#counts") == " All benches: 2 waiting, 2 overdue (1 not begun, 1 under way)"


async def test_a_bench_of_its_own(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.press("f9")
        assert here.said == "This screen stands at Haematology now. F9 goes on to the next."
        assert [r.split()[4] for r in rows(here)] == [day.long]
        await here.scan(day.waiting)
        assert here.top.NAME == "sample"
        assert here.said == f"Sample {day.waiting[-4:]} belongs to Biochemistry: take it there."
        await here.press("escape", "f11")
        assert here.said == "This screen stands at All benches now. F9 goes on to the next."
        assert len(rows(here)) == 2


async def test_a_sample_whole(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock, "path") as here:
        await here.app.open("sample", day.recorded)
        await here.settle()
        lines = here.text("#text").splitlines()
        assert lines[:14] == [
            "State      resulted",
            "Patient    no number stated",
            f"Order      {day.orders[1]}, routine, at 22 Nov 10:00",
            "Ward, bed  ICU, not stated",
            "Clinician  not stated",
            "Note       none",
            "Collected  not stated",
            "Received   22 Nov 10:02",
            "Tube       1/1 Serum tube with gel, yellow cap",
            "",
            "Tests",
            "CREA  1.1 mg/dL                     ≤ 1.30   recorded, Example Technician",
            "K     6.9 mmol/L  HH critical high  3.5–5.1  recorded, Example Technician",
            "",
        ]
        assert lines[14] == "History"
        assert "22 Nov 10:02  Example Technician: Received." in lines


async def test_from_find_to_patient_to_order_to_sample_and_back(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        await here.press("f6")
        await here.type("dev")
        assert rows(here) == ["Asha Devi                      51 y       F   H123"]
        await here.press("enter")
        assert here.text(".head") == "Asha Devi, 51 y F\nhospital H123"
        assert rows(here) == [
            f"{day.orders[0]}  22 Nov 10:00 stat     Ward 3                           none yet"
        ]
        await here.press("enter")
        assert rows(here) == [f"{day.waiting} 1/1 Serum tube with gel  received   NA K"]
        await here.press("enter")
        assert here.top.NAME == "sample"
        names = []
        for _ in range(5):
            await here.press("escape")
            names.append(here.top.NAME)
        assert names == ["order", "orders", "find", "queue", "queue"]


async def test_nobody_found_says_what_to_do(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("f6")
        await here.type("zzz")
        assert (
            here.said
            == "Nobody is found by that. Type less of it, or another number; F2 registers a new patient."
        )


async def test_a_long_refusal_is_there_to_its_end(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("f2", "f9")
        await here.type("Asha")
        await here.press("enter", "f", *["enter"] * 3, *"98765", "f9")
        assert cell_len(here.said) > 80
        line = here.top.query_one(MessageLine)
        words = " ".join(
            "".join(s.text for s in line.render_line(y)).strip() for y in range(line.size.height)
        )
        assert words == f"! {here.said}"


async def test_a_card_opens_its_order_and_receives_nothing(
    home: Path, clock: StillClock, day: Morning
) -> None:
    async with seat(home, clock) as here:
        for screen in ("f3", "f4", "f5", "f6", "f7", "f8"):
            await here.press(screen)
            await here.scan(f"LK:CARD:{day.orders[3]}")
            assert here.top.NAME == "order"
            assert rows(here) == [f"{day.expected} 1/1 Citrate tube 3.2 %   expected   PT"]


async def test_counts_add_up_on_the_screen(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.press("f7")
        assert here.text("#text").splitlines() == [
            "What became of the samples",
            "                                22 Nov      ever",
            "Samples registered                   4         4",
            "  expected, not yet here             1         1",
            "  rejected                           0         0",
            "  cancelled                          0         0",
            "  received                           3         3",
            "    pending at the bench             2         2",
            "    resulted, to be released         1         1",
            "    reported                         0         0",
            "    sent elsewhere                   0         0",
            "",
            "At the benches",
            "Bench         waiting  overdue  (begun)  late release",
            "Biochemistry        1        0        0             0",
            "Haematology         1        0        0             0",
            "",
            "Papers",
            "queued           8",
            "uncertain        0",
            "refused          0",
        ]


async def test_uncertain_papers_are_asked_about(home: Path, clock: StillClock, day: Morning) -> None:
    with lab(home, clock) as desk:
        first, second, third, *_ = jobs.unfinished(desk.conn, "queued")
        with desk.act() as act:
            for job in (first, second):
                act.append(PaperSending(job=job.id, printer="p", digest="d"))
                act.append(PaperUncertain(job=job.id, reason="the printer went away"))
            act.append(PaperRefused(job=third.id, reason="no font"))
    async with seat(home, clock) as here:
        await here.press("f8")
        assert rows(here)[0].startswith(f"uncertain label     {day.waiting[-4:]} Asha Devi")
        assert rows(here)[0].endswith("22 Nov 10:00 the printer went away")
        assert here.text("#told").split("\n") == [
            f"Label, {day.waiting[-4:]} Asha Devi: uncertain.",
            "the printer went away",
        ]
        await here.press("f9")
        found = jobs.job(here.top.lab.conn, first.id)
        assert found is not None
        assert (found.state, len(here.top.query_one("BoardList").items)) == ("confirmed", 7)  # type: ignore[attr-defined]
        await here.press("f11")
        assert here.said == "It is printing again. Look for it, and throw the other one away if you find it."
        again = jobs.of_subject(here.top.lab.conn, second.subject, second.form)
        assert [p.state for p in again] == ["refused", "queued"]
        assert rows(here)[0].startswith("refused")
        await here.press("f11")
        assert here.said == "It is printing again."
        assert not any(r.startswith("refused") for r in rows(here))
        await here.press("f9")
        assert here.said == "Mark an uncertain paper first: only that is asked about."


async def test_a_label_again_asks_why(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.app.open("sample", day.waiting)
        await here.settle()
        await here.press("f11", "f9")
        assert here.said == "Reason is missing. Type it."
        await here.press("f11")
        await here.type("torn")
        await here.press("f9")
        assert here.said == "The label is printing. It says COPY: put it over the old one."
        papers = jobs.of_subject(here.top.lab.conn, day.waiting, "label")
        assert [(p.copy, p.reason) for p in papers] == [(0, ""), (1, "torn")]


async def test_a_report_before_any_release_is_refused(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.app.open("order", day.orders[1])
        await here.settle()
        await here.press("f12")
        assert here.said == (f"Order {day.orders[1]} has no released result yet: release first, then print.")
        with lab(home, clock, "path") as desk:
            release(desk, [day.recorded])
        await here.press("f12")
        assert here.said == "The report is printing. F8 shows papers that did not come out."


async def test_the_clock_is_set_by_a_supervisor(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("ctrl+t")
        await here.type("2026-11-22 11:10")
        await here.press("f9")
        assert here.said == "tech (technician) may not set the clock: ask a supervisor."
    async with seat(home, clock, "super") as here:
        await here.press("ctrl+t")
        await here.type("11:10")
        await here.press("f9")
        assert here.said == "Type date and time like 2026-11-22 07:10."


async def test_help_shows_the_keys_of_the_screen_below(home: Path, clock: StillClock) -> None:
    async with seat(home, clock) as here:
        await here.press("f8", "f1")
        shown = here.text("#text")
        assert "F9        It came out. The marked paper is there: you have looked, and it is whole." in shown
        assert "F10       Sign out. Leave the screen to the next person." in shown
        await here.press("f1", "escape")
        assert here.top.NAME == "papers"


async def test_counts_of_benches_wards_and_priorities(home: Path, clock: StillClock, day: Morning) -> None:
    async with seat(home, clock) as here:
        await here.press("f7", "f9")
        assert here.text("#text").splitlines()[:3] == [
            "Samples of each bench, registered on 22 Nov",
            "A tube at two benches counts at both.",
            "",
        ]
        shown = [here.text("#text").splitlines()[0]]
        for _ in range(3):
            await here.press("f9")
            shown.append(here.text("#text").splitlines()[0])
        assert [line.split(",")[0] for line in shown] == [
            "Samples of each bench",
            "Samples of each ward",
            "Samples of each priority",
            "What became of the samples",
        ]
        clock.later(2 * 24 * 60)
        await here.press("f9")
        assert here.text("#text").splitlines()[-1] == "None."
        await here.press("f11")
        lines = here.text("#text").splitlines()
        assert lines[0] == "Samples of each bench, ever"
        assert all(cell_len(line) <= 80 for line in lines)

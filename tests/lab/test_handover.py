"""Hand-over: what it tells, who signs it, and that its page never changes."""

import pytest

from labkiosk.board import jobs
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperSending, PaperUncertain
from labkiosk.facts.shift import Pending
from labkiosk.lab.amend import withdraw
from labkiosk.lab.bench import receive
from labkiosk.lab.counting import counted
from labkiosk.lab.deliver import handed
from labkiosk.lab.handover import MOST, hand_over
from labkiosk.lab.handover_paper import handover_data
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import print_again
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.release import release
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.scan import sample_of
from labkiosk.lab.staff import remove_person
from labkiosk.services.paper import draw_paper
from tests.lab.homes import Clock, order
from tests.lab.test_amend import printed


def received(lab: Lab, *tests: str, **said: str) -> str:
    tube = order(lab, *tests, **said).samples[0].sample
    receive(lab, tube)
    return tube


def lists(lab: Lab) -> dict[str, tuple[int, list[str]]]:
    found = hand_over(lab, "tech", "path", paper=False).fact.standing.lists
    return {each.list: (each.total, [line.number for line in each.lines]) for each in found}


def test_each_thing_stands_where_it_belongs_and_stat_stands_first(lab: Lab, clock: Clock) -> None:
    late, held = received(lab, "NA"), received(lab, "K")
    record(lab, held, [Given(test="K", value="7.8")])
    clock.turn(600)
    waits, stat = received(lab, "NA"), received(lab, "HB", priority="stat")
    done = received(lab, "CREA")
    record(lab, done, [Given(test="CREA", value="0.9")])
    order(lab, "NA")
    assert lists(lab) == {
        "overdue": (2, [late, held]),
        "open": (2, [stat, waits]),
        "held": (1, [held]),
        "release": (1, [done]),
        "uncertain": (0, []),
        "undelivered": (0, []),
        "to_tell": (0, []),
    }


def test_a_line_says_whose_and_where(lab: Lab) -> None:
    tube = received(lab, "NA", "K", "CL", location="Ward 3", priority="urgent")
    found = hand_over(lab, "tech", "path").fact.standing
    sample = sample_of(lab.conn, tube)
    [line] = found.lists[1].lines
    assert line == Pending(
        sample=tube,
        number=tube,
        patient=sample.patient,
        name="Asha Devi",
        ward="Ward 3",
        priority="urgent",
        what="CHEM NA K CL",
        when=lab.time().at + 90 * 60_000,
    )
    assert found.today == counted(lab, "2026-11-22")._asdict()
    assert found.ever == counted(lab)._asdict()
    assert [(b.name, b.waiting, b.overdue) for b in found.benches] == [("Biochemistry", 1, 0)]
    assert history(lab, sample)[-1].text == "Handed over by Example Technician to Example Pathologist: open."


def test_a_list_is_cut_and_says_so(lab: Lab) -> None:
    for _ in range(MOST + 3):
        received(lab, "NA")
    done = hand_over(lab, "tech", "path")
    data = handover_data(lab, jobs.unfinished(lab.conn, "queued", limit=100)[-1])
    assert [(s.title, s.total, len(s.lines), s.more) for s in data.sections][1] == (
        "Waiting, in time",
        MOST + 3,
        MOST,
        3,
    )
    assert done.job


def test_uncertain_papers_stand_on_it_whatever_they_are_of(lab: Lab) -> None:
    received(lab, "NA")
    hand_over(lab, "tech", "path")
    with lab.act() as act:
        for paper in jobs.unfinished(lab.conn, "queued"):
            act.append(PaperSending(job=paper.id, printer="usb", digest="d" * 64))
            act.append(PaperUncertain(job=paper.id, reason="jam"))
    found = hand_over(lab, "tech", "path", paper=False).fact.standing.lists[-2]
    assert [(line.what, line.name) for line in found.lines] == [
        ("label", "Asha Devi"),
        ("slip", "Asha Devi"),
        ("handover", "H01-0000001"),
    ]
    assert found.total == 3


def test_undelivered_reports_stand_on_it_stat_first(lab: Lab, clock: Clock) -> None:
    made = [received(lab, "NA", location="Ward 3"), received(lab, "NA", location="ICU", priority="stat")]
    for tube in made:
        record(lab, tube, [Given(test="NA", value="140")])
        lab.sign_in("path")
        release(lab, [tube])
        lab.sign_in("tech")
        clock.turn(5)
    found = hand_over(lab, "tech", "path", paper=False).fact
    listed = found.standing.lists[-1]
    at = lab.time().at
    assert (listed.list, listed.total) == ("undelivered", 2)
    assert [(p.name, p.ward, p.priority, p.what, (at - p.when) // 60_000) for p in listed.lines] == [
        ("Asha Devi", "ICU", "stat", "report 1 O01-0000002", 5),
        ("Asha Devi", "Ward 3", "routine", "report 1 O01-0000001", 10),
    ]
    assert sample_of(lab.conn, made[0]).patient in found.subjects()


def test_a_sealed_report_stands_on_it_as_one(lab: Lab) -> None:
    tube = received(lab, "HIV")
    record(lab, tube, [Given(test="HIV", value="n")])
    lab.sign_in("path")
    release(lab, [tube])
    listed = hand_over(lab, "tech", "path", paper=False).fact.standing.lists[-1]
    assert [line.what for line in listed.lines] == ["sealed 1 O01-0000001"]


def test_the_page_is_the_same_for_ever(lab: Lab) -> None:
    tube = received(lab, "NA", location="Ward 3")
    hand_over(lab, "tech", "path")
    first = jobs.unfinished(lab.conn, "queued")[-1]
    before = draw_paper(lab, first)
    patient = sample_of(lab.conn, tube).patient
    correct_patient(lab, patient, PatientRequest(name="Usha Devi", sex="F"), "misread")
    received(lab, "K")
    assert draw_paper(lab, first).png == before.png
    assert before.name == "handover-H01-0000001"
    again = print_again(lab, "handover", "H01-0000001")
    assert handover_data(lab, again).copy == 1


@pytest.mark.parametrize(
    ("outgoing", "incoming", "said"),
    [
        ("tech", "tech", "A hand-over takes two: the person who comes gives another badge."),
        ("tech", " tech ", "A hand-over takes two: the person who comes gives another badge."),
        ("tech", "gone", "Badge 'gone' is not known here: the person who signs gives their own."),
        ("\x1b[2J", "path", "Badge '\\x1b[2J' is not known here: the person who signs gives their own."),
    ],
)
def test_two_people_of_here_sign(lab: Lab, outgoing: str, incoming: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        hand_over(lab, outgoing, incoming)
    assert str(refused.value) == said


def test_who_has_left_signs_nothing(lab: Lab) -> None:
    lab.sign_in("super")
    remove_person(lab, "path")
    with pytest.raises(Refused) as refused:
        hand_over(lab, "tech", "path")
    assert str(refused.value) == "Badge 'path' is not known here: the person who signs gives their own."


def test_who_is_to_be_told_of_an_amended_report_is_said_where_it_is_not_the_ward(lab: Lab) -> None:
    tube = received(lab, "NA", "K", location="Ward 3")
    record(lab, tube, [Given(test="NA", value="140"), Given(test="K", value="4.1")])
    lab.sign_in("path")
    release(lab, [tube], report=True)
    withdraw(lab, tube, ("NA",), "wrong tube", report=True)
    printed(lab)
    handed(lab, "O01-0000001", "her brother")
    withdraw(lab, tube, ("K",), "wrong tube")
    told = hand_over(lab, "tech", "path", paper=False).fact.standing.lists
    said = [(line.ward, line.what) for each in told if each.list == "to_tell" for line in each.lines]
    assert sorted(said) == [
        ("Ward 3", "her brother: report 3 O01-0000001"),
        ("Ward 3", "report 2 O01-0000001"),
        ("Ward 3", "report 3 O01-0000001"),
    ]

"""Released results corrected and taken back: another person releases, nothing is lost, whoever had it is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import earlier, holders, jobs, samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperConfirmed, PaperSending
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.read import told
from labkiosk.lab.amend import amend, tell_holder, withdraw
from labkiosk.lab.bench import receive
from labkiosk.lab.deliver import handed, make_sheet, returned
from labkiosk.lab.given import Given
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.results import record
from labkiosk.lab.staff import add_person
from labkiosk.lab.transfer import transfer
from tests.lab.homes import Clock, make, order, states
from tests.lab.refusals import refused

TUBE = "010000000016"
ORDER = "O01-0000001"


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        lab.sign_in("super")
        add_person(lab, "bose", "Dr Bose", "pathologist")
        lab.sign_in("tech")
        receive(lab, order(lab, "NA", "K", location="Ward 3").samples[0].sample)
        record(lab, TUBE, [Given(test="NA", value="140"), Given(test="K", value="5.9")])
        lab.sign_in("path")
        release(lab, [TUBE], report=True)
        yield lab


def printed(lab: Lab) -> None:
    """Every report that was asked for is out."""
    with lab.act() as act:
        for paper in jobs.to_print(act.conn):
            if paper.form == "report":
                act.append(PaperSending(job=paper.id, printer="usb", digest="d" * 64))
                act.append(PaperConfirmed(job=paper.id, how="seen"))


def right(value: str = "4.1", reason: str = "wrong rack") -> list[Given]:
    return [Given(test="K", value=value, reason=reason)]


def last(lab: Lab) -> ResultsReleased:
    fact = told(lab.conn, ORDER, frozenset({ResultsReleased.kind}))[-1].fact
    assert isinstance(fact, ResultsReleased)
    return fact


def test_a_correction_waits_for_another_person_and_the_earlier_value_stays(lab: Lab, clock: Clock) -> None:
    clock.turn(5)
    (answer,) = amend(lab, TUBE, right())
    assert (answer.value, answer.state, answer.needs) == ("4.1", "recorded", ("release",))
    assert states(lab, TUBE) == {"NA": "released", "K": "recorded"}
    for provisional in (False, True):
        with pytest.raises(Refused, match=r"entered by you|is routine"):
            release(lab, [TUBE], provisional=provisional, reason="night")
    lab.sign_in("bose")
    assert release(lab, [TUBE])[0].tests == {TUBE: ("K",)}
    fact = last(lab)
    assert (fact.version, [(p.sample, p.tests) for p in fact.amended]) == (2, [(TUBE, ("K",))])
    (was,) = earlier.earlier(lab.conn, TUBE)
    assert (was.test, was.value, was.version, was.actor, was.why, was.replaced_by) == (
        "K", "5.9", 1, "badge:tech", "wrong rack", "badge:path",
    )  # fmt: skip
    assert samples.results(lab.conn, TUBE)["K"].value == "4.1"


def test_who_may_not_amend_is_told_whom_to_ask(lab: Lab) -> None:
    lab.sign_in("tech")
    with refused("tech (technician) may not amend released results: ask a pathologist."):
        amend(lab, TUBE, right())
    with refused("tech (technician) may not amend released results: ask a pathologist."):
        withdraw(lab, TUBE, ("K",), "wrong patient")


def test_what_cannot_be_corrected_is_refused(lab: Lab) -> None:
    with refused("Reason is missing. Type it."):
        amend(lab, TUBE, right(reason=" "))
    with refused("K has this value already."):
        amend(lab, TUBE, right("5.90"))
    amend(lab, TUBE, right())
    with refused("K is recorded, not released: type its value over at the bench, with the reason."):
        amend(lab, TUBE, right("4.2"))
    with refused("NA is released: a released result is not typed over. Whoever may amend corrects it."):
        record(lab, TUBE, [Given(test="NA", value="141", reason="misread")])


def test_a_correction_beyond_the_limits_is_held_like_any_value(lab: Lab) -> None:
    (answer,) = amend(lab, TUBE, right("7.8"))
    assert (answer.state, answer.needs) == ("held", ("again", "second"))
    lab.sign_in("bose")
    with refused("Sample 0016 K is held: type its value again first."):
        release(lab, [TUBE])
    record(lab, TUBE, [Given(test="K", value="7.8")])
    assert release(lab, [TUBE])[0].version == 2


def test_a_withdrawn_result_is_gone_at_once_and_the_report_is_made_anew(lab: Lab) -> None:
    done = withdraw(lab, TUBE, ("k",), "wrong patient", report=True)
    assert (done.version, done.tests) == (2, {TUBE: ("K",)})
    asked = {t.code: (t.state, t.reason) for t in samples.tests(lab.conn, TUBE)}
    assert asked["K"] == ("cancelled", "withdrawn: wrong patient")
    assert [e.why for e in earlier.earlier(lab.conn, TUBE)] == ["withdrawn: wrong patient"]
    assert [(p.version, p.state) for p in jobs.of_subject(lab.conn, ORDER, "report")] == [
        (1, "queued"),
        (2, "queued"),
    ]
    with refused("K of sample 0016 is not out: it is not withdrawn, but cancelled."):
        withdraw(lab, TUBE, ("K",), "again")


def test_everybody_who_had_it_is_listed_and_told_one_by_one(lab: Lab, clock: Clock) -> None:
    printed(lab)
    sheet = make_sheet(lab, "Ward 3").sheet
    returned(lab, sheet, "Sister Mary")
    lab.sign_in("path")
    amend(lab, TUBE, right())
    lab.sign_in("bose")
    release(lab, [TUBE], report=True)
    assert [(h.version, h.n, h.how, h.who, h.had) for h in holders.to_tell(lab.conn)] == [
        (2, 0, "sheet", "Ward 3 (Sister Mary)", 1)
    ]
    clock.turn(3)
    told_of = tell_holder(lab, TUBE, 2, 1, "Sister Mary", "by telephone")
    assert told_of.who == "Ward 3 (Sister Mary)"
    assert holders.to_tell(lab.conn) == []
    assert holders.how_many(lab.conn) == 0
    (holder,) = holders.of_order(lab.conn, ORDER)
    assert (holder.told_by, holder.told_who, holder.told_at) == ("badge:bose", "Sister Mary", lab.time().at)
    with refused("Ward 3 (Sister Mary) was told already: Sister Mary."):
        tell_holder(lab, ORDER, 2, 1, "Sister Mary")


def test_the_window_paper_without_a_signature_and_the_ward(lab: Lab) -> None:
    amend(lab, TUBE, right())
    lab.sign_in("bose")
    release(lab, [TUBE], report=True)
    assert [(h.how, h.who) for h in holders.to_tell(lab.conn)] == [("ward", "Ward 3")]
    printed(lab)
    handed(lab, ORDER, "her brother")
    withdraw(lab, TUBE, ("K",), "wrong patient", report=True)
    assert [(h.version, h.how, h.who, h.had) for h in holders.of_order(lab.conn, ORDER)] == [
        (2, "ward", "Ward 3", 1),
        (3, "window", "her brother", 2),
        (3, "ward", "Ward 3", 2),
    ]


def test_paper_that_came_out_and_was_signed_for_by_nobody(lab: Lab) -> None:
    printed(lab)
    withdraw(lab, TUBE, ("K",), "wrong patient")
    assert [(h.how, h.who, h.had) for h in holders.to_tell(lab.conn)] == [("paper", "Ward 3", 1)]


def test_the_ward_that_asked_is_told_although_another_s_name_begins_alike(lab: Lab) -> None:
    printed(lab)
    transfer(lab, ORDER, "Ward 30")
    make_sheet(lab, "Ward 30")
    transfer(lab, ORDER, "Ward 3")
    lab.sign_in("path")
    withdraw(lab, TUBE, ("K",), "wrong patient")
    assert [(h.how, h.who) for h in holders.to_tell(lab.conn)] == [("sheet", "Ward 30"), ("ward", "Ward 3")]


def test_what_left_on_a_sheet_and_was_fetched_at_the_window_too_is_told_to_both(lab: Lab) -> None:
    printed(lab)
    make_sheet(lab, "Ward 3")
    handed(lab, ORDER, "her brother")
    withdraw(lab, TUBE, ("K",), "wrong patient")
    assert [(h.how, h.who) for h in holders.to_tell(lab.conn)] == [
        ("sheet", "Ward 3"),
        ("window", "her brother"),
    ]


def test_telling_nobody_is_refused(lab: Lab) -> None:
    with refused("Nobody stands at 2.1 of order O01-0000001: labkiosk amend --list shows who does."):
        tell_holder(lab, ORDER, 2, 1, "Sister Mary")
    withdraw(lab, TUBE, ("K",), "wrong patient")
    with refused("Name of who was told is missing. Type it."):
        tell_holder(lab, ORDER, 2, 1, " ")


def test_what_is_out_is_not_cancelled_but_taken_back(lab: Lab) -> None:
    with refused("K is out: a pathologist takes it back (Ctrl+R on the sample, labkiosk amend)."):
        cancel(lab, TUBE, ("K",), "wrong patient")


def test_a_release_that_corrects_nothing_lists_nobody(lab: Lab) -> None:
    assert last(lab).tell == ()
    assert holders.of_order(lab.conn, ORDER) == []


@pytest.fixture
def proteins(tmp_path: Path) -> Iterator[Lab]:
    """A tube whose globulin and its ratio were calculated from two values, all of it released."""
    with make(tmp_path / "proteins", Clock()) as lab:
        lab.sign_in("super")
        add_person(lab, "bose", "Dr Bose", "pathologist")
        lab.sign_in("tech")
        receive(lab, order(lab, "TP", "ALB", "GLOB", "AGR").samples[0].sample)
        record(lab, TUBE, [Given(test="TP", value="7.0"), Given(test="ALB", value="4.0")])
        lab.sign_in("path")
        release(lab, [TUBE])
        assert set(states(lab, TUBE).values()) == {"released"}
        yield lab


def test_what_was_calculated_from_a_corrected_value_is_corrected_with_it(proteins: Lab) -> None:
    amend(proteins, TUBE, [Given(test="ALB", value="3.0", reason="wrong rack")])
    assert states(proteins, TUBE) == {
        "TP": "released",
        "ALB": "recorded",
        "GLOB": "recorded",
        "AGR": "recorded",
    }
    proteins.sign_in("bose")
    release(proteins, [TUBE])
    fact = last(proteins)
    assert set(fact.amended[0].tests) == {"ALB", "GLOB", "AGR"}
    values = {code: r.value for code, r in samples.results(proteins.conn, TUBE).items()}
    assert (values["GLOB"], values["AGR"]) == ("4.0", "0.75")
    assert {e.test: e.value for e in earlier.earlier(proteins.conn, TUBE)} == {
        "ALB": "4.0", "GLOB": "3.0", "AGR": "1.33",
    }  # fmt: skip


def test_what_was_calculated_from_a_withdrawn_value_is_withdrawn_with_it(proteins: Lab) -> None:
    withdraw(proteins, TUBE, ("ALB",), "wrong patient")
    assert states(proteins, TUBE) == {
        "TP": "released",
        "ALB": "cancelled",
        "GLOB": "cancelled",
        "AGR": "cancelled",
    }
    (back,) = last(proteins).withdrawn
    assert set(back.tests) == {"ALB", "GLOB", "AGR"}


def test_what_was_calculated_and_is_not_out_is_cancelled_with_it(proteins: Lab) -> None:
    amend(proteins, TUBE, [Given(test="TP", value="7.2", reason="wrong rack")])
    withdraw(proteins, TUBE, ("ALB",), "wrong patient")
    asked = {t.code: (t.state, t.reason) for t in samples.tests(proteins.conn, TUBE)}
    assert asked["GLOB"] == ("cancelled", "calculated from ALB, withdrawn: wrong patient")
    assert asked["TP"][0] == "recorded"

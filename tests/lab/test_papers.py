"""Which print of a paper it is, and a person's word on one that may not have come out."""

import pytest

from labkiosk.board import jobs
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperSending, PaperUncertain
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import answer, print_again
from tests.lab.homes import order


def state(lab: Lab, job_id: str) -> tuple[str, str]:
    found = jobs.job(lab.conn, job_id)
    assert found is not None
    return found.state, found.said


def uncertain_label(lab: Lab) -> jobs.Paper:
    order(lab, "UREA")
    job = jobs.unfinished(lab.conn, "queued")[0]
    with lab.act() as act:
        act.append(PaperSending(job=job.id, printer="usb", digest="0" * 64))
        act.append(PaperUncertain(job=job.id, reason="the printer stopped answering"))
    return job


def test_after_an_uncertain_print_the_copy_says_that_the_original_may_be_missing(lab: Lab) -> None:
    job = uncertain_label(lab)
    copy = print_again(lab, "label", job.subject, "not found")
    assert (copy.copy, copy.doubtful, copy.reason) == (1, True, "not found")


def test_a_paper_that_somebody_saw_is_confirmed_by_their_word(lab: Lab) -> None:
    job = uncertain_label(lab)
    assert answer(lab, job.id, came_out=True) is None
    assert state(lab, job.id) == ("confirmed", "seen by tech")


def test_a_paper_that_nobody_found_is_asked_for_again_and_is_no_copy(lab: Lab) -> None:
    job = uncertain_label(lab)
    again = answer(lab, job.id, came_out=False)
    assert again is not None
    assert (again.form, again.subject, again.copy, again.doubtful) == ("label", job.subject, 0, False)
    assert state(lab, job.id) == ("refused", "did not come out: tech looked")
    assert state(lab, again.job) == ("queued", "")


def test_only_an_uncertain_paper_is_asked_about(lab: Lab) -> None:
    order(lab, "UREA")
    with pytest.raises(
        Refused, match=r"^Paper J01-0000001 is queued: only an uncertain one is asked about\.$"
    ):
        answer(lab, "J01-0000001", came_out=True)
    with pytest.raises(Refused, match=r"^Paper J01-9999999 is not known here: only"):
        answer(lab, "J01-9999999", came_out=False)


def test_a_label_is_printed_again_only_for_a_reason(lab: Lab) -> None:
    made = order(lab, "UREA")
    with pytest.raises(Refused, match=r"^Reason is missing"):
        print_again(lab, "label", made.samples[0].sample)

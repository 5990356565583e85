"""The amended report says what changed, old and new; the earlier one says what it said, and that it was replaced."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from labkiosk.forms.report_data import ReportData, state_of
from labkiosk.lab.addon import add_on
from labkiosk.lab.amend import amend, withdraw
from labkiosk.lab.bench import receive
from labkiosk.lab.given import Given
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import print_report
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_data, report_of
from labkiosk.lab.report_text import report_text
from labkiosk.lab.results import record
from labkiosk.lab.staff import add_person
from labkiosk.lab.transfer import transfer
from tests.lab.approved import approved
from tests.lab.homes import ASHA, Clock, make, order
from tests.lab.refusals import refused

TUBE, ORDER = "010000000016", "O01-0000001"


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        lab.sign_in("super")
        add_person(lab, "bose", "Dr Bose", "pathologist")
        lab.sign_in("tech")
        receive(lab, order(lab, "NA", "K", location="Ward 3").samples[0].sample)
        record(lab, TUBE, [Given(test="NA", value="140"), Given(test="K", value="5.9")])
        lab.sign_in("path")
        release(lab, [TUBE])
        yield lab


def corrected(lab: Lab, value: str = "4.1") -> None:
    lab.sign_in("path")
    amend(lab, TUBE, [Given(test="K", value=value, reason="wrong rack")])


def signed(lab: Lab) -> None:
    lab.sign_in("bose")
    release(lab, [TUBE])


def shown(said: ReportData) -> dict[str, str]:
    return {r.test: r.value for g in said.groups for r in g.results}


def test_what_changed_stands_on_it_old_and_new_with_when_who_and_why(lab: Lab, clock: Clock) -> None:
    clock.turn(20)
    corrected(lab)
    clock.turn(10)
    signed(lab)
    said = report_of(lab, ORDER, 2)
    assert shown(said) == {"Sodium": "140", "Potassium": "4.1"}
    assert said.corrections == (
        "Potassium 5.9 -> 4.1 mmol/L, corrected 22 Nov 2026 12:20 by Example Pathologist: wrong rack",
    )
    assert said.replaces == ("version 1 of 22 Nov 2026 12:00",)
    assert (said.replaced_by, state_of(said)) == ("", "final")
    text = report_text(said).splitlines()
    assert "*** AMENDED: replaces earlier reports ***" in text
    assert "Replaces version 1 of 22 Nov 2026 12:00" in text


def test_until_it_is_released_the_wrong_value_is_shown_as_no_result(lab: Lab, clock: Clock) -> None:
    clock.turn(20)
    corrected(lab)
    said = report_of(lab, ORDER, 1)
    assert (shown(said), said.pending) == ({"Sodium": "140"}, ("Potassium",))
    assert said.corrections == (
        "Potassium 5.9 mmol/L of version 1 withdrawn 22 Nov 2026 12:20 by Example Pathologist: wrong rack",
    )
    assert state_of(said) == "interim"


def test_the_earlier_version_says_what_it_said_and_what_replaced_it(lab: Lab, clock: Clock) -> None:
    before = report_of(lab, ORDER, 1)
    clock.turn(30)
    corrected(lab)
    signed(lab)
    lab.sign_in("super")
    # Whatever else becomes of the patient, the order and who released it.
    correct_patient(lab, "P01-0000001", replace(ASHA, name="Usha Devi"), "misheard")
    transfer(lab, ORDER, "ICU", "2")
    add_person(lab, "path", "Somebody Else", "pathologist")
    clock.turn(30)
    then = report_of(lab, ORDER, 1)
    assert then.replaced_by == "version 3 of 22 Nov 2026 12:30"
    assert replace(then, replaced_by="") == before
    assert report_text(then).splitlines()[0] == (
        "*** REPLACED by version 3 of 22 Nov 2026 12:30: do not use ***"
    )


def test_an_earlier_version_is_printed_again_by_its_number(lab: Lab) -> None:
    corrected(lab)
    signed(lab)
    job = print_report(lab, ORDER, version=1)
    assert (job.version, report_data(lab, job).replaced_by) == (1, "version 2 of 22 Nov 2026 12:00")
    assert report_data(lab, print_report(lab, ORDER)).replaced_by == ""
    with refused("Order O01-0000001 has no report 3: it has 1, 2."):
        print_report(lab, ORDER, version=3)


def test_a_value_before_that_was_withdrawn_since_stands_where_it_stood(lab: Lab, clock: Clock) -> None:
    clock.turn(60)
    lab.sign_in("tech")
    second = order(lab, "K").samples[0].sample
    receive(lab, second)
    record(lab, second, [Given(test="K", value="4.0")])
    lab.sign_in("path")
    release(lab, [second])
    before = report_of(lab, "O01-0000002", 1)
    assert before.groups[0].results[0].previous == "5.9 on 22 Nov 2026"
    withdraw(lab, TUBE, ("K",), "wrong patient")
    amend(lab, second, [Given(test="K", value="4.2", reason="wrong rack")])
    lab.sign_in("bose")
    release(lab, [second])
    assert replace(report_of(lab, "O01-0000002", 1), replaced_by="") == before
    assert report_of(lab, "O01-0000002", 2).groups[0].results[0].previous == ""


def test_a_withdrawn_result_is_said_and_the_rest_stands(lab: Lab, clock: Clock) -> None:
    clock.turn(5)
    withdraw(lab, TUBE, ("K",), "wrong patient")
    said = report_of(lab, ORDER, 2)
    assert (shown(said), state_of(said)) == ({"Sodium": "140"}, "final")
    assert said.corrections == (
        "Potassium 5.9 mmol/L of version 1 withdrawn 22 Nov 2026 12:05 by Example Pathologist: wrong patient",
    )
    assert said.cancelled == ("Potassium: withdrawn: wrong patient",)
    assert said.replaces == ("version 1 of 22 Nov 2026 12:00",)


def test_where_every_result_is_withdrawn_the_report_says_that_none_stands(lab: Lab) -> None:
    withdraw(lab, TUBE, ("K", "NA"), "wrong patient")
    said = report_of(lab, ORDER, 2)
    assert (said.groups, state_of(said)) == ((), "cancelled")
    text = report_text(said)
    assert "*** CANCELLED: no result stands ***" in text
    assert text.endswith("Cancelled report ends here.\n")


def test_a_second_correction_replaces_the_first_and_both_are_told(lab: Lab, clock: Clock) -> None:
    corrected(lab)
    signed(lab)
    clock.turn(30)
    lab.sign_in("path")
    amend(lab, TUBE, [Given(test="K", value="4.4", reason="typed wrong")])
    signed(lab)
    said = report_of(lab, ORDER, 3)
    assert [c.partition(",")[0] for c in said.corrections] == [
        "Potassium 5.9 -> 4.1 mmol/L",
        "Potassium 4.1 -> 4.4 mmol/L",
    ]
    assert said.replaces == ("version 2 of 22 Nov 2026 12:00",)
    assert report_of(lab, ORDER, 2).replaced_by == "version 3 of 22 Nov 2026 12:30"


def test_a_correction_corrected_before_it_left_is_one_change(lab: Lab) -> None:
    corrected(lab, "4.9")
    lab.sign_in("tech")
    record(lab, TUBE, [Given(test="K", value="4.1", reason="typed wrong")])
    signed(lab)
    (change,) = report_of(lab, ORDER, 2).corrections
    assert change.startswith("Potassium 5.9 -> 4.1 mmol/L, corrected")


def test_rules_that_released_are_named_with_who_approved_them(tmp_path: Path, clock: Clock) -> None:
    with approved(tmp_path / "other", clock, "test,NA,1,recorded,book,Dr Rao,\n") as lab:
        receive(lab, order(lab, "NA").samples[0].sample)
        record(lab, TUBE, [Given(test="NA", value="140")])
        said = report_of(lab, ORDER, 1)
        assert said.groups[0].released_by == "rules approved by Dr Rao"
        assert "  Released by rules approved by Dr Rao, 22 Nov 2026 12:00" in report_text(said).splitlines()


def test_a_correction_typed_over_before_it_leaves_is_its_last_writers(lab: Lab, clock: Clock) -> None:
    corrected(lab)
    clock.turn(5)
    lab.sign_in("tech")
    record(lab, TUBE, [Given(test="K", value="4.4", reason="typed for another")])
    signed(lab)
    assert report_of(lab, ORDER, 2).corrections == (
        "Potassium 5.9 -> 4.4 mmol/L, corrected 22 Nov 2026 12:05 by Example Technician:"
        " wrong rack; typed for another",
    )


def test_a_print_while_a_correction_waits_does_not_pass_for_the_version_as_released(
    lab: Lab, clock: Clock
) -> None:
    assert report_of(lab, ORDER, 1).as_of == ""
    clock.turn(20)
    corrected(lab)
    clock.turn(10)
    said = report_of(lab, ORDER, 1)
    assert (said.as_of, said.replaces) == (
        "22 Nov 2026 12:30",
        ("version 1 as released 22 Nov 2026 12:00",),
    )
    assert "As it stood 22 Nov 2026 12:30" in report_text(said).splitlines()
    signed(lab)
    assert (report_of(lab, ORDER, 2).as_of, report_of(lab, ORDER, 1).as_of) == ("", "")


def test_so_does_a_print_after_what_was_to_come_is_cancelled_or_added(lab: Lab, clock: Clock) -> None:
    clock.turn(20)
    lab.sign_in("tech")
    add_on(lab, TUBE, ("CREA",))
    said = report_of(lab, ORDER, 1)
    assert (said.as_of, said.replaces, said.pending) == ("22 Nov 2026 12:20", (), ("Creatinine",))
    cancel(lab, TUBE, ("CREA",), "asked for twice")
    assert report_of(lab, ORDER, 1).cancelled == (
        "Creatinine: asked for twice; cancelled by Example Technician",
    )

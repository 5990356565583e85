"""A report that names the patient wrongly is made anew when that is found out, and whoever has it is to be told."""

from msgspec.structs import replace

from labkiosk.board import jobs, orders
from labkiosk.board.deliveries import by_ward
from labkiosk.board.holders import to_tell
from labkiosk.lab.bench import receive
from labkiosk.lab.given import Given
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.request import Ident
from labkiosk.lab.results import record
from labkiosk.lab.scan import sample_of
from tests.lab.homes import ASHA, Clock, order

TUBE, ORDER, PATIENT = "010000000016", "O01-0000001", "P01-0000001"
USHA = replace(ASHA, name="Usha Devi")


def out(lab: Lab, *tests: str, report: bool = False, **values: str) -> None:
    """The first order's values are released."""
    lab.sign_in("tech")
    receive(lab, order(lab, *tests, location="Ward 3").samples[0].sample)
    given = [Given(test=t, value=v, kit="Determine" if t == "HIV" else "") for t, v in values.items()]
    record(lab, TUBE, given)
    lab.sign_in("path")
    release(lab, [TUBE], report=report)
    lab.sign_in("super")


def versions(lab: Lab) -> dict[str, list[int]]:
    return orders.versions(lab.conn, ORDER)


def test_it_is_a_new_version_and_the_earlier_one_says_what_it_said(lab: Lab, clock: Clock) -> None:
    out(lab, "NA", NA="140")
    clock.turn(10)
    correct_patient(lab, PATIENT, USHA, "misheard")
    said = report_of(lab, ORDER, 2)
    assert (said.patient_name, said.replaced_by) == ("Usha Devi", "")
    assert said.replaces == ("version 1 of 22 Nov 2026 12:00",)
    assert said.corrections == (
        "patient was Asha Devi, F, born 1975-03-14, 104233; corrected 22 Nov 2026 12:10: misheard",
    )
    before = report_of(lab, ORDER, 1)
    assert (before.patient_name, before.replaced_by) == ("Asha Devi", "version 2 of 22 Nov 2026 12:10")
    assert (before.corrections, before.groups) == ((), said.groups)
    told = [line.text for line in history(lab, sample_of(lab.conn, TUBE))]
    assert "Report 2 made anew, identity corrected: misheard." in told


def test_whoever_has_it_is_to_be_told_and_the_new_one_is_to_be_delivered(lab: Lab) -> None:
    out(lab, "NA", NA="140", report=True)
    correct_patient(lab, PATIENT, USHA, "misheard")
    (holder,) = to_tell(lab.conn)
    assert (holder.order, holder.version, holder.who, holder.had) == (ORDER, 2, "Ward 3", 1)
    (waiting,) = by_ward(lab.conn, limit=5)
    assert (waiting.version, waiting.name) == (2, "Usha Devi")
    assert [(j.version, j.copy) for j in jobs.of_subject(lab.conn, ORDER, "report")] == [(1, 0), (2, 0)]


def test_what_no_paper_names_makes_no_version_nor_does_what_is_not_out(lab: Lab) -> None:
    out(lab, "NA", NA="140")
    lab.sign_in("tech")
    waiting = order(lab, "K").order
    mobile = Ident(system="mobile", value="9876500000")
    correct_patient(lab, PATIENT, replace(ASHA, ids=(mobile, *ASHA.ids[1:])), "another telephone")
    assert versions(lab) == {"report": [1]}
    correct_patient(lab, PATIENT, USHA, "misheard")
    assert versions(lab) == {"report": [1, 2]}
    assert orders.versions(lab.conn, waiting) == {}


def test_the_sealed_one_too_which_waits_for_who_may_print_it(lab: Lab) -> None:
    out(lab, "NA", "HIV", NA="140", HIV="NR", report=True)
    correct_patient(lab, PATIENT, USHA, "misheard")
    assert versions(lab) == {"report": [1, 2], "sealed": [1, 2]}
    assert report_of(lab, ORDER, 2, sealed=True).replaces == ("version 1 of 22 Nov 2026 12:00",)
    assert [j.version for j in jobs.of_subject(lab.conn, ORDER, "sealed")] == [1]

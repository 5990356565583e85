"""The report says what was released up to its version, and what became of the rest."""

import msgspec
import pytest

from labkiosk.board import jobs
from labkiosk.board.people import actor_name
from labkiosk.facts.errors import Refused
from labkiosk.forms.page import Text
from labkiosk.forms.report_data import Group, ReportData, Result, Specimen, interim, missing
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import page
from labkiosk.lab.papers import print_report
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_data, report_of
from labkiosk.lab.report_text import report_text
from labkiosk.lab.request import Ident, PatientRequest, Registered
from labkiosk.lab.results import Given, record
from labkiosk.lab.staff import add_person
from tests.lab.homes import ASHA, Clock, order


def resulted(lab: Lab, *tests: str, **values: str) -> Registered:
    """An order with one tube, received, with these values."""
    made = order(lab, *tests, location="Ward 3")
    number = made.samples[0].sample
    receive(lab, number)
    record(lab, number, [Given(test=t, value=v, again=v) for t, v in values.items()])
    return made


def signed(lab: Lab, made: Registered, *, provisional: bool = False, reason: str = "") -> None:
    lab.sign_in("path")
    numbers = [s.sample for s in made.samples]
    release(lab, numbers, provisional=provisional, reason=reason)
    lab.sign_in("tech")


def test_a_report_whole(lab: Lab, clock: Clock) -> None:
    made = order(
        lab, "UREA", "CREA", "NA", "K",
        priority="urgent", location="Ward 3", bed="Bed 12", clinician="Dr Rao", note="Fever 4 days",
        collected_at="11:40", collected_by="Sr Mary",
    )  # fmt: skip
    number = made.samples[0].sample
    clock.turn(10)
    receive(lab, number, ("HAEMOLYSED",))
    record(lab, number, [Given(test="K", value="7.1", again="7.1"), Given(test="NA", value="140")])
    clock.turn(20)
    signed(lab, made)
    group = Group(
        section="Biochemistry",
        results=(
            Result(test="Sodium", value="140", unit="mmol/L", reference="136–145"),
            Result(
                test="Potassium",
                value="7.1",
                unit="mmol/L",
                flag="HH critical high",
                reference="3.5–5.1",
                calls=("CALL OPEN since 22 Nov 12:10",),
            ),
        ),
        released_by="Example Pathologist",
        released_at="22 Nov 2026 12:30",
    )
    tube = Specimen(
        specimen="Serum",
        container="Serum tube with gel",
        number="010000000016",
        collected="22 Nov 2026 11:40",
        received="22 Nov 2026 12:10",
        condition="Haemolysed",
    )
    assert report_of(lab, made.order, 1) == ReportData(
        lab_name="District Hospital",
        lab_address="12 Station Road, Rampur",
        patient_name="Asha Devi",
        patient_id="UHID 104233",
        sex="F",
        age="51 y",
        born="14 Mar 1975",
        ward="Ward 3",
        bed="Bed 12",
        order=made.order,
        priority="Urgent",
        clinician="Dr Rao",
        note="Fever 4 days",
        specimens=(tube,),
        groups=(group,),
        reported="22 Nov 2026 12:30",
        version=1,
        pending=("Urea", "Creatinine"),
        example_ranges=True,
    )


def test_what_was_not_stated_is_a_statement(lab: Lab) -> None:
    made = order(lab, "NA")
    receive(lab, made.samples[0].sample)
    record(lab, made.samples[0].sample, [Given(test="NA", value="140")])
    signed(lab, made)
    said = report_of(lab, made.order, 1)
    assert (said.ward, said.bed, said.clinician) == (
        "ward not stated",
        "bed not stated",
        "clinician not stated",
    )
    assert said.specimens[0].collected == "not stated"
    assert missing(said) == []
    assert not interim(said)


def test_a_version_shows_what_was_released_until_it_and_each_release_its_own_person(
    lab: Lab, clock: Clock
) -> None:
    made = resulted(lab, "NA", "UREA", NA="140")
    signed(lab, made)
    clock.turn(60)
    record(lab, made.samples[0].sample, [Given(test="UREA", value="30")])
    signed(lab, made)
    first, second = report_of(lab, made.order, 1), report_of(lab, made.order, 2)
    assert [[r.test for r in g.results] for g in first.groups] == [["Sodium"]]
    assert first.pending == ("Urea",)
    assert [[r.test for r in g.results] for g in second.groups] == [["Sodium"], ["Urea"]]
    assert [g.released_at for g in second.groups] == ["22 Nov 2026 12:00", "22 Nov 2026 13:00"]
    assert (first.reported, second.reported) == ("22 Nov 2026 12:00", "22 Nov 2026 13:00")
    assert (second.pending, interim(second)) == ((), False)


def test_a_provisional_release_says_why_and_stays_interim(lab: Lab) -> None:
    made = order(lab, "NA", priority="stat")
    tube = made.samples[0].sample
    receive(lab, tube)
    record(lab, tube, [Given(test="NA", value="140")])
    release(lab, [tube], provisional=True, reason="no pathologist at night")
    said = report_of(lab, made.order, 1)
    assert [(g.released_by, g.provisional) for g in said.groups] == [
        ("Example Technician", "no pathologist at night; typed and released by one person")
    ]
    assert interim(said)
    signed(lab, made)
    final = report_of(lab, made.order, 2)
    assert [(g.released_by, g.provisional) for g in final.groups] == [("Example Pathologist", "")]
    assert not interim(final)


def test_a_whole_panel_that_is_to_come_stands_under_its_name(lab: Lab) -> None:
    made = order(lab, "CBC", "NA")
    tube = next(s for s in made.samples if "NA" in s.tests)
    receive(lab, tube.sample)
    record(lab, tube.sample, [Given(test="NA", value="140")])
    lab.sign_in("path")
    release(lab, [tube.sample])
    assert report_of(lab, made.order, 1).pending == ("Complete blood count with differential",)


def test_a_whole_panel_that_was_rejected_stands_under_its_name(lab: Lab) -> None:
    made = order(lab, "CBC", "NA")
    blood, serum = sorted((s for s in made.samples), key=lambda s: "NA" in s.tests)
    receive(lab, blood.sample)
    reject(lab, blood.sample, "CLOTTED")
    receive(lab, serum.sample)
    record(lab, serum.sample, [Given(test="NA", value="140")])
    lab.sign_in("path")
    release(lab, [serum.sample])
    assert report_of(lab, made.order, 1).cancelled == (
        "Complete blood count with differential: Clotted; new sample 0034 asked for",
    )


def test_tests_that_will_not_come_say_why_until_a_new_tube_gives_them(lab: Lab) -> None:
    made = resulted(lab, "NA", "K", "UREA", "CREA", NA="140")
    number = made.samples[0].sample
    new = reject(lab, number, "TOO-HAEMOLYSED", ("K",)).replacement
    cancel(lab, number, ("UREA", "CREA"), "Ordered twice")
    signed(lab, made)
    said = report_of(lab, made.order, 1)
    assert said.cancelled == (
        "Potassium: Too haemolysed to test; new sample 0027 asked for",
        "Urea: Ordered twice; cancelled by Example Technician",
        "Creatinine: Ordered twice; cancelled by Example Technician",
    )
    assert said.pending == ("Potassium",)
    receive(lab, new)
    record(lab, new, [Given(test="K", value="4.0")])
    lab.sign_in("path")
    release(lab, [new])
    whole = report_of(lab, made.order, 2)
    assert whole.cancelled == (
        "Urea: Ordered twice; cancelled by Example Technician",
        "Creatinine: Ordered twice; cancelled by Example Technician",
    )
    assert [s.collected for s in whole.specimens] == ["not stated", "not stated"]
    assert (whole.pending, interim(whole)) == ((), False)


def test_the_previous_value_is_earlier_than_the_one_it_stands_beside(lab: Lab, clock: Clock) -> None:
    first = resulted(lab, "NA", NA="131")
    signed(lab, first)
    clock.turn(60 * 24)
    second = resulted(lab, "NA", NA="140")
    signed(lab, second)
    assert [report_of(lab, made.order, 1).groups[0].results[0].previous for made in (first, second)] == [
        "",
        "131 on 22 Nov 2026",
    ]


def test_two_more_values_stand_behind_the_one_before(lab: Lab, clock: Clock) -> None:
    for value in ("131", "150", "133", "140"):
        made = resulted(lab, "NA", NA=value)
        signed(lab, made)
        clock.turn(60 * 24)
    data = report_of(lab, made.order, 1)
    (result,) = data.groups[0].results
    assert (result.previous, result.earlier) == (
        "133 on 24 Nov 2026", ("150 on 23 Nov 26", "131 on 22 Nov 26")
    )  # fmt: skip
    said = report_text(data)
    assert "    before: 133 on 24 Nov 2026; 150 on 23 Nov 26; 131 on 22 Nov 26\n" in said


def test_a_patient_corrected_after_release_amends_the_report(lab: Lab, clock: Clock) -> None:
    made = resulted(lab, "NA", NA="140")
    dewi = msgspec.structs.replace(ASHA, name="Asha Dewi")
    numbers = correct_patient(lab, made.patient, dewi, "before any report")
    lab.sign_in("path")
    release(lab, [*numbers])
    assert report_of(lab, made.order, 1).corrections == ()
    clock.turn(10)
    mobile = Ident(system="mobile", value="9876500000")
    known = msgspec.structs.replace(dewi, ids=(mobile, ASHA.ids[1]))
    correct_patient(lab, made.patient, known, "a number that stands on no report")
    assert report_of(lab, made.order, 1).corrections == ()
    clock.turn(10)
    usha = msgspec.structs.replace(ASHA, name="Usha Devi", birth_date=None, age="51 y")
    correct_patient(lab, made.patient, usha, "misread")
    found = report_of(lab, made.order, 2)
    assert found.patient_name == "Usha Devi"
    assert found.corrections == (
        "patient was Asha Dewi, F, born 1975-03-14, 104233; corrected 22 Nov 2026 12:20: misread",
    )
    again = order(lab, "NA", patient=PatientRequest(id=made.patient))
    assert report_of(lab, again.order, 0).corrections == ()


def test_who_released_is_named_as_the_badge_was_then(lab: Lab, clock: Clock) -> None:
    made = resulted(lab, "NA", NA="140")
    signed(lab, made)
    clock.turn(1)
    lab.sign_in("super")
    add_person(lab, "path", "Dr Rao", "pathologist")
    (group,) = report_of(lab, made.order, 1).groups
    assert group.released_by == "Example Pathologist"
    assert actor_name(lab.conn, "badge:path") == "Dr Rao"
    assert actor_name(lab.conn, "badge:path", lab.time().at) == "Dr Rao"


def test_a_range_in_another_unit_than_the_value_names_its_own(lab: Lab) -> None:
    made = order(lab, "PLT")
    number = made.samples[0].sample
    receive(lab, number)
    record(lab, number, [Given(test="PLT", value="2.5", unit="lakh/µL")])
    signed(lab, made)
    shown = report_of(lab, made.order, 1).groups[0].results[0]
    assert (shown.value, shown.unit) == ("2.5", "lakh/µL")
    assert shown.reference.endswith(" 10³/µL")


def test_the_second_print_says_copy_and_the_page_is_drawn(lab: Lab) -> None:
    made = resulted(lab, "NA", NA="140")
    signed(lab, made)
    print_report(lab, made.order)
    print_report(lab, made.order)
    original, copy = (j for j in jobs.unfinished(lab.conn, "queued") if j.form == "report")
    assert [(report_data(lab, j).copy, report_data(lab, j).original_uncertain) for j in (original, copy)] == [
        (0, False),
        (1, False),
    ]
    drawn = [{getattr(item, "text", "") for item in page(lab, j).items} for j in (original, copy)]
    assert ["COPY 1" in texts for texts in drawn] == [False, True]


@pytest.mark.parametrize(("test", "value"), [("ABO", "B"), ("RH", "Positive")])
def test_a_printed_blood_group_says_that_it_is_information_only(lab: Lab, test: str, value: str) -> None:
    made = resulted(lab, test, **{test: value})
    signed(lab, made)
    print_report(lab, made.order)
    [job] = (j for j in jobs.unfinished(lab.conn, "queued") if j.form == "report")
    drawn = page(lab, job)
    on_paper = " ".join(item.text for item in drawn.items if isinstance(item, Text))
    assert "Information only: no cross-match, no issue of blood." in on_paper


def test_an_order_that_nobody_knows(lab: Lab) -> None:
    with pytest.raises(Refused, match=r"^not printed: order O01-7777777 is not known here\.$"):
        report_of(lab, "O01-7777777", 1)

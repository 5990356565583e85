"""Two patients are one person: proposed by one of us, agreed to by another, undone likewise; nothing is melted."""

import pytest

from labkiosk.board import jobs, links, patients, samples
from labkiosk.board.before import before
from labkiosk.board.rebuild import differences
from labkiosk.lab.bench import receive
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.links import agree, link_words, propose, propose_identity, propose_undo, refuse_link
from labkiosk.lab.paper_data import label_data, slip_data
from labkiosk.lab.patients import correct_patient, find_patients
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.request import PatientRequest, Registered
from labkiosk.lab.results import Given, record
from tests.lab.homes import ASHA, Clock, order, reported
from tests.lab.refusals import refused

UNKNOWN = PatientRequest(unknown=True)


def linked(lab: Lab, patient: str, known: str) -> tuple[str, ...]:
    """Proposed by the technician, agreed to by the phlebotomist."""
    link = propose(lab, patient, known, "the family came")
    lab.sign_in("phleb")
    numbers = agree(lab, link)
    lab.sign_in("tech")
    return numbers


@pytest.fixture
def asha(lab: Lab) -> Registered:
    return order(lab, "NA")


@pytest.fixture
def unknown(lab: Lab) -> Registered:
    return order(lab, "NA", patient=UNKNOWN)


def name_of(lab: Lab, patient: str) -> str:
    found = patients.patient(lab.conn, patient)
    assert found is not None
    return found.name


def test_nothing_changes_until_a_second_person_agrees(
    lab: Lab, asha: Registered, unknown: Registered
) -> None:
    link = propose(lab, unknown.patient.lower(), asha.patient, "the family came")
    emergency = name_of(lab, unknown.patient)
    assert emergency.startswith("UNKNOWN ")
    with refused("You proposed this: a second person agrees, by their own badge."):
        agree(lab, link)
    lab.sign_out()
    with refused(
        "root (no badge) may not link patients: sign in as a phlebotomist, a technician, a pathologist"
        " or a supervisor."
    ):
        agree(lab, link)
    lab.sign_in("path")
    (new,) = agree(lab, link.lower())
    assert name_of(lab, unknown.patient) == "Asha Devi"
    with refused(f"Proposal {link} is agreed already."):
        agree(lab, link)
    assert patients.itself(lab.conn, unknown.patient).name == emergency  # type: ignore[union-attr]
    tube = unknown.samples[0].sample
    with refused(
        f"This label is void: the sample was relabelled and now ends in {new[-4:]}. "
        "Put the new label on, then scan that."
    ):
        receive(lab, tube)
    assert list(differences(lab.conn)) == []


def test_paper_from_then_on_has_the_name_as_known(lab: Lab, asha: Registered, unknown: Registered) -> None:
    linked(lab, unknown.patient, asha.patient)
    tube = unknown.samples[0].sample
    label = jobs.of_subject(lab.conn, tube, "label")[-1]
    slip = jobs.of_subject(lab.conn, unknown.order, "slip")[-1]
    assert (label.reason, slip.reason) == ("patient identified", "patient identified")
    for said in (label_data(lab, label), slip_data(lab, slip)):
        assert (said.patient_name, said.patient_id, said.sex, said.age) == (
            "Asha Devi",
            "UHID 104233",
            "F",
            "51 y",
        )
    # Only the tubes of the one who was unknown are concerned.
    assert len(jobs.of_subject(lab.conn, asha.samples[0].sample, "label")) == 1


def test_the_report_made_anew_says_whom_the_earlier_one_named(
    lab: Lab, asha: Registered, unknown: Registered, clock: Clock
) -> None:
    reported(lab, unknown.samples[0].sample, "140")
    emergency = report_of(lab, unknown.order, 1).patient_name
    clock.turn(5)
    assert linked(lab, unknown.patient, asha.patient) == ()
    found = report_of(lab, unknown.order, 2)
    assert (found.patient_name, found.patient_id) == ("Asha Devi", "UHID 104233")
    said = f"patient was {emergency}, U; identified 22 Nov 2026 12:05: the family came"
    assert found.corrections == (said,)
    clock.turn(5)
    undo = propose_undo(lab, unknown.patient, "her sister")
    lab.sign_in("path")
    agree(lab, undo)
    found = report_of(lab, unknown.order, 3)
    assert found.patient_name == emergency
    back = "patient was Asha Devi, F, born 1975-03-14, 104233; link undone 22 Nov 2026 12:10: her sister"
    assert found.corrections == (said, back)


def test_earlier_values_of_both_stand_beside_new_ones(
    lab: Lab, asha: Registered, unknown: Registered
) -> None:
    reported(lab, unknown.samples[0].sample, "131")
    tube = asha.samples[0].sample
    assert before(lab.conn, asha.patient, "NA", tube) == []
    linked(lab, unknown.patient, asha.patient)
    for patient in (asha.patient, unknown.patient):
        assert [one.value for one in before(lab.conn, patient, "NA", tube)] == ["131"]
    assert [o.id for o in patients.orders_of(lab.conn, asha.patient)] == [unknown.order, asha.order]


def test_each_is_still_found_by_name_and_number(lab: Lab, asha: Registered, unknown: Registered) -> None:
    emergency = name_of(lab, unknown.patient)
    linked(lab, unknown.patient, asha.patient)
    for text in (emergency, "unknown", "asha", "104233", unknown.patient, asha.patient):
        assert [p.id for p in find_patients(lab, text)] == [asha.patient], text
    assert patients.every_identifier(lab.conn, unknown.patient)[-1] == ("emergency", emergency)
    # An order for either id is the known one's.
    again = order(lab, "K", patient=PatientRequest(id=unknown.patient))
    assert again.patient == asha.patient


def test_values_are_judged_anew_by_sex_and_age(lab: Lab, unknown: Registered) -> None:
    man = order(lab, "NA", patient=PatientRequest(name="Rohan", sex="M", age="40 y"))
    of_unknown = order(lab, "HB", patient=PatientRequest(id=unknown.patient)).samples[0].sample
    receive(lab, of_unknown)
    record(lab, of_unknown, [Given(test="HB", value="10.0")])
    before = samples.results(lab.conn, of_unknown)["HB"]
    linked(lab, unknown.patient, man.patient)
    after = samples.results(lab.conn, of_unknown)["HB"]
    assert before.reference != after.reference
    undo = propose_undo(lab, unknown.patient, "another man")
    lab.sign_in("path")
    agree(lab, undo)
    assert samples.results(lab.conn, of_unknown)["HB"].reference == before.reference


def test_an_unknown_patient_is_named_where_nobody_was_known(lab: Lab, unknown: Registered) -> None:
    emergency = name_of(lab, unknown.patient)
    link = propose_identity(lab, unknown.patient, ASHA, "her son came")
    waiting = links.link(lab.conn, link)
    assert waiting is not None
    assert link_words(lab.conn, waiting) == f"{emergency} ({unknown.patient}) is Asha Devi, F, 1975-03-14"
    assert find_patients(lab, "asha") == []
    lab.sign_in("path")
    assert len(agree(lab, link)) == 1
    (found,) = find_patients(lab, "asha")
    assert (found.id, found.unknown) == ("P01-0000002", False)
    assert find_patients(lab, emergency) == [found]
    assert links.members(lab.conn, found.id) == [found.id, unknown.patient]
    assert [o.id for o in patients.orders_of(lab.conn, found.id)] == [unknown.order]
    assert lab.conn.execute("SELECT count(*) FROM conflict").fetchone() == (0,)


def test_one_who_was_registered_meanwhile_is_not_registered_twice(lab: Lab, unknown: Registered) -> None:
    link = propose_identity(lab, unknown.patient, ASHA, "her son came")
    order(lab, "K")
    lab.sign_in("path")
    with refused("Asha Devi was registered since: refuse this, and propose a link to P01-0000002."):
        agree(lab, link)
    refuse_link(lab, link, "known already")
    with refused("Asha Devi is known already: propose a link to patient P01-0000002."):
        propose_identity(lab, unknown.patient, ASHA, "her son came")


def test_a_correction_of_the_known_one_relabels_the_tubes_of_both(
    lab: Lab, asha: Registered, unknown: Registered
) -> None:
    linked(lab, unknown.patient, asha.patient)
    usha = PatientRequest(name="Usha Devi", sex="F", ids=ASHA.ids)
    assert len(correct_patient(lab, unknown.patient, usha, "misread")) == 2
    assert name_of(lab, asha.patient) == name_of(lab, unknown.patient) == "Usha Devi"


def test_three_registrations_of_one_person(lab: Lab) -> None:
    first, second, third = (
        order(lab, "NA", patient=PatientRequest(name=name, sex="F")).patient
        for name in ("Asha Devi", "Asha Dewi", "A Devi")
    )
    linked(lab, third, second)
    linked(lab, second, first)
    assert links.path(lab.conn, third) == [third, second, first]
    assert sorted(links.members(lab.conn, first)) == [first, second, third]
    assert name_of(lab, third) == "Asha Devi"
    with refused(f"They are one already: Asha Devi, {first}."):
        propose(lab, first, third, "x")
    undo = propose_undo(lab, second, "no")
    lab.sign_in("path")
    agree(lab, undo)
    assert (name_of(lab, third), name_of(lab, first)) == ("Asha Dewi", "Asha Devi")


def test_the_history_says_it(lab: Lab, asha: Registered, unknown: Registered) -> None:
    emergency = name_of(lab, unknown.patient)
    (new,) = linked(lab, unknown.patient, asha.patient)
    found = samples.find(lab.conn, new)
    assert found is not None
    texts = [line.text for line in history(lab, found)]
    both = f"{emergency} ({unknown.patient})", f"Asha Devi ({asha.patient})"
    assert f"{asha.patient}: Patient registered: Asha Devi, F, born 1975-03-14." in texts
    assert f"Patient registered: {emergency}, U." in texts
    assert f"M01-0000001 proposed: {both[0]} is {both[1]}: the family came." in texts
    assert f"M01-0000001 agreed to: {both[0]} is known as {both[1]}: the family came." in texts


def test_what_is_refused(lab: Lab, asha: Registered, unknown: Registered) -> None:
    emergency = name_of(lab, unknown.patient)
    with refused("Patient P01-0000009 is not known here: look in Find."):
        propose(lab, unknown.patient, "P01-0000009", "x")
    with refused("Reason is missing. Type it."):
        propose(lab, unknown.patient, asha.patient, " ")
    with refused(f"{emergency} is the one to be identified: name that patient first."):
        propose(lab, asha.patient, unknown.patient, "x")
    with refused("Asha Devi has a name: correct it, or link to a patient who is known."):
        propose_identity(lab, asha.patient, PatientRequest(name="Usha"), "x")
    with refused(f"Patient {unknown.patient} is linked to nobody: nothing to undo."):
        propose_undo(lab, unknown.patient, "x")
    link = propose(lab, unknown.patient, asha.patient, "x")
    with refused(f"Proposal {link} of {emergency} waits for a second person already."):
        propose(lab, unknown.patient, asha.patient, "x")
    refuse_link(lab, link, "misheard")
    lab.sign_in("path")
    with refused(f"Proposal {link} is refused already."):
        agree(lab, link)
    with refused("Proposal M01-0000009 is not known here: labkiosk link list."):
        agree(lab, "M01-0000009")
    assert links.waiting(lab.conn) == []
    assert [(each.id, each.state) for each in links.recent(lab.conn)] == [(link, "refused")]


def test_a_man_and_a_woman_are_not_one_person(lab: Lab, asha: Registered) -> None:
    """Neither when it is proposed, nor when a sex was corrected before it is agreed to."""
    man = order(lab, "NA", patient=PatientRequest(unknown=True, sex="M")).patient
    name = name_of(lab, man)
    said = f"{name} is M and Asha Devi is F: look again. Where one was typed wrong, correct it first."
    with refused(said):
        propose(lab, man, asha.patient, "the family came")
    nobody_looked = order(lab, "NA", patient=PatientRequest(unknown=True)).patient
    link = propose(lab, nobody_looked, asha.patient, "the family came")
    correct_patient(lab, nobody_looked, PatientRequest(sex="M"), "seen at the bedside")
    lab.sign_in("path")
    with refused(said.replace(name, name_of(lab, nobody_looked))):
        agree(lab, link)
    assert links.path(lab.conn, nobody_looked) == [nobody_looked]

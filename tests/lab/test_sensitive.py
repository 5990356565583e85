"""A reactive rapid test of HIV is no result before other kits agree, and few may see it."""

import json

import msgspec
import pytest

from labkiosk.board import jobs, queue, samples
from labkiosk.forms.report_data import interim
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.drafts import keep_draft
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import label_data, slip_data
from labkiosk.lab.papers import print_again, print_report
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.recollect import print_lists
from labkiosk.lab.recollect_paper import recollect_data
from labkiosk.lab.rejection_paper import rejection_data
from labkiosk.lab.release import Released, release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Answer, Given, record
from labkiosk.lab.sensitive import seen
from labkiosk.lab.staff import add_person
from tests.lab.homes import order, states
from tests.lab.refusals import refused

ORDER, TUBE = "O01-0000001", "010000000016"
KITS = ("Determine 12", "Unigold 7", "Comb-Aids 3")


@pytest.fixture
def lab(lab: Lab) -> Lab:
    order(lab, "HIV", "NA", priority="stat", clinician="Dr Rao")
    receive(lab, TUBE)
    record(lab, TUBE, [Given(test="NA", value="140")])
    lab.sign_in("super")
    add_person(lab, "tech2", "Second Technician", "technician")
    lab.sign_in("tech")
    return lab


def read(lab: Lab, value: str, kit: str = "", reason: str = "") -> Answer:
    return record(lab, TUBE, [Given(test="HIV", value=value, kit=kit, reason=reason)])[0]


def reactive(lab: Lab) -> None:
    for kit in KITS:
        read(lab, "r", kit)


def test_three_different_kits_must_agree(lab: Lab) -> None:
    with refused("HIV: name the kit that it was read on, and its lot."):
        read(lab, "r")
    assert read(lab, "r", KITS[0]).needs == ("kit2", "kit3")
    for same in ("determine 12", "DETERMINE-12", ""):
        with pytest.raises(Exception, match="HIV"):
            read(lab, "r", same)
    assert read(lab, "r", KITS[1]).needs == ("kit3",)
    assert states(lab, TUBE) == {"HIV": "held", "NA": "recorded"}
    assert read(lab, "r", KITS[2]).needs == ("release",)
    assert samples.results(lab.conn, TUBE)["HIV"].kits == KITS


@pytest.mark.parametrize("kits", [1, 2])
def test_before_that_nobody_releases_it_and_the_rest_leaves(lab: Lab, kits: int) -> None:
    for kit in KITS[:kits]:
        read(lab, "r", kit)
    lab.sign_in("path")
    left = ("Sample 0016 HIV is held: another kit must give the same answer first.",)
    assert release(lab, [TUBE]) == [Released(ORDER, 1, {TUBE: ("NA",)}, left)]
    with refused(left[0]):
        release(lab, [TUBE])
    with refused("Sample 0016 HIV is sensitive: it leaves only when a pathologist releases it."):
        release(lab, [TUBE], provisional=True, reason="night")
    said = report_of(lab, ORDER, 1)
    assert "HIV" not in msgspec.json.encode(said).decode()
    assert (said.elsewhere, interim(said)) == (True, False)


def test_kits_that_disagree_need_a_second_person(lab: Lab) -> None:
    read(lab, "r", KITS[0])
    with refused("HIV has a value, and this is another: look again, or give the reason to replace it."):
        read(lab, "n", KITS[1])
    assert read(lab, "n", KITS[1], "kits 2 and 3 non-reactive").needs == ("again", "second")
    assert read(lab, "n").needs == ("second",)
    lab.sign_in("path")
    with refused("Sample 0016 HIV is held: a second person must type its value first."):
        lab.sign_in("path")
        release(lab, [TUBE])
        release(lab, [TUBE])
    lab.sign_in("tech2")
    assert read(lab, "n").needs == ("release",)


def test_a_corrected_patient_clears_no_need(lab: Lab) -> None:
    read(lab, "r", KITS[0])
    patient = samples.sample(lab.conn, TUBE).patient  # type: ignore[union-attr]
    correct_patient(lab, patient, PatientRequest(name="Asha Devi", sex="M", age="3 y"), reason="form")
    assert samples.results(lab.conn, TUBE)["HIV"].needs == ("kit2", "kit3")
    read_on = samples.find(lab.conn, TUBE)
    assert read_on is not None
    record(lab, read_on.number, [Given(test="HIV", value="n", reason="kits disagree")])
    correct_patient(lab, patient, PatientRequest(name="Asha Devi", sex="F", age="4 y"), reason="form")
    assert samples.results(lab.conn, TUBE)["HIV"].needs == ("again", "second")


def told(lab: Lab) -> str:
    sample = samples.sample(lab.conn, TUBE)
    assert sample is not None
    return json.dumps([seen(lab, TUBE), [line.text for line in history(lab, sample)]], default=str).casefold()


def test_papers_that_strangers_read_do_not_say_that_it_is_asked_for(lab: Lab) -> None:
    made = order(lab, "HIV", "HIVVL", "HB", "K")
    tube = {code: sample.sample for sample in made.samples for code in sample.tests}

    def asked(form: str, subject: str) -> jobs.Paper:
        return jobs.of_subject(lab.conn, subject, form)[-1]

    said = [label_data(lab, asked("label", tube[code])).tests for code in ("HIV", "HIVVL", "HB")]
    assert said == [("SERO", "K"), ("MOLEC",), ("HB",)]
    assert set(slip_data(lab, asked("slip", made.order)).tests) == {"SERO", "K", "MOLEC", "HB"}
    receive(lab, tube["HIVVL"])
    reject(lab, tube["HIVVL"], "CLOTTED")
    assert rejection_data(lab, asked("rejection", tube["HIVVL"])).tests == ("MOLEC",)
    (ward,) = print_lists(lab)
    (wanted,) = recollect_data(lab, asked("recollect", ward.id)).wanted
    assert wanted.tests == ("MOLEC",)


def test_it_is_seen_by_who_typed_it_and_who_releases(lab: Lab) -> None:
    reactive(lab)
    sees = {}
    for badge in ("tech", "path", "tech2", "super", "phleb"):
        lab.sign_in(badge)
        sees[badge] = "reactive" in told(lab)
    lab.sign_out()
    sees["no badge"] = "reactive" in told(lab)
    assert sees == {
        "tech": True, "path": True, "tech2": False, "super": False, "phleb": False, "no badge": False
    }  # fmt: skip


def test_before_its_release_nobody_else_can_tell_it_from_a_test_not_done(lab: Lab) -> None:
    lab.sign_in("tech2")
    before = told(lab)
    assert "open" in before
    for kit in KITS:
        lab.sign_in("tech")
        read(lab, "r", kit)
        lab.sign_in("tech2")
        assert told(lab) == before
        assert queue.held(lab.conn) == []
        assert queue.how_many_held(lab.conn) == 0
        assert {item.state for item in queue.following(lab.conn) if item.bench == "SERO"} <= {"waiting"}
    with refused("Sample 0016 HIV is sensitive: it leaves only when a pathologist releases it."):
        release(lab, [TUBE], provisional=True, reason="night")
        release(lab, [TUBE], provisional=True, reason="night")


def test_who_may_not_see_it_learns_nothing_by_typing(lab: Lab) -> None:
    reactive(lab)
    lab.sign_in("tech2")
    for value in ("r", "n", "i"):
        with refused("HIV has a sealed value: only who typed it, or who releases it, changes it."):
            read(lab, value, "Some kit", "guess")
    lab.sign_in("tech")
    keep_draft(lab, TUBE, {"HIV": "Reactive"})
    assert samples.drafts(lab.conn, TUBE) == {}


def test_its_report_is_its_own_and_sealed(lab: Lab) -> None:
    reactive(lab)
    with refused("Sample 0016 HIV is sensitive: it leaves only when a pathologist releases it."):
        release(lab, [TUBE], provisional=True, reason="night")
        release(lab, [TUBE], provisional=True, reason="night")
    lab.sign_in("path")
    assert release(lab, [TUBE], report=True)[0].tests == {TUBE: ("HIV", "NA")}
    both = {sealed: report_of(lab, ORDER, 2, sealed=sealed) for sealed in (False, True)}
    shown = {s: [(r.test, r.value) for g in d.groups for r in g.results] for s, d in both.items()}
    assert shown == {False: [("Sodium", "140")], True: [("HIV rapid test", "Reactive")]}
    assert both[True].groups[0].results[0].comment == "read on Determine 12; Unigold 7; Comb-Aids 3"
    lab.sign_in("tech")
    with refused("tech (technician) may not release results: ask a pathologist."):
        print_report(lab, ORDER, "sealed")
    with refused("tech (technician) may not release results: ask a pathologist."):
        print_again(lab, "sealed", ORDER)
    assert print_report(lab, ORDER).version == 2

"""Release by rules: what they agree to leaves, and of each other result they say why not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import jobs, samples
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.read import told
from labkiosk.lab.autorelease import Judged, release_by_rules
from labkiosk.lab.bench import receive
from labkiosk.lab.given import Given
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import record
from labkiosk.lab.validation import validate
from tests.journal.outsider import journal
from tests.lab.approved import approved
from tests.lab.homes import Clock, make, order, states
from tests.lab.refusals import refused

TUBE, BLOOD = "010000000016", "010000000027"
ORDER = "O01-0000001"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with approved(tmp_path / "home", Clock()) as lab:
        for sample in order(lab, "NA", "K", "CREA", "HB").samples:
            receive(lab, sample.sample)
        yield lab


def recorded(lab: Lab, tube: str = TUBE, **values: str) -> None:
    record(lab, tube, [Given(test=t, value=v) for t, v in values.items()])


def releases(lab: Lab) -> list[ResultsReleased]:
    found = [t.fact for t in told(lab.conn, ORDER, frozenset({ResultsReleased.kind}))]
    return [fact for fact in found if isinstance(fact, ResultsReleased)]


def test_what_nothing_speaks_against_leaves_and_the_rest_says_why(lab: Lab) -> None:
    recorded(lab, NA="140", K="5.9", CREA="0.8")
    recorded(lab, BLOOD, HB="13")
    assert release_by_rules(lab, [TUBE, BLOOD]) == [
        Judged(TUBE, ORDER, "NA", (), 1),
        Judged(TUBE, ORDER, "K", ("flag H high",)),
        Judged(TUBE, ORDER, "CREA", ("no pathologist approved the rules for this test",)),
        Judged(BLOOD, ORDER, "HB", (), 1),
    ]
    assert states(lab, TUBE) == {"NA": "released", "K": "recorded", "CREA": "recorded"}
    (fact,) = releases(lab)
    assert (fact.auto, fact.approved_by) == (f"1 {lab.catalogue.hash[:12]}", "Dr Bose and Dr Rao")


def test_an_act_that_changes_nothing_leaves_no_fact(lab: Lab) -> None:
    recorded(lab, K="5.9")
    before = journal(lab.home.folder)
    assert [one.version for one in release_by_rules(lab, [TUBE])] == [None]
    assert release_by_rules(lab, [BLOOD]) == []
    assert journal(lab.home.folder) == before


def test_all_that_waits_in_one_act_with_its_papers(lab: Lab) -> None:
    recorded(lab, NA="140")
    other = order(lab, "NA").samples[0].sample
    receive(lab, other)
    recorded(lab, other, NA="138")
    done = release_by_rules(lab, [], everything=True, report=True)
    assert [(one.sample, one.version) for one in done] == [(TUBE, 1), (other, 1)]
    assert [p.form for p in jobs.to_print(lab.conn)].count("report") == 2
    assert len({t.seq for t in told(lab.conn, ORDER, frozenset({ResultsReleased.kind}))}) == 1


def test_a_held_value_stays(lab: Lab) -> None:
    recorded(lab, K="7.8")
    (one,) = release_by_rules(lab, [TUBE])
    assert one.against == ("held: it is to be typed again or looked at", "flag HH critical high")


def test_example_ranges_are_never_released_by_rules(tmp_path: Path) -> None:
    with approved(tmp_path / "other", Clock()) as lab:
        (lab.home.catalogue / "limits.csv").unlink()
    with Lab(tmp_path / "other", badge="tech", user="root", clock=Clock()) as lab:
        receive(lab, order(lab, "NA").samples[0].sample)
        recorded(lab, NA="140")
        (one,) = release_by_rules(lab, [TUBE])
        assert one.against == ("its range is an example: no pathologist approved it",)


def test_without_a_row_in_verify_csv_nothing_leaves_by_rules(tmp_path: Path) -> None:
    with make(tmp_path / "other", Clock()) as lab:
        receive(lab, order(lab, "NA").samples[0].sample)
        recorded(lab, NA="140")
        (one,) = release_by_rules(lab, [TUBE])
        assert one.against[0] == "no pathologist approved the rules for this test"


def test_unknown_sex_or_age_and_a_remark_at_receipt_stop_it(lab: Lab) -> None:
    tube = order(lab, "NA", patient=PatientRequest(name="Unknown", sex="U")).samples[0].sample
    receive(lab, tube, ("HAEMOLYSED",))
    recorded(lab, tube, NA="140")
    (one,) = release_by_rules(lab, [tube])
    assert one.against == (
        "the patient's sex or age is not known",
        "the specimen is haemolysed",
    )


def test_what_is_out_as_provisional_waits_for_a_person(lab: Lab) -> None:
    tube = order(lab, "NA", priority="stat").samples[0].sample
    receive(lab, tube)
    recorded(lab, tube, NA="140")
    release(lab, [tube], provisional=True, reason="night")
    assert release_by_rules(lab, [tube])[0].against == ("out as provisional: a person releases it",)


def test_whoever_records_may_set_the_rules_to_work_and_nobody_else(lab: Lab) -> None:
    recorded(lab, NA="140")
    lab.sign_in("phleb")
    with refused(
        "phleb (phlebotomist) may not record results: ask a technician, a pathologist or a supervisor."
    ):
        release_by_rules(lab, [TUBE])


def test_who_approved_the_rules_does_not_release_by_them_what_they_entered(tmp_path: Path) -> None:
    rows = "test,NA,1,asked,book,example pathologist,\n"
    with approved(tmp_path / "other", Clock(), rows) as lab:
        receive(lab, order(lab, "NA").samples[0].sample)
        lab.sign_in("path")
        recorded(lab, NA="140")
        (one,) = release_by_rules(lab, [TUBE])
        assert one.against == ("entered by Example Pathologist, who approved the rules",)
        assert samples.results(lab.conn, TUBE)["NA"].version is None


def test_where_the_catalogue_says_so_the_rules_act_as_soon_as_a_value_is_recorded(tmp_path: Path) -> None:
    rows = "test,NA,1,recorded,book,Dr Rao,\ntest,K,1,asked,book,Dr Rao,\n"
    with approved(tmp_path / "other", Clock(), rows) as lab:
        receive(lab, order(lab, "NA", "K").samples[0].sample)
        answers = record(lab, TUBE, [Given(test="NA", value="140"), Given(test="K", value="4.1")])
        assert [(one.state, one.needs) for one in answers] == [("released", ()), ("recorded", ("release",))]
        assert states(lab, TUBE) == {"NA": "released", "K": "recorded"}
        assert [p.form for p in jobs.to_print(lab.conn)].count("report") == 1
        (fact,) = releases(lab)
        assert fact.auto
        assert [p.tests for p in fact.samples] == [("NA",)]


def test_by_themselves_they_leave_alone_what_they_object_to(tmp_path: Path) -> None:
    with approved(tmp_path / "other", Clock(), "test,NA,1,recorded,book,Dr Rao,\n") as lab:
        receive(lab, order(lab, "NA").samples[0].sample)
        recorded(lab, NA="150")
        assert states(lab, TUBE) == {"NA": "recorded"}
        assert releases(lab) == []


def test_of_a_sealed_result_of_somebody_else_nothing_is_said(tmp_path: Path) -> None:
    with approved(tmp_path / "other", Clock(), "section,Serology,2,asked,book,Dr Rao,\n") as lab:
        receive(lab, order(lab, "HIV").samples[0].sample)
        record(lab, TUBE, [Given(test="HIV", value="R", kit="Determine")])
        (mine,) = release_by_rules(lab, [TUBE])
        assert mine.against[:2] == (
            "no pathologist approved the rules for this test",
            "sensitive: a person releases it",
        )
        lab.sign_in("super")
        assert release_by_rules(lab, [TUBE]) == []
        with refused("HIV of sample 0016 has no value to validate."):
            validate(lab, TUBE, ("HIV",))

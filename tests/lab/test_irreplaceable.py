"""Where others are rejected, what cannot be taken again goes on with a comment."""

from labkiosk.board import samples
from labkiosk.board.rebuild import differences
from labkiosk.lab.aliquot import pour
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.history import history
from labkiosk.lab.irreplaceable import proceed
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from tests.lab.homes import order
from tests.lab.refusals import refused

SAID = "Clotted: tested all the same, as CSF cannot be taken again"
NEONATE = PatientRequest(name="Rohan", sex="M", age="3 d")


def test_csf_goes_on_and_the_report_says_so_beside_its_results_alone(lab: Lab) -> None:
    made = order(lab, "CSFGLU", "NA")
    serum, csf = made.samples
    with refused(
        f"Sample {csf.sample[-4:]} cannot be taken again (CSF): go on with the reason as a comment"
        " (--proceed), or say that it is rejected for good (--irreplaceable)."
    ):
        reject(lab, csf.sample, "CLOTTED")
    assert proceed(lab, csf.sample, "clotted") == (("CSFGLU",), SAID)
    found = samples.sample(lab.conn, csf.sample)
    assert found is not None
    assert found.state == "received"
    assert [line.text for line in history(lab, found)][-2:] == ["Received.", f"Kept CSFGLU. {SAID}."]
    proceed(lab, csf.sample, "LOW-VOLUME")
    receive(lab, serum.sample)
    record(lab, csf.sample, [Given(test="CSFGLU", value="60", comment="read twice")])
    record(lab, serum.sample, [Given(test="NA", value="140")])
    lab.sign_in("path")
    release(lab, [csf.sample, serum.sample])
    comments = {r.test: r.comment for g in report_of(lab, made.order, 1).groups for r in g.results}
    assert comments == {
        "CSF glucose": "read twice; Too little sample: tested all the same, as CSF cannot be taken again",
        "Sodium": "",
    }
    assert list(differences(lab.conn)) == []


def test_any_tube_of_a_neonate_goes_on_and_one_test_may(lab: Lab) -> None:
    made = order(lab, "NA", "K", patient=NEONATE)
    tube = made.samples[0].sample
    kept = proceed(lab, tube, "TOO-HAEMOLYSED", ("K",))
    assert kept.tests == ("K",)
    assert kept.comment.endswith(": tested all the same, as a neonate's sample cannot be taken again")
    assert {t.code: t.reason for t in samples.tests(lab.conn, tube)} == {"NA": "", "K": kept.comment}


def test_an_aliquot_takes_the_comment_along(lab: Lab) -> None:
    tube = order(lab, "NA", "K", "CREA", patient=NEONATE).samples[0].sample
    kept = proceed(lab, tube, "LEAKED", ("K", "NA"))
    poured = pour(lab, tube, ("K", "CREA"))
    assert {t.code: t.reason for t in samples.tests(lab.conn, poured.sample)} == {
        "K": kept.comment,
        "CREA": "",
    }


def test_it_may_still_be_rejected_for_good(lab: Lab) -> None:
    made = order(lab, "CSFGLU")
    tube = made.samples[0].sample
    proceed(lab, tube, "CLOTTED")
    assert reject(lab, tube, "LEAKED", for_good=True).tests == ("CSFGLU",)
    found = samples.sample(lab.conn, tube)
    assert found is not None
    assert found.state == "rejected"
    assert [t.reason for t in samples.tests(lab.conn, tube)] != [SAID]


def test_who_may_and_what_may_not(lab: Lab) -> None:
    csf = order(lab, "CSFGLU").samples[0].sample
    serum = order(lab, "NA").samples[0].sample
    with refused("Sample 0027 can be taken again: reject it."):
        proceed(lab, serum, "CLOTTED")
    with refused("NA was not asked for on this sample: it has CSFGLU."):
        proceed(lab, csf, "CLOTTED", ("NA",))
    lab.sign_in("phleb")
    with refused(
        "phleb (phlebotomist) may not reject samples: ask a technician, a pathologist or a supervisor."
    ):
        proceed(lab, csf, "CLOTTED")

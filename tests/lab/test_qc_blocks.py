"""A control that failed keeps the results of its tests from leaving by the rules, whoever asks and however."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.lab.autorelease import in_words, release_by_rules
from labkiosk.lab.bench import receive
from labkiosk.lab.given import Given
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc import resolve
from labkiosk.lab.release import release
from labkiosk.lab.results import record
from labkiosk.lab.scan import sample_of
from tests.lab.approved import approved
from tests.lab.controls import set_up, sodium
from tests.lab.homes import Clock, order, states

TUBE = "010000000016"
GOOD_RUN = "test,bench,warn,reject,hours,good_run,source,approved_by,note\n,,,1-3s,,yes,hospital,,\n"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    """Sodium and potassium of a patient, recorded; both may leave by the rules."""
    with approved(tmp_path / "home", clock) as lab:
        set_up(lab)
        receive(lab, order(lab, "NA", "K").samples[0].sample)
        record(lab, TUBE, [Given(test="NA", value="140"), Given(test="K", value="4.1")])
        yield lab


def against(lab: Lab) -> dict[str, tuple[str, ...]]:
    return {one.test: one.against for one in release_by_rules(lab, [TUBE])}


def mend(lab: Lab, run: str) -> None:
    lab.sign_in("super")
    resolve(lab, run, (), "vial", "old vial")
    lab.sign_in("tech")


def test_until_a_person_resolves_it(lab: Lab, clock: Clock) -> None:
    run = sodium(lab, "127", "150")[0].run
    clock.turn(30)
    sodium(lab, "120", "150")
    assert against(lab) == {"NA": ("QC failed 12:00 (1-3s, level 1), not resolved",), "K": ()}
    assert states(lab, TUBE) == {"NA": "recorded", "K": "released"}
    mend(lab, run)
    assert against(lab) == {"NA": ()}
    assert states(lab, TUBE)["NA"] == "released"


def test_and_until_a_good_run_follows_where_the_rules_ask_for_one(lab: Lab, clock: Clock) -> None:
    (lab.home.catalogue / "qc.csv").write_text(GOOD_RUN)
    mend(lab, sodium(lab, "127", "150")[0].run)
    assert against(lab)["NA"] == ("QC failed 12:00 (level 1), no good run since",)
    clock.turn(5)
    sodium(lab, "", "150")
    assert against(lab)["NA"] == ("QC failed 12:00 (level 1), no good run since",)
    sodium(lab, "120")
    assert against(lab) == {"NA": ()}


def test_a_pathologist_may_release_it_all_the_same(lab: Lab) -> None:
    sodium(lab, "127", "150")
    lab.sign_in("path")
    release(lab, [TUBE])
    assert states(lab, TUBE) == {"NA": "released", "K": "released"}


def test_whoever_opens_the_sample_reads_why_it_waits(lab: Lab) -> None:
    sodium(lab, "127", "150")
    sample = sample_of(lab.conn, TUBE)
    said = "QC failed 12:00 (1-3s, level 1), not resolved"
    assert in_words(lab, sample, ["NA", "K", "CL"]) == {
        "NA": f"rules: {said}",
        "K": "rules: nothing against it",
    }
    (lab.home.catalogue / "verify.csv").unlink()
    with Lab(lab.home.catalogue.parent, badge="tech", user="root", clock=lab.clock) as anew:
        assert in_words(anew, sample, ["NA", "K"]) == {"NA": said}
        assert in_words(anew, sample, ["K"]) == {}
    lab.sign_in("path")
    release(lab, [TUBE])
    assert in_words(lab, sample, ["NA", "K"]) == {}

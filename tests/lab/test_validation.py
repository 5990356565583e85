"""Two steps: a technician who did not enter a value validates it, and then a pathologist releases it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import samples
from labkiosk.lab.bench import receive
from labkiosk.lab.given import Given
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.results import record
from labkiosk.lab.staff import add_person
from labkiosk.lab.validation import validate
from tests.lab.approved import TWO_STEPS, approved
from tests.lab.homes import Clock, order, states
from tests.lab.refusals import refused

TUBE = "010000000016"
WAITS = "Sample 0016 NA waits for a technician: who did not enter it validates it first."


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with approved(tmp_path / "home", Clock(), TWO_STEPS) as lab:
        lab.sign_in("super")
        add_person(lab, "meena", "Meena", "technician")
        lab.sign_in("tech")
        receive(lab, order(lab, "NA", "K", priority="stat").samples[0].sample)
        yield lab


def recorded(lab: Lab, by: str = "tech", **values: str) -> None:
    lab.sign_in(by)
    record(lab, TUBE, [Given(test=t, value=v) for t, v in values.items()])


def test_no_release_before_a_technician_validated_provisional_neither(lab: Lab) -> None:
    recorded(lab, NA="140")
    for badge, provisional in (("path", False), ("path", True), ("tech", True)):
        lab.sign_in(badge)
        with refused(WAITS):
            release(lab, [TUBE], provisional=provisional, reason="theatre waits")
    lab.sign_in("meena")
    assert validate(lab, TUBE) == ("NA",)
    found = samples.results(lab.conn, TUBE)["NA"]
    assert (found.steps, found.validated_by, found.awaits_validation) == (2, "badge:meena", False)
    lab.sign_in("path")
    assert release(lab, [TUBE])[0].tests == {TUBE: ("NA",)}


def test_nobody_validates_their_own_entry(lab: Lab) -> None:
    recorded(lab, NA="140")
    with refused("Sample 0016 NA was entered by you: another technician validates it."):
        validate(lab, TUBE)
    recorded(lab, "meena", K="4.1")
    assert validate(lab, TUBE) == ("NA",)
    with refused("Sample 0016 K was entered by you: another technician validates it."):
        validate(lab, TUBE, ("K",))


def test_who_entered_it_does_not_release_it_as_provisional_where_two_are_asked_for(lab: Lab) -> None:
    recorded(lab, NA="140")
    lab.sign_in("meena")
    validate(lab, TUBE)
    lab.sign_in("tech")
    with refused("Sample 0016 NA was entered by you: a second person releases it."):
        release(lab, [TUBE], provisional=True, reason="theatre waits")
    lab.sign_in("meena")
    release(lab, [TUBE], provisional=True, reason="theatre waits")
    assert states(lab, TUBE)["NA"] == "provisional"


def test_a_value_that_is_replaced_is_to_be_validated_anew(lab: Lab) -> None:
    recorded(lab, NA="140")
    lab.sign_in("meena")
    validate(lab, TUBE)
    lab.sign_in("tech")
    record(lab, TUBE, [Given(test="NA", value="141", reason="misread")])
    lab.sign_in("path")
    with refused(WAITS):
        release(lab, [TUBE])


def test_what_cannot_be_validated_is_refused_with_what_to_do(lab: Lab) -> None:
    with refused("Sample 0016 has nothing to validate."):
        validate(lab, TUBE)
    with refused("NA of sample 0016 has no value to validate."):
        validate(lab, TUBE, ("NA",))
    recorded(lab, K="7.8")
    lab.sign_in("meena")
    with refused("Sample 0016 has nothing to validate."):
        validate(lab, TUBE)
    with refused("Sample 0016 K is held: type its value again first."):
        validate(lab, TUBE, ("K",))
    recorded(lab, NA="140")
    lab.sign_in("meena")
    validate(lab, TUBE)
    with refused("Sample 0016 NA asks for no validation, or has it: a pathologist releases it."):
        validate(lab, TUBE, ("NA",))
    lab.sign_in("path")
    with refused("path (pathologist) may not validate results: ask a technician or a supervisor."):
        validate(lab, TUBE)
    release(lab, [TUBE])
    lab.sign_in("meena")
    with refused("Sample 0016 NA is released already: there is nothing to validate."):
        validate(lab, TUBE, ("NA",))


def test_one_step_stays_as_it_was(tmp_path: Path) -> None:
    with approved(tmp_path / "other", Clock(), "") as lab:
        receive(lab, order(lab, "NA").samples[0].sample)
        recorded(lab, NA="140")
        with refused("Sample 0016 has nothing to validate."):
            validate(lab, TUBE)
        lab.sign_in("path")
        assert release(lab, [TUBE])[0].tests == {TUBE: ("NA",)}

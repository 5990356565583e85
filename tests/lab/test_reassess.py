"""Sex or age was wrong: values that have not left are judged anew, what was typed stands."""

from msgspec.structs import replace

from labkiosk.board import samples
from labkiosk.board.rebuild import differences
from labkiosk.lab.bench import receive
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.release import release
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.resources import asset
from tests.lab.homes import ASHA, order

HIM = replace(ASHA, sex="M")


def typed(lab: Lab, test: str, value: str, whose: PatientRequest = ASHA, **said: str) -> tuple[str, str]:
    """A value in a new sample: the sample's first number, and the patient."""
    made = order(lab, test, patient=whose)
    number = made.samples[0].sample
    receive(lab, number)
    record(lab, number, [Given(test=test, value=value, **said)])
    return number, made.patient


def told_anew(lab: Lab, sample: str) -> list[str]:
    found = samples.sample(lab.conn, sample)
    assert found is not None
    return [line.text for line in history(lab, found) if "anew" in line.text]


def judged(lab: Lab, sample: str, test: str) -> tuple[str, str, tuple[str, ...]]:
    found = samples.results(lab.conn, sample)[test]
    return found.flag, found.reference, found.needs


def test_a_value_normal_for_a_woman_is_low_for_a_man(lab: Lab) -> None:
    sample, patient = typed(lab, "HB", "12.5")
    assert judged(lab, sample, "HB") == ("", "12.0–16.0", ())
    correct_patient(lab, patient, HIM, "wrong sex")
    assert judged(lab, sample, "HB") == ("L", "13.0–18.0", ())
    found = samples.results(lab.conn, sample)["HB"]
    assert (found.value, found.actor, found.needs) == ("12.5", "badge:tech", ())
    assert told_anew(lab, sample) == ["HB judged anew: L low, range 13.0–18.0 (identity corrected)."]
    assert list(differences(lab.conn)) == []


def test_a_new_birth_date_takes_the_range_of_that_age(lab: Lab) -> None:
    sample, patient = typed(lab, "HB", "12.5")
    child = replace(ASHA, birth_date="2020-03-14")
    correct_patient(lab, patient, child, "wrong date")
    assert judged(lab, sample, "HB") == ("", "", ())


def test_a_released_value_is_left_as_it_left(lab: Lab) -> None:
    sample, patient = typed(lab, "HB", "12.5")
    lab.sign_in("path")
    release(lab, [sample])
    correct_patient(lab, patient, HIM, "wrong sex")
    assert judged(lab, sample, "HB") == ("", "12.0–16.0", ())


def test_what_looks_like_a_slip_is_typed_again_whoever_the_patient_is(lab: Lab) -> None:
    limits = (asset("catalogue") / "limits.csv").read_text("utf-8")
    of_the_old = limits.replace("HB,critical,,0 d,,7,", "HB,critical,,80 y,,11,")
    assert of_the_old != limits
    lab.home.catalogue.mkdir()
    (lab.home.catalogue / "limits.csv").write_text(of_the_old, "utf-8")
    old = replace(ASHA, birth_date="1930-03-14")
    made = order(lab, "HB", "HCT", patient=old)
    sample = made.samples[0].sample
    receive(lab, sample)
    record(lab, sample, [Given(test="HB", value="10.8"), Given(test="HCT", value="21")])
    found = samples.results(lab.conn, sample)["HB"]
    assert (found.flag, found.needs) == ("LL", ("again",))
    assert found.held == ("HB 10.8 and HCT 21 do not go together.",)
    correct_patient(lab, made.patient, ASHA, "wrong date")
    assert judged(lab, sample, "HB") == ("L", "12.0–16.0", ("again",))


def test_a_name_alone_changes_no_value(lab: Lab) -> None:
    sample, patient = typed(lab, "HB", "12.5")
    correct_patient(lab, patient, replace(ASHA, name="Usha Devi"), "misread")
    assert told_anew(lab, sample) == []


def test_what_was_typed_again_is_not_asked_for_twice(lab: Lab) -> None:
    sample, patient = typed(lab, "HB", "6.1", again="6.1")
    assert judged(lab, sample, "HB") == ("LL", "12.0–16.0", ())
    correct_patient(lab, patient, HIM, "wrong sex")
    assert judged(lab, sample, "HB") == ("LL", "13.0–18.0", ())


def test_what_still_waits_for_a_second_typing_goes_on_waiting(lab: Lab) -> None:
    sample, patient = typed(lab, "HB", "6.1")
    correct_patient(lab, patient, HIM, "wrong sex")
    assert judged(lab, sample, "HB") == ("LL", "13.0–18.0", ("again",))

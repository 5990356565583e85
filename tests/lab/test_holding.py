"""What keeps results back: a delta, a slip, a tube that fits another patient. Held, explained, accepted by another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import queue, samples
from labkiosk.lab.accepting import accept
from labkiosk.lab.batch import make_batch
from labkiosk.lab.bench import receive
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.request import Ident, PatientRequest
from labkiosk.lab.results import Answer, Given, record
from labkiosk.lab.staff import add_person
from tests.lab.homes import ASHA, Clock, make, order
from tests.lab.refusals import refused

DAY = 24 * 60
MOHAN = PatientRequest(
    name="Mohan Rao", sex="M", birth_date="1951-02-03", ids=(Ident(system="hospital", value="7"),)
)
CBC = ("HB", "RBC", "HCT", "MCV", "MCH", "MCHC", "PLT", "WBC")
ASHAS = dict(zip(CBC, ("12.8", "4.31", "38.6", "89.6", "29.7", "33.2", "231", "7.10"), strict=True))
MOHANS = dict(zip(CBC, ("9.1", "4.02", "28.9", "71.9", "22.6", "31.5", "412", "9.80"), strict=True))


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        lab.sign_in("super")
        add_person(lab, "tech2", "Second Technician", "technician")
        lab.sign_in("tech")
        yield lab


def tube(lab: Lab, patient: PatientRequest = ASHA, tests: tuple[str, ...] = CBC) -> str:
    """A tube of this patient that was received; its number."""
    number = order(lab, *tests, patient=patient, priority="stat").samples[0].sample
    receive(lab, number)
    return number


def recorded(lab: Lab, number: str, values: dict[str, str], **said: str) -> dict[str, Answer]:
    given = [Given(test=t, value=v, **said) for t, v in values.items()]
    return {a.test: a for a in record(lab, number, given)}


def before(lab: Lab, patient: PatientRequest, values: dict[str, str]) -> None:
    """The patient's results of another day, released."""
    number = tube(lab, patient, tuple(values))
    recorded(lab, number, values)
    lab.sign_in("path")
    release(lab, [number])
    lab.sign_in("tech")


@pytest.fixture
def known(lab: Lab, clock: Clock) -> Lab:
    """Two patients with results of two days ago."""
    before(lab, ASHA, ASHAS)
    before(lab, MOHAN, MOHANS)
    clock.turn(2 * DAY)
    return lab


def kept(lab: Lab, number: str, test: str = "HB") -> samples.Result:
    return samples.results(lab.conn, number)[test]


def test_the_same_values_again_are_not_held(known: Lab) -> None:
    found = recorded(known, tube(known), ASHAS)
    assert {a.needs for a in found.values()} == {("release",)}


def test_a_delta_is_told_and_holds_nothing(lab: Lab, clock: Clock) -> None:
    before(lab, ASHA, {"K": "3.9"})
    clock.turn(DAY)
    number = tube(lab, tests=("K",))
    (answer,) = record(lab, number, [Given(test="K", value="5.8")])
    said = "Potassium 3.9 to 5.8 mmol/L in 1 day: more than 1.5 mmol/L."
    assert (answer.delta, answer.needs) == (said, ("release",))
    assert kept(lab, number, "K").delta == said
    assert [line.text for line in history(lab, samples.sample(lab.conn, number))][-1] == (  # type: ignore[arg-type]
        "K 5.8 mmol/L H high recorded. Potassium 3.9 to 5.8 mmol/L in 1 day: more than 1.5 mmol/L."
    )


def test_a_delta_that_the_catalogue_holds(lab: Lab, clock: Clock) -> None:
    before(lab, ASHA, {"MCV": "90"})
    clock.turn(DAY)
    (answer,) = record(lab, tube(lab, tests=("MCV",)), [Given(test="MCV", value="97")])
    said = "Mean cell volume 90 to 97 fL in 1 day: more than 6 fL."
    assert (answer.needs, answer.held, answer.delta) == (("look",), (said,), said)


def test_a_slip_of_the_point_is_typed_again(lab: Lab, clock: Clock) -> None:
    before(lab, ASHA, {"UREA": "28"})
    clock.turn(DAY)
    number = tube(lab, tests=("UREA",))
    (answer,) = record(lab, number, [Given(test="UREA", value="280")])
    assert answer.needs == ("again",)
    assert answer.held == ("Urea 280 looks like 28 mg/dL with its point moved: the patient had 28.",)
    (answer,) = record(lab, number, [Given(test="UREA", value="280")])
    assert answer.needs == ("release",)


def test_a_slip_that_was_typed_twice_is_looked_at(lab: Lab, clock: Clock) -> None:
    before(lab, ASHA, {"UREA": "28"})
    clock.turn(DAY)
    (answer,) = record(lab, tube(lab, tests=("UREA",)), [Given(test="UREA", value="280", again="280")])
    assert answer.needs == ("look",)


def test_a_number_of_another_unit_is_looked_at(lab: Lab, clock: Clock) -> None:
    before(lab, ASHA, {"CREA": "0.9"})
    clock.turn(DAY)
    (answer,) = record(lab, tube(lab, tests=("CREA",)), [Given(test="CREA", value="78", reason="")])
    assert "look" in answer.needs
    assert answer.held == ("Creatinine 78 looks like µmol/L, 0.8823 mg/dL: the patient had 0.9.",)


def test_two_tubes_exchanged_are_both_held(known: Lab) -> None:
    ashas, mohans = tube(known), tube(known, MOHAN)
    first = recorded(known, ashas, MOHANS)
    assert {t for t, a in first.items() if "look" in a.needs} == {"MCV"}
    second = recorded(known, mohans, ASHAS)
    said = (
        f"Fits sample {ashas[-4:]} of the same hours better than this patient's results of 22 Nov,"
        " and that one fits this patient: were they exchanged?"
    )
    assert all("look" in a.needs and said in tuple(a.held or ()) for a in second.values())
    other = kept(known, ashas)
    assert "look" in other.needs
    assert other.held[-1] == (
        f"The values of sample {mohans[-4:]} fit this patient better: were the tubes mixed up?"
    )


def test_no_other_patient_is_named(known: Lab) -> None:
    ashas, mohans = tube(known), tube(known, MOHAN)
    recorded(known, ashas, MOHANS)
    recorded(known, mohans, ASHAS)
    said = " ".join(line.text for line in history(known, samples.sample(known.conn, mohans)))  # type: ignore[arg-type]
    assert "Asha" not in said
    assert "exchanged" in said


def test_another_tube_of_the_same_patient_is_none_to_be_exchanged_with(lab: Lab) -> None:
    before(lab, ASHA, ASHAS)
    found = recorded(lab, tube(lab), MOHANS)
    assert not any("exchanged" in one for a in found.values() for one in a.held or ())


def test_only_one_of_the_two_was_here_before(lab: Lab, clock: Clock) -> None:
    before(lab, ASHA, ASHAS)
    clock.turn(2 * DAY)
    new, ashas = tube(lab, MOHAN), tube(lab)
    recorded(lab, new, ASHAS)
    assert any(f"Fits sample {new[-4:]}" in one for one in recorded(lab, ashas, MOHANS)["HB"].held or ())


def test_it_does_not_matter_which_is_typed_first(known: Lab) -> None:
    ashas, mohans = tube(known), tube(known, MOHAN)
    recorded(known, mohans, ASHAS)
    recorded(known, ashas, MOHANS)
    assert {"look" in kept(known, n).needs for n in (ashas, mohans)} == {True}


def test_one_that_is_out_already_is_said_to_be(known: Lab) -> None:
    ashas, mohans = tube(known), tube(known, MOHAN)
    record(known, ashas, [Given(test=t, value=v, again=v) for t, v in MOHANS.items()])
    known.sign_in("path")
    release(known, [ashas])
    known.sign_in("tech")
    found = recorded(known, mohans, ASHAS)
    assert found["HB"].held
    assert f"Fits sample {ashas[-4:]} of the same hours, which is released already, better than" in str(
        found["HB"].held
    )
    assert kept(known, ashas).held == ()


def test_on_a_worksheet_they_are_told_by_it(known: Lab) -> None:
    ashas, mohans = tube(known), tube(known, MOHAN)
    make_batch(known, "HAEM")
    recorded(known, ashas, MOHANS)
    assert "of the same worksheet" in str(recorded(known, mohans, ASHAS)["HB"].held)


def test_values_recorded_one_by_one_are_held_with_those_that_stand(known: Lab) -> None:
    ashas, mohans = tube(known), tube(known, MOHAN)
    recorded(known, ashas, MOHANS)
    for test, value in ASHAS.items():
        record(known, mohans, [Given(test=test, value=value)])
    assert all("look" in r.needs for r in samples.results(known.conn, mohans).values())


def exchanged(lab: Lab) -> tuple[str, str]:
    one, other = tube(lab), tube(lab, MOHAN)
    recorded(lab, one, MOHANS)
    recorded(lab, other, ASHAS)
    return one, other


def test_another_person_accepts_with_a_reason(known: Lab) -> None:
    _, number = exchanged(known)
    with refused("HB was recorded by you: another person looks at it and accepts it."):
        accept(known, number, (), "seen")
    known.sign_in("tech2")
    with refused("Reason is missing. Type it."):
        accept(known, number, ("HB",))
    with refused(f"NA of sample {number[-4:]} does not wait to be looked at."):
        accept(known, number, ("NA",), "seen")
    assert accept(known, number, ("hb",), "both tubes checked").tests == {"HB": ()}
    assert (kept(known, number).needs, kept(known, number).looked) == ((), True)
    assert accept(known, number, (), "both tubes checked").tests.keys() == set(CBC) - {"HB"}
    with refused(f"Sample {number[-4:]} has nothing that waits to be looked at."):
        accept(known, number, (), "again")
    assert history(known, samples.sample(known.conn, number))[-1].text == (  # type: ignore[arg-type]
        "WBC 7.10 looked at and accepted: both tubes checked."
    )


def test_who_has_no_badge_accepts_nothing(known: Lab) -> None:
    _, number = exchanged(known)
    known.sign_out()
    with refused(
        "root (no badge) may not confirm results: sign in as a technician, a pathologist or a supervisor."
    ):
        accept(known, number, (), "seen")


def test_what_was_accepted_is_not_asked_again(known: Lab) -> None:
    one, other = exchanged(known)
    known.sign_in("tech2")
    accept(known, other, ("HB",), "both tubes checked")
    (answer,) = record(known, other, [Given(test="PLT", value="233", reason="misread")])
    assert answer.needs == ("release",)
    assert one


@pytest.mark.parametrize("provisional", [False, True])
def test_no_route_releases_what_waits_to_be_looked_at(known: Lab, *, provisional: bool) -> None:
    _, number = exchanged(known)
    known.sign_in("path")
    held = f"Sample {number[-4:]} HB is held: somebody must look at why, and accept it with a reason first."
    with refused(held):
        release(known, [number], provisional=provisional, reason="night")


def test_what_waits_to_be_looked_at_stands_where_it_is_released(known: Lab) -> None:
    _, number = exchanged(known)
    assert number in {item.number for item in queue.to_release(known.conn)}
    assert number in {item.number for item in queue.following(known.conn, "HAEM")}


def test_typing_it_again_does_not_accept_it(known: Lab) -> None:
    _, number = exchanged(known)
    with refused("HB is held, and typed often enough: look at why, and accept it with a reason."):
        record(known, number, [Given(test="HB", value=ASHAS["HB"])])

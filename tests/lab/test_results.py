"""Results: kept as they were given, with what they still need; held ones typed again blind, by two people."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from labkiosk.board import samples
from labkiosk.board.before import before
from labkiosk.lab.bench import receive
from labkiosk.lab.drafts import keep_draft
from labkiosk.lab.given import subject_of
from labkiosk.lab.intake import cancel
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Answer, Given, record
from labkiosk.lab.staff import add_person
from tests.journal.outsider import journal
from tests.lab.homes import Clock, make, order
from tests.lab.refusals import refused

TUBE = "010000000016"


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        lab.sign_in("super")
        add_person(lab, "tech2", "Second Technician", "technician")
        lab.sign_in("tech")
        order(lab, "NA", "K", "HIV", "CREA")
        receive(lab, TUBE)
        yield lab


def one(lab: Lab, test: str, value: str, by: str | None = None, **said: str) -> Answer:
    if by:
        lab.sign_in(by)
    (answer,) = record(lab, TUBE, [Given(test=test, value=value, **said)])
    return answer


def kept(lab: Lab, test: str) -> samples.Result:
    return samples.results(lab.conn, TUBE)[test]


def test_a_value_in_range(lab: Lab) -> None:
    assert one(lab, " na ", " 140 ") == Answer(
        sample=TUBE, test="NA", value="140", unit="mmol/L", flag="", reference="136–145", state="recorded",
        needs=("release",), comment="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("test", "value", "unit", "kept_as", "flag", "needs"),
    [
        ("NA", "136", None, "136", "", ("release",)),
        ("NA", "135.9", None, "135.9", "L", ("release",)),
        ("NA", "146", None, "146", "H", ("release",)),
        ("NA", "119", None, "119", "LL", ("again",)),
        ("NA", "151", None, "151", "HH", ("again",)),
        ("NA", "108", None, "108", "LL", ("again", "second")),
        ("K", "7.80", None, "7.80", "HH", ("again", "second")),
        ("NA", "0", None, "0", "LL", ("again", "second")),
        ("NA", "<15", None, "<15", "LL", ("again", "second")),
        ("CREA", "88", "umol/L", "88", "", ("release",)),
        ("CREA", "88", None, "88", "HH", ("again", "second")),
        ("HIV", "n", None, "Non-reactive", "", ("release",)),
    ],
)
def test_flags_and_needs(
    lab: Lab, test: str, value: str, unit: str | None, kept_as: str, flag: str, needs: tuple[str, ...]
) -> None:
    (answer,) = record(lab, TUBE, [Given(test=test, value=value, unit=unit)])
    assert (answer.value, answer.flag, answer.needs) == (kept_as, flag, needs)
    assert kept(lab, test).value == kept_as


def test_a_number_is_kept_in_its_own_unit_too_exactly(lab: Lab) -> None:
    answer = one(lab, "CREA", "88", unit="umol/L")
    assert (answer.unit, answer.reference) == ("µmol/L", "≤ 1.30 mg/dL")
    found = kept(lab, "CREA")
    assert (found.value, found.unit, found.number, found.own_unit) == ("88", "µmol/L", "0.995456", "mg/dL")


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (Given(test="PT", value="12"), "PT was not asked for on this sample: it has NA, K, HIV, CREA."),
        (Given(test="NA", value="x"), 'Sodium: "x" is not a number. Type it like 7.8, <15 or >1000.'),
        (
            Given(test="NA", value="-1"),
            "Sodium -1 mmol/L is not possible (limit 0 or more). Check the value and the unit.",
        ),
        (
            Given(test="NA", value="140", unit="mg/dL"),
            'Sodium: unit "mg/dL" is not accepted. Use mmol/L or mEq/L.',
        ),
        (
            Given(test="HIV", value="q"),
            'HIV rapid test: "q" is not a choice. Use Non-reactive, Reactive or Indeterminate.',
        ),
        (
            Given(test="K", value="7.8", again="7.9"),
            "K: typed 7.8, then 7.9. Look again, and type both anew.",
        ),
        (
            Given(test="K", value="4.1", comment="a\x1bb"),
            "Comment has a control character (\\x1b). Type it again without it.",
        ),
    ],
)
def test_what_is_refused_keeps_none_of_the_values_beside_it(lab: Lab, given: Given, line: str) -> None:
    before = journal(lab.home.folder)
    beside = Given(test="CREA", value="1.1")
    for values in ([beside, given], [given, beside]):
        with refused(line):
            record(lab, TUBE, values)
    assert journal(lab.home.folder) == before


def test_two_values_for_one_test_are_refused(lab: Lab) -> None:
    with refused("NA stands there twice: give one value."):
        record(lab, TUBE, [Given(test="NA", value="140"), Given(test="na", value="141")])


def test_a_tube_that_is_not_here_takes_no_value(lab: Lab) -> None:
    other = order(lab, "NA", "PT").samples[0].sample
    with refused("Sample 0027 is not received yet: scan it at receipt first."):
        record(lab, other, [Given(test="PT", value="12")])
    cancel(lab, other, (), "x")
    with refused("Sample 0027 is cancelled: nothing is to be done on it."):
        record(lab, other, [Given(test="PT", value="12")])


def test_a_cancelled_test_takes_no_value(lab: Lab) -> None:
    cancel(lab, TUBE, ("NA",), "Ordered twice")
    with refused("NA is cancelled on this sample (Ordered twice): no result can be kept."):
        one(lab, "NA", "140")


def test_a_critical_value_is_typed_again(lab: Lab) -> None:
    assert one(lab, "NA", "119").needs == ("again",)
    assert one(lab, "NA", "119.0").needs == ("release",)
    assert kept(lab, "NA").value == "119"
    assert one(lab, "K", "2.9", again="2.90").needs == ("release",)


def test_a_value_past_the_hold_limit_is_typed_again_and_by_a_second_person(lab: Lab) -> None:
    assert one(lab, "K", "7.8").needs == ("again", "second")
    assert one(lab, "K", "7.8").needs == ("second",)
    with refused("K is held: a second person types its value. You typed the first."):
        one(lab, "K", "7.8")
    lab.sign_out()
    with refused(
        "root (no badge) may not confirm results: sign in as a technician, a pathologist or a supervisor."
    ):
        one(lab, "K", "7.8")
    answer = one(lab, "K", "7.80", by="tech2")
    assert (answer.value, answer.state, answer.needs) == ("7.8", "recorded", ("release",))
    assert kept(lab, "K").actor == "badge:tech"


def test_a_second_person_s_typing_is_also_the_second_typing(lab: Lab) -> None:
    one(lab, "K", "7.8")
    assert one(lab, "K", "7.8", by="tech2").needs == ("release",)


def test_what_is_typed_blind_is_not_told(lab: Lab) -> None:
    one(lab, "K", "7.8")
    line = "K has a value, and this is another: look again, or give the reason to replace it."
    for who in ("tech", "tech2"):
        with refused(line):
            one(lab, "K", "7.9", by=who)
    assert kept(lab, "K").needs == ("again", "second")


def test_a_value_typed_again_otherwise_confirms_nothing(lab: Lab) -> None:
    one(lab, "K", "7.8")
    with refused("K: typed 7.8, then 7.9. Look again, and type both anew."):
        one(lab, "K", "7.8", again="7.9")
    assert kept(lab, "K").needs == ("again", "second")


def test_another_value_takes_a_reason_and_begins_anew(lab: Lab) -> None:
    one(lab, "K", "4.1")
    with refused("K has 4.1 mmol/L, and this is another: look again, or give the reason to replace it."):
        one(lab, "K", "7.8")
    assert one(lab, "K", "7.8", by="tech2", reason="wrong tube read").needs == ("again", "second")
    found = kept(lab, "K")
    assert (found.value, found.actor) == ("7.8", "badge:tech2")
    # Now the first is the second person.
    assert one(lab, "K", "7.8", by="tech").needs == ("release",)


def test_the_same_value_again_is_refused_or_loses_no_comment(lab: Lab) -> None:
    one(lab, "NA", "140", comment="tube half full")
    with refused("NA has this value already."):
        one(lab, "NA", "140.0")
    with refused("NA has this value already: a comment goes only with a new value."):
        one(lab, "NA", "140", comment="another")
    with refused("NA has this value already."):
        one(lab, "NA", "140", comment="tube half full")
    assert kept(lab, "NA").comment == "tube half full"


def test_a_released_value_is_not_typed_over(lab: Lab) -> None:
    one(lab, "NA", "140")
    lab.sign_in("path")
    release(lab, [TUBE])
    with refused("NA is released: a released result is not typed over. Whoever may amend corrects it."):
        one(lab, "NA", "141", reason="x", by="tech2")


def test_the_age_is_that_at_collection(lab: Lab, clock: Clock) -> None:
    made = order(
        lab, "HB", patient=PatientRequest(name="Baby", sex="F", birth_date="2026-11-01"), collected_at="2026-11-20 09:00"
    )  # fmt: skip
    clock.turn(30 * 24 * 60)
    found = samples.sample(lab.conn, made.samples[0].sample)
    assert found is not None
    assert subject_of(lab, lab.conn, found).age == 19


def test_without_an_age_or_sex_only_limits_for_all_flag(lab: Lab) -> None:
    made = order(lab, "HB", patient=PatientRequest(name="Somebody"))
    tube = made.samples[0].sample
    receive(lab, tube)
    (answer,) = record(lab, tube, [Given(test="HB", value="10")])
    assert (answer.flag, answer.reference) == ("", "")


def test_drafts_are_kept_per_test_and_cleared(lab: Lab) -> None:
    keep_draft(lab, TUBE, {"NA": "14", "K": "4."})
    keep_draft(lab, TUBE, {"K": "4.1"})
    assert samples.drafts(lab.conn, TUBE) == {"NA": "14", "K": "4.1"}
    keep_draft(lab, TUBE, {"NA": ""})
    assert samples.drafts(lab.conn, TUBE) == {"K": "4.1"}
    one(lab, "K", "4.1")
    assert samples.drafts(lab.conn, TUBE) == {}


def test_a_draft_that_changes_nothing_writes_nothing(lab: Lab) -> None:
    cancel(lab, TUBE, ("HIV",), "x")
    keep_draft(lab, TUBE, {"NA": "14"})
    before = journal(lab.home.folder)
    for same in ({"NA": "14"}, {"K": ""}, {"PT": "12"}, {"HIV": "n"}, {}):
        keep_draft(lab, TUBE, same)
    assert journal(lab.home.folder) == before


def test_a_draft_with_what_may_not_enter_is_refused(lab: Lab) -> None:
    with refused("Value has a control character (\\x00). Type it again without it."):
        keep_draft(lab, TUBE, {"NA": "1\x004"})
    assert samples.drafts(lab.conn, TUBE) == {}


def test_the_previous_value_is_the_latest_released_on_another_tube(lab: Lab, clock: Clock) -> None:
    def again(value: str, *, let_out: bool) -> str:
        clock.turn(60)
        tube = order(lab, "NA").samples[0].sample
        receive(lab, tube)
        lab.sign_in("tech")
        record(lab, tube, [Given(test="NA", value=value)])
        if let_out:
            lab.sign_in("path")
            release(lab, [tube])
        lab.sign_in("tech")
        return tube

    again("137", let_out=True)
    last = again("150", let_out=True)
    again("139", let_out=False)
    found = before(lab.conn, "P01-0000001", "NA", TUBE)
    assert [(one.value, one.unit, one.flag) for one in found] == [
        ("150", "mmol/L", "H"),
        ("137", "mmol/L", ""),
    ]
    assert [one.value for one in before(lab.conn, "P01-0000001", "NA", last)] == ["137"]
    assert before(lab.conn, "P01-0000001", "K", TUBE) == before(lab.conn, "P01-0000002", "NA", TUBE) == []
    assert before(lab.conn, "P01-0000001", "NA", TUBE, found[0].at) == found[1:]
    again("138", let_out=True)
    again("141", let_out=True)
    assert [one.value for one in before(lab.conn, "P01-0000001", "NA", TUBE)] == ["141", "138", "150"]
    assert [one.value for one in before(lab.conn, "P01-0000001", "NA", TUBE, limit=1)] == ["141"]


def test_a_test_that_left_the_catalogue_takes_no_value(lab: Lab) -> None:
    tests = {code: test for code, test in lab.catalogue.tests.items() if code != "NA"}
    lab.catalogue = msgspec.structs.replace(lab.catalogue, tests=tests)
    with refused("NA is no longer in the catalogue: put it back to record it."):
        one(lab, "NA", "140")
    assert one(lab, "K", "4.1").state == "recorded"

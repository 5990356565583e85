"""A ward is told of a critical result: nobody forgets it, and it ends with a name and a read-back."""

import pytest

from labkiosk.board import calls, jobs
from labkiosk.catalogue import problems
from labkiosk.facts.call import CallEscalated, CallTaken, CallTried
from labkiosk.facts.errors import Refused
from labkiosk.facts.results import ResultsHeld
from labkiosk.forms.runner import Told
from labkiosk.journal.read import told
from labkiosk.lab.accepting import accept
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.call_words import cautions, summary_lines
from labkiosk.lab.calling import escalate_calls, print_slip, take_call, try_call
from labkiosk.lab.calls import PhoneCall, phone_call, phone_calls
from labkiosk.lab.calls import clock as title
from labkiosk.lab.handover import standing
from labkiosk.lab.history import history
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.report_paper import report_of
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.runner_paper import runner_data
from labkiosk.lab.scan import sample_of
from labkiosk.lab.transfer import transfer
from tests.lab.homes import Clock, order

CALLS = """ward,phone,escalate_min,tries,to,to_phone,note
,,15,3,doctor on call,4100,
ICU,4112,10,2,ICU registrar,4113,
"""


def critical(lab: Lab, *tests: tuple[str, str], ward: str = "ICU", **said: object) -> str:
    """A tube with critical values, typed twice; its number."""
    made = order(lab, *(test for test, _ in tests), location=ward, **said)  # type: ignore[arg-type]
    number = made.samples[0].sample
    receive(lab, number)
    record(lab, number, [Given(test=test, value=value, again=value) for test, value in tests])
    return number


def listed(lab: Lab) -> list[PhoneCall]:
    return phone_calls(lab, lab.conn, lab.time().at)


@pytest.fixture(autouse=True)
def wards(lab: Lab) -> None:
    lab.home.catalogue.mkdir(exist_ok=True)
    (lab.home.catalogue / "calls.csv").write_text(CALLS)


def test_a_critical_result_is_to_be_told_once_it_is_confirmed_and_not_before(lab: Lab, clock: Clock) -> None:
    number = order(lab, "K", location="ICU").samples[0].sample
    receive(lab, number)
    record(lab, number, [Given(test="K", value="6.8")])
    assert listed(lab) == []
    clock.turn(5)
    record(lab, number, [Given(test="K", value="6.80")])
    clock.turn(4)
    [call] = listed(lab)
    assert (call.number, call.name, call.ward, call.whom, call.phone) == (
        number, "Asha Devi", "ICU", "ICU", "4112",
    )  # fmt: skip
    assert (call.minutes(lab.time().at), call.escalated) == (4, False)
    [value] = call.calls
    assert (value.test, value.name, value.value, value.unit, value.flag) == (
        "K",
        "Potassium",
        "6.8",
        "mmol/L",
        "HH",
    )


def test_one_that_a_second_person_must_see_waits_for_that(lab: Lab) -> None:
    number = order(lab, "K").samples[0].sample
    receive(lab, number)
    record(lab, number, [Given(test="K", value="7.8", again="7.8")])
    assert listed(lab) == []
    lab.sign_in("path")
    record(lab, number, [Given(test="K", value="7.8")])
    assert [call.number for call in listed(lab)] == [number]


def test_all_that_is_critical_of_a_patient_is_one_call_and_the_oldest_waits_first(
    lab: Lab, clock: Clock
) -> None:
    first = critical(lab, ("K", "6.8"), ("NA", "118"))
    clock.turn(1)
    other = critical(lab, ("K", "2.4"), patient=PatientRequest(name="Ravi", sex="M"))
    clock.turn(1)
    second = critical(lab, ("HB", "4.9"))
    found = listed(lab)
    assert [(c.name, [(one.number, one.test) for one in c.calls]) for c in found] == [
        ("Asha Devi", [(first, "K"), (first, "NA"), (second, "HB")]),
        ("Ravi", [(other, "K")]),
    ]


def test_every_try_is_kept_with_the_number_and_who_rang(lab: Lab, clock: Clock) -> None:
    number = critical(lab, ("K", "6.8"))
    clock.turn(1)
    done = try_call(lab, number, "no answer")
    assert (done.tries, done.job) == (1, None)
    [call] = listed(lab)
    assert [(t.how, t.phone, t.actor) for t in call.tries] == [("no answer", "4112", "badge:tech")]
    with pytest.raises(Refused, match="How it failed is missing"):
        try_call(lab, number, " ")


def test_after_its_tries_it_goes_to_the_next_in_line_and_a_slip_prints(lab: Lab, clock: Clock) -> None:
    number = critical(lab, ("K", "6.8"))
    try_call(lab, number, "no answer")
    clock.turn(1)
    done = try_call(lab, number, "engaged", phone="4999", note="ward clerk says try later")
    assert done.job is not None and (done.job.form, done.job.subject) == ("runner", number)
    [call] = listed(lab)
    assert (call.escalated, call.whom, call.phone) == (True, "ICU registrar", "4113")
    assert [(t.how, t.phone, t.note) for t in call.tries] == [
        ("no answer", "4112", ""),
        ("engaged", "4999", "ward clerk says try later"),
        ("goes to ICU registrar", "4113", "2 tries"),
    ]
    clock.turn(1)
    assert try_call(lab, number, "no answer").job is None
    assert escalate_calls(lab) == []
    assert len(jobs.of_subject(lab.conn, number, "runner")) == 1


def test_after_its_minutes_it_does_so_by_itself_and_once(lab: Lab, clock: Clock) -> None:
    number = critical(lab, ("K", "6.8"))
    clock.turn(9)
    assert (escalate_calls(lab), listed(lab)[0].escalated) == ([], False)
    clock.turn(1)
    assert listed(lab)[0].whom == "ICU registrar"
    assert [call.number for call in escalate_calls(lab)] == [number]
    assert escalate_calls(lab) == []
    [fact] = [t.fact for t in told(lab.conn, number, frozenset({CallEscalated.kind}))]
    assert isinstance(fact, CallEscalated)
    assert (fact.to, fact.phone, fact.why) == ("ICU registrar", "4113", "10 min")
    assert [j.version for j in jobs.of_subject(lab.conn, number, "runner")] == [0]
    print_slip(lab, number)
    assert [(j.version, j.copy) for j in jobs.of_subject(lab.conn, number, "runner")] == [(0, 0), (1, 0)]


def test_a_call_is_taken_with_name_role_and_what_was_read_back(lab: Lab, clock: Clock) -> None:
    number = critical(lab, ("K", "6.8"), ("NA", "118"))
    done = take_call(lab, number, "Mary", "Sister", {"k": "6.80", "NA": "118 mmol/L"})
    assert (done.taken_by, done.wrong) == ("Mary", ())
    assert listed(lab) == []
    assert [(c.test, c.state, c.taken_by, c.role, c.phone, c.said) for c in calls.of_sample(lab.conn, number)] == [
        ("K", "taken", "Mary", "Sister", "4112", "6.80"),
        ("NA", "taken", "Mary", "Sister", "4112", "118 mmol/L"),
    ]  # fmt: skip
    with pytest.raises(Refused, match=f"Nothing of sample {number[-4:]} is to be told"):
        try_call(lab, number, "no answer")


def test_what_is_read_back_wrong_is_not_taken_and_kept(lab: Lab) -> None:
    number = critical(lab, ("K", "6.8"), ("NA", "118"))
    done = take_call(lab, number, "Mary", "Sister", {"K": "8.6", "NA": "118"})
    assert done.wrong == ("K 8.6, it is 6.8 mmol/L",)
    [call] = listed(lab)
    assert [(t.how, t.note) for t in call.tries] == [("read back wrong", "Mary: K 8.6, it is 6.8 mmol/L")]
    assert not told(lab.conn, number, frozenset({CallTaken.kind}))


@pytest.mark.parametrize(
    ("by", "role", "read_back", "said"),
    [
        ("", "Sister", {"K": "6.8", "NA": "118"}, "Name of who took the call is missing"),
        ("Mary", "", {"K": "6.8", "NA": "118"}, "Role of who took the call is missing"),
        ("Mary", "Sister", {"K": "6.8"}, "NA was not read back: the call is about K, NA."),
        ("Mary", "Sister", {"K": "6.8", "NA": " "}, "NA was not read back"),
        ("Mary", "Sister", {"K": "6.8", "NA": "118", "HB": "4"}, "HB is not part of this call: it is about K, NA."),
        ("Mary", "Sister", {"K": "six", "NA": "118"}, '"six" is not a number'),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for_and_nothing_is_kept(
    lab: Lab, by: str, role: str, read_back: dict[str, str], said: str
) -> None:
    number = critical(lab, ("K", "6.8"), ("NA", "118"))
    with pytest.raises(Refused, match=said):
        take_call(lab, number, by, role, read_back)
    assert told(lab.conn, number, frozenset({CallTaken.kind, CallTried.kind})) == []
    assert len(listed(lab)) == 1


def test_two_tubes_with_one_test_are_read_back_each_by_its_number(lab: Lab, clock: Clock) -> None:
    first = critical(lab, ("K", "6.8"))
    clock.turn(1)
    second = critical(lab, ("K", "7.1"))
    with pytest.raises(Refused, match=f"{first}:K was not read back"):
        take_call(lab, first, "Mary", "Sister", {"K": "6.8"})
    assert take_call(lab, second, "Mary", "Sister", {f"{first}:K": "6.8", f"{second}:K": "7.1"}).wrong == ()
    assert listed(lab) == []


def test_the_slip_s_code_means_its_call(lab: Lab) -> None:
    number = critical(lab, ("K", "6.8"))
    assert phone_call(lab, lab.conn, f"LK:CALL:{number}", lab.time().at).number == number


def test_a_corrected_value_is_told_too(lab: Lab) -> None:
    number = critical(lab, ("K", "6.8"))
    record(lab, number, [Given(test="K", value="4.8", reason="misread")])
    assert listed(lab) == []
    number = critical(lab, ("K", "6.8"))
    take_call(lab, number, "Mary", "Sister", {"K": "6.8"})
    record(lab, number, [Given(test="K", value="4.8", reason="misread")])
    [call] = listed(lab)
    [value] = call.calls
    assert (value.value, value.flag, value.why, value.before) == ("4.8", "", "corrected", "6.8 mmol/L")
    take_call(lab, number, "Mary", "Sister", {"K": "4.8"})
    assert listed(lab) == []


def test_a_tube_rejected_after_its_value_was_told_is_told_withdrawn(lab: Lab) -> None:
    number = critical(lab, ("K", "6.8"))
    take_call(lab, number, "Mary", "Sister", {"K": "6.8"})
    reject(lab, number, "CLOTTED")
    [call] = listed(lab)
    assert [(one.value, one.why, one.before) for one in call.calls] == [
        ("withdrawn", "withdrawn", "6.8 mmol/L")
    ]
    assert take_call(lab, number, "Mary", "Sister", {"K": "6.8"}).wrong != ()
    assert take_call(lab, number, "Mary", "Sister", {"K": "Withdrawn"}).wrong == ()


def test_it_follows_the_patient_to_another_ward(lab: Lab) -> None:
    made = order(lab, "K", location="OPD")
    number = made.samples[0].sample
    receive(lab, number)
    record(lab, number, [Given(test="K", value="6.8", again="6.8")])
    transfer(lab, made.order, "ICU", "4")
    [call] = listed(lab)
    assert (call.ward, call.bed, call.phone) == ("ICU", "4", "4112")


def test_a_value_that_is_held_since_it_is_to_be_told_says_so(lab: Lab) -> None:
    number = critical(lab, ("K", "6.8"), ("NA", "118"))
    why = "The values of sample 0081 fit this patient better: were the tubes mixed up?"
    with lab.act() as act:
        act.append(ResultsHeld(sample=number, tests=("K",), said=why))
    [call] = listed(lab)
    assert {one.test: one.held for one in call.calls} == {"K": (why,), "NA": ()}
    assert cautions(call.calls) == (f"HELD: {why}",)
    told = runner_data(lab, print_slip(lab, number)).told
    assert {one.test: one.remark for one in told} == {"Potassium": f"HELD: {why}", "Sodium": ""}
    lab.sign_in("path")
    accept(lab, number, ("K",), "the tubes were in order")
    assert cautions(listed(lab)[0].calls) == ()


def test_release_does_not_close_it(lab: Lab) -> None:
    number = critical(lab, ("K", "6.8"))
    lab.sign_in("path")
    release(lab, [number])
    assert [call.number for call in listed(lab)] == [number]


def test_only_who_works_at_the_bench_may_tell_a_ward(lab: Lab) -> None:
    number = critical(lab, ("K", "6.8"))
    lab.sign_in("phleb")
    for verb in (try_call, print_slip):
        with pytest.raises(Refused, match="may not tell a ward"):
            verb(lab, number, *(["no answer"] if verb is try_call else []))  # type: ignore[operator]
    with pytest.raises(Refused, match="may not tell a ward"):
        take_call(lab, number, "Mary", "Sister", {"K": "6.8"})


def test_the_title_s_clock(lab: Lab, clock: Clock) -> None:
    assert title(lab, lab.time().at)[:3] == (0, 0, False)
    number = critical(lab, ("K", "6.8"), ("NA", "118"))
    clock.turn(9)
    before = title(lab, lab.time().at)
    assert before[:3] == (1, 9, False)
    clock.turn(1)
    after = title(lab, lab.time().at)
    assert after[:3] == (1, 10, True)
    assert after.known - before.known == {(number, "K", 1, True), (number, "NA", 1, True)}


def test_a_shift_hands_over_the_wards_that_are_to_be_told(lab: Lab) -> None:
    number = critical(lab, ("K", "6.8"), ("NA", "118"))
    listed = standing(lab.conn, lab, lab.time().at).lists[0]
    assert (listed.list, listed.total) == ("calls", 1)
    assert [(p.number, p.name, p.ward, p.what) for p in listed.lines] == [
        (number, "Asha Devi", "ICU", "K 6.8 mmol/L, NA 118 mmol/L")
    ]


def test_the_report_says_of_each_value_who_was_told(lab: Lab, clock: Clock) -> None:
    number = critical(lab, ("K", "6.8"), ("NA", "118"))
    try_call(lab, number, "no answer")
    lab.sign_in("path")
    [done] = release(lab, [number])

    def said() -> dict[str, tuple[str, ...]]:
        return {r.test: r.calls for group in report_of(lab, done.order, 1).groups for r in group.results}

    waits = ("CALL OPEN since 22 Nov 12:00, after 1 try",)
    assert said() == {"Potassium": waits, "Sodium": waits}
    clock.turn(3)
    take_call(lab, number, "Mary", "Sister", {"K": "6.8", "NA": "118"})
    told = "Called 22 Nov 12:03 to Mary (Sister) by Example Pathologist, read back"
    assert said() == {
        "Potassium": (f"{told} 6.8, after 1 try",),
        "Sodium": (f"{told} 118, after 1 try",),
    }


def test_the_summary_of_a_day_says_of_each_call_what_came_of_it(lab: Lab, clock: Clock) -> None:
    assert summary_lines(lab, "2026-11-22") == ()
    number = critical(lab, ("K", "6.8"))
    clock.turn(4)
    take_call(lab, number, "Mary", "Sister", {"K": "6.8"})
    record(lab, number, [Given(test="K", value="4.8", reason="misread")])
    assert summary_lines(lab, "2026-11-22") == (
        "2 critical values: 1 told, half within 4 min, all within 4 min; 1 open, 0 known, 0 corrected before",
        f"12:00 {number[-4:]} ICU, Potassium 6.8 mmol/L HH critical high:"
        " Called 22 Nov 12:04 to Mary (Sister) by Example Technician, read back 6.8",
        f"12:04 {number[-4:]} ICU, Potassium 4.8 mmol/L:"
        " CALL OPEN since 22 Nov 12:04 (corrected; told before: 6.8 mmol/L)",
    )
    assert summary_lines(lab, "2026-11-23") == ()


def test_a_call_that_is_open_at_midnight_stands_in_the_summaries_of_both_days(lab: Lab, clock: Clock) -> None:
    number = critical(lab, ("K", "6.8"))
    clock.turn(12 * 60)
    waits = "ICU, Potassium 6.8 mmol/L HH critical high: CALL OPEN since 22 Nov 12:00"
    assert summary_lines(lab, "2026-11-22")[1] == f"12:00 {number[-4:]} {waits}"
    assert summary_lines(lab, "2026-11-23")[1] == f"22 Nov 12:00 {number[-4:]} {waits}"
    clock.turn(30)
    take_call(lab, number, "Mary", "Sister", {"K": "6.8"})
    assert summary_lines(lab, "2026-11-23")[0].startswith("1 critical value: 1 told, half within 750 min")
    assert summary_lines(lab, "2026-11-24") == ()


def test_the_history_tells_it(lab: Lab) -> None:
    number = critical(lab, ("K", "6.8"))
    try_call(lab, number, "engaged", note="busy")
    try_call(lab, number, "no answer")
    take_call(lab, number, "Mary", "Sister", {"K": "6.8"})
    assert [line.text for line in history(lab, sample_of(lab.conn, number))][-5:] == [
        "Rang about K at 4112: engaged (busy).",
        "Rang about K at 4112: no answer.",
        "The call about K goes to ICU registrar at 4113: 2 tries.",
        "Runner's slip asked for.",
        "Mary (Sister) was told at 4113, and read back K 6.8.",
    ]


def test_the_runner_s_slip_says_what_is_open_when_it_prints(lab: Lab) -> None:
    number = critical(lab, ("K", "6.8"))
    job = print_slip(lab, number)
    said = runner_data(lab, job)
    assert (said.whom, said.ward, said.patient_name, said.tail) == ("ICU", "ICU", "Asha Devi", number[-4:])
    assert said.told == (Told(test="Potassium", value="6.8 mmol/L", flag="HH critical high"),)
    assert (said.code, said.slip) == (f"LK:CALL:{number}", 1)
    take_call(lab, number, "Mary", "Sister", {"K": "6.8"})
    with pytest.raises(Refused, match="not printed: the ward was told meanwhile"):
        runner_data(lab, job)


def test_a_list_of_telephones_with_a_fault_silences_nothing(lab: Lab) -> None:
    (lab.home.catalogue / "calls.csv").write_text("ward,phone\n")
    number = critical(lab, ("K", "6.8"))
    [call] = listed(lab)
    assert (call.number, call.phone, call.whom, call.line.escalate_min) == (number, "", "ICU", 15)
    assert next(str(each) for each in problems(lab.home.catalogue)).startswith("calls.csv row 1: column")

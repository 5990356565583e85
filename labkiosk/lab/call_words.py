"""What is said of calls: on a report under the result, and in the summary of a day."""

from collections.abc import Iterable
from datetime import datetime
from statistics import median_low

from labkiosk.board import calls, people
from labkiosk.board.calls import Call
from labkiosk.lab.lab import Lab
from labkiosk.rules.number import last_four
from labkiosk.rules.priority import MINUTE
from labkiosk.rules.value import flag_words
from labkiosk.rules.words import many

DAY_MS = 86_400_000


def words_of(lab: Lab, one: Call) -> str:
    """How far a call is, as its report says it: "Called 14:05 to Mary (Sister) by R. Das, read back"."""
    value = f" ({remark})" if (remark := remark_on(one)) else ""
    if one.state == "open":
        return f"CALL OPEN since {_when(lab, one.at)}{value}{_after(one)}"
    assert one.ended_at is not None
    by = people.actor_name(lab.conn, one.ended_by, one.ended_at)
    if one.state == "taken":
        said = f"{one.taken_by} ({one.role}) by {by}, read back {one.said}"
        return f"Called {_when(lab, one.ended_at)} to {said}{value}{_after(one)}"
    if one.state == "not_needed":
        return f"Not called: {one.reason}"
    return f"Not called: {one.value} {one.unit}".rstrip() + f", {one.reason} {_when(lab, one.ended_at)}"


def _after(one: Call) -> str:
    tries = sum(each.unanswered for each in one.tries)
    return f", after {'1 try' if tries == 1 else f'{tries} tries'}" if tries else ""


def _when(lab: Lab, at: int) -> str:
    return f"{lab.local(at):%d %b %H:%M}"


def on_report(lab: Lab, sample: str, test: str) -> tuple[str, ...]:
    """What the report says of the calls about a test, one line each; of what nobody was told, only the last."""
    ours = calls.of_test(lab.conn, sample, test)
    return tuple(words_of(lab, one) for one in ours if one.state != "replaced" or one is ours[-1])


def what(one: Call) -> str:
    """What is to be told, in words: ``Potassium 7.1 mmol/L HH critical high``."""
    return f"{_value(one)}, {remark}" if (remark := remark_on(one)) else _value(one)


def _value(one: Call) -> str:
    return " ".join(part for part in (one.name, one.value, one.unit, flag_words(one.flag)) if part)


def remark_on(one: Call) -> str:
    """What must be said with a value: that it stands in the place of one that was told; else empty."""
    return f"{one.why}; told before: {one.before}" if one.why else ""


def cautions(told: Iterable[Call]) -> tuple[str, ...]:
    """What must be said with values that are to be told and are held since: one sentence each."""
    return tuple(dict.fromkeys(f"HELD: {said}" for one in told for said in one.held))


def summary_lines(lab: Lab, day: str) -> tuple[str, ...]:
    """What the summary of a day (ISO date) says of its calls: how many came to what, then a line for each.

    One that was open when the day began is among them. It names no patient, since the summary is kept apart from
    theirs, and of a sealed result neither test nor value.
    """
    since = _midnight(lab, day)
    found = calls.not_ended_before(lab.conn, since, since + DAY_MS) if since <= lab.time().at else []
    states = [one.state for one in found]
    took = [(one.ended_at - one.at) // MINUTE for one in found if one.state == "taken" and one.ended_at]
    middle = f", half within {median_low(took)} min, all within {max(took)} min" if took else ""
    head = (
        f"{many(len(found), 'critical value')}: {states.count('taken')} told{middle};"
        f" {states.count('open')} open, {states.count('not_needed')} known,"
        f" {states.count('replaced')} corrected before"
    )
    return (head, *(_line(lab, one, since) for one in found)) if found else ()


def _midnight(lab: Lab, day: str) -> int:
    zone = lab.local(lab.time().at).tzinfo
    return int(datetime.fromisoformat(day).replace(tzinfo=zone).timestamp() * 1000)


def _line(lab: Lab, one: Call, since: int) -> str:
    at = f"{lab.local(one.at):%H:%M}" if one.at >= since else _when(lab, one.at)
    tail = last_four(one.number)
    if one.sealed:
        return f"{at} {tail} sealed result: {one.state.replace('_', ' ')}"
    return f"{at} {tail} {one.ward or 'ward not stated'}, {_value(one)}: {words_of(lab, one)}"

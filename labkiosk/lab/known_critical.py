"""A ward that knows of a critical value is not rung again, unless it changed: known.csv says for how long."""

from decimal import Decimal

from labkiosk.board import calls, samples
from labkiosk.catalogue.known import Known
from labkiosk.facts.call import Called, CallNotNeeded
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab

DAY_MS = 86_400_000


def known_critical(lab: Lab, act: Act, sample: samples.Sample) -> None:
    """Close, within the act that confirmed them, the calls about values that their ward was told of already."""
    rules = lab.apart("known.csv")
    if not rules:
        return
    act.settle()
    for one in calls.of_sample(act.conn, sample.id):
        opened = one.state == "open" and one.at == act.at and not one.why
        if opened and one.test in rules and (why := _known(lab, act, one, rules[one.test])):
            told = Called(sample=one.sample, test=one.test, n=one.n)
            act.append(CallNotNeeded(calls=(told,), why=why))


def _known(lab: Lab, act: Act, one: calls.Call, rule: Known) -> str:
    """Who was told of what, and when; empty where the ward does not know of this."""
    before = calls.last_taken(act.conn, one.patient, one.test, act.at - rule.days * DAY_MS, one.sample)
    if before is None or before.flag != one.flag or before.ended_at is None:
        return ""
    if before.ward.strip().casefold() != one.ward.strip().casefold():
        return ""
    if rule.change is None:
        if before.value != one.value:
            return ""
    elif not _is_near(act, one, before, rule.change):
        return ""
    value = f"{before.value} {before.unit}".rstrip()
    when = f"{lab.local(before.ended_at):%d %b %H:%M}"
    return f"known: {value}, told {when} to {before.taken_by} ({before.role})"


def _is_near(act: Act, one: calls.Call, before: calls.Call, change: Decimal) -> bool:
    now, then = (samples.results(act.conn, each.sample).get(each.test) for each in (one, before))
    if now is None or then is None or now.number is None or then.number is None:
        return False
    # What stands there now must still be what was told.
    if (then.value, then.unit) != (before.value, before.unit):
        return False
    return abs(Decimal(now.number) - Decimal(then.number)) <= change

"""To tell a ward: every try is kept, and it ends only with a name, a role and what was read back."""

from collections.abc import Mapping
from typing import NamedTuple

from labkiosk.board import calls, holders
from labkiosk.facts.amend import HolderTold
from labkiosk.facts.call import (
    READ_BACK_WRONG,
    Called,
    CallEscalated,
    CallTaken,
    CallTried,
    CallWanted,
    ReadBack,
)
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import Job, PaperAsked
from labkiosk.journal.write import Act
from labkiosk.lab.calls import PhoneCall, every_phone_call, phone_call
from labkiosk.lab.had import taker
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.scan import sample_of
from labkiosk.lab.sensitive import may_see
from labkiosk.rules.number import last_four
from labkiosk.rules.readback import reads_back
from labkiosk.rules.text import clean

NO_ANSWER, ENGAGED = "no answer", "engaged"
SEALED = "sealed"
"""Why a runner's slip is asked for that tells neither test nor value."""


class Tried(NamedTuple):
    """A try that reached nobody: how many there are now, and the runner's slip where it was the last."""

    call: PhoneCall
    tries: int
    job: Job | None


class Taken(NamedTuple):
    """A call was taken, unless ``wrong`` says of a value what was read back in its place; that is kept as a try."""

    call: PhoneCall
    taken_by: str
    wrong: tuple[str, ...]


def try_call(lab: Lab, text: str, how: str, *, phone: str | None = None, note: str = "") -> Tried:
    """Nobody was told, at this ``phone`` or the one that stands there, and ``how`` it failed.

    After as many tries as the ward has, it goes on to the next in line, and a runner's slip prints. Raises Refused.
    """
    lab.require("call")
    with lab.act() as act:
        found = phone_call(lab, act.conn, text, act.at)
        act.append(
            CallTried(
                calls=_named(found),
                how=clean(how, "How it failed", limit=60, required=True),
                phone=_phone(found, phone),
                note=clean(note, "Note", limit=120),
            )
        )
        tries = found.unanswered + 1
        job = None
        if tries >= found.line.tries and not _has_gone_on(found):
            job = _escalate(act, found, _tries(tries))
    return Tried(found, tries, job)


def take_call(
    lab: Lab, text: str, by: str, role: str, read_back: Mapping[str, str], *, phone: str | None = None
) -> Taken:
    """Somebody was told all that is open about a patient, and read it back: by the test, or ``sample:test``.

    Where anything was read back wrong nobody has taken the call, and that is kept as a try. Raises Refused.
    """
    lab.require("call")
    with lab.act() as act:
        found = phone_call(lab, act.conn, text, act.at)
        name = clean(by, "Name of who took the call", limit=80, required=True)
        their_role = clean(role, "Role of who took the call", limit=40, required=True)
        said = _said(found, read_back)
        wrong = tuple(
            f"{one.test} {text.strip()}, it is {one.value} {one.unit}".rstrip()
            for one, text in said
            if not _agrees(lab, one, text)
        )
        number = _phone(found, phone)
        if wrong:
            note = clean(f"{name}: {'; '.join(wrong)}"[:200], "Note", limit=200)
            act.append(CallTried(calls=_named(found), how=READ_BACK_WRONG, phone=number, note=note))
        else:
            told = tuple(ReadBack(sample=c.sample, test=c.test, n=c.n, said=text.strip()) for c, text in said)
            act.append(CallTaken(calls=told, taken_by=name, role=their_role, phone=number))
            _is_told(act, {c.order for c in found.calls if c.why}, name, their_role)
    return Taken(found, name, wrong)


def _is_told(act: Act, corrected: set[str], name: str, role: str) -> None:
    """Who heard in this call what is corrected of these orders waits no more to be told so."""
    for order in sorted(corrected):
        for one in holders.of_order(act.conn, order):
            same = one.who.casefold() == taker(name, role).casefold()
            if one.how == "call" and one.told_at is None and same:
                act.append(HolderTold(order=order, version=one.version, holder=one.n, who=name))


def _agrees(lab: Lab, one: calls.Call, said: str) -> bool:
    test = lab.catalogue.tests.get(one.test) if one.why != "withdrawn" else None
    return reads_back(test, one.value, one.unit, said)


def _said(found: PhoneCall, read_back: Mapping[str, str]) -> list[tuple[calls.Call, str]]:
    given = {key.strip().upper(): text for key, text in read_back.items()}
    said = []
    for one in found.calls:
        keys = (f"{one.number}:{one.test}", one.test)
        # Of two tubes with one test, each value is read back by the number of its tube.
        alone = sum(other.test == one.test for other in found.calls) == 1
        text = next((given.pop(key) for key in keys[: 1 + alone] if key in given), "")
        if not text.strip():
            which = one.test if alone else keys[0]
            raise Refused(
                f"{which} was not read back: the call is about {_wanted(found)}. Have each value read back."
            )
        said.append((one, text))
    if given:
        raise Refused(f"{', '.join(given)} is not part of this call: it is about {_wanted(found)}.")
    return said


def _wanted(found: PhoneCall) -> str:
    return ", ".join(dict.fromkeys(one.test for one in found.calls))


def print_slip(lab: Lab, text: str) -> Job:
    """A runner takes the values to the ward on paper: the slip prints before anything else. Raises Refused."""
    lab.require("call")
    with lab.act() as act:
        job = _slip(act, phone_call(lab, act.conn, text, act.at))
        act.append(PaperAsked(jobs=(job,)))
    return job


def want_call(lab: Lab, text: str, reason: str) -> list[calls.Call]:
    """What the ward is said to know of is told all the same: all such values of a sample. Raises Refused."""
    lab.require("call")
    with lab.act() as act:
        sample = sample_of(act.conn, text)
        why = clean(reason, "Reason", limit=120, required=True)
        known = [
            one
            for one in calls.of_sample(act.conn, sample.id)
            if one.state == "not_needed" and may_see(lab, one)
        ]
        if not known:
            raise Refused(
                f"Nothing of sample {last_four(sample.number)} was left untold: there is nothing to undo."
            )
        act.append(CallWanted(calls=tuple(_called(one) for one in known), reason=why))
    return known


def escalate_calls(lab: Lab) -> list[PhoneCall]:
    """Whatever has waited for as long as its ward may goes on to the next in line, and a runner's slip prints.

    What is sealed prints nothing by itself.
    """
    lab.require("call")
    if not any(_is_due(each) for each in every_phone_call(lab, lab.conn, lab.time().at)):
        return []
    with lab.act() as act:
        due = [each for each in every_phone_call(lab, act.conn, act.at) if _is_due(each)]
        for each in due:
            waited = each.minutes(act.at)
            why = _tries(each.unanswered) if waited < each.line.escalate_min else f"{waited} min"
            _escalate(act, each, why)
    return due


def _tries(count: int) -> str:
    return "1 try" if count == 1 else f"{count} tries"


def _is_due(found: PhoneCall) -> bool:
    return found.escalated and not _has_gone_on(found)


def _has_gone_on(found: PhoneCall) -> bool:
    return any(one.escalated_at is not None for one in found.calls)


def _escalate(act: Act, found: PhoneCall, why: str) -> Job | None:
    line = found.line
    act.append(CallEscalated(calls=_named(found), to=line.to, phone=line.to_phone, why=why))
    if any(one.sealed for one in found.calls):
        return None
    job = _slip(act, found)
    act.append(PaperAsked(jobs=(job,)))
    return job


def _slip(act: Act, found: PhoneCall) -> Job:
    sealed = any(one.sealed for one in found.calls)
    return ask(act, "runner", found.calls[0].sample, reason=SEALED if sealed else "", anew=True)


def _named(found: PhoneCall) -> tuple[Called, ...]:
    return tuple(map(_called, found.calls))


def _called(one: calls.Call) -> Called:
    return Called(sample=one.sample, test=one.test, n=one.n)


def _phone(found: PhoneCall, given: str | None) -> str:
    return clean(found.phone if given is None else given, "Phone", limit=40)

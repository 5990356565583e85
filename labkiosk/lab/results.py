"""Results: values as they were given, what the rules say of them, and what they still need."""

from typing import NamedTuple

from msgspec.structs import replace

from labkiosk.board import samples, sent
from labkiosk.catalogue import Test
from labkiosk.facts.errors import Refused
from labkiosk.facts.results import Confirmation, Entry, ResultsConfirmed
from labkiosk.journal.write import Act
from labkiosk.lab.asked import asked_test
from labkiosk.lab.autorelease import release_what_was_recorded
from labkiosk.lab.calculated import formula_of
from labkiosk.lab.calculating import by_formula
from labkiosk.lab.entry import BESIDE, entry_of, refuse_other_value_again, value_of
from labkiosk.lab.following import follow
from labkiosk.lab.given import Answer, Given, answer, subject_of
from labkiosk.lab.keeping import keep
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import refuse_closed, refuse_not_received, sample_of
from labkiosk.lab.sensitive import refuse_unseen
from labkiosk.rules.calculated import BY_FORMULA, NOT_CALCULATED
from labkiosk.rules.kits import is_kit, kit_of, refuse_same_kit
from labkiosk.rules.needs import by_typing
from labkiosk.rules.text import clean
from labkiosk.rules.value import same_value

__all__ = ["Answer", "Given", "record"]


class _Confirmed(NamedTuple):
    """A value that stands, and what typing it again has met."""

    standing: samples.Result
    confirmations: list[Confirmation]


def record(lab: Lab, number: str, given: list[Given]) -> list[Answer]:
    """Keep values of one sample, all or none, and say what each still needs.

    A held value typed again, and the same, is confirmed by that; another value in its place needs a reason.
    Raises Refused.
    """
    lab.require("record")
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        answers = take(lab, act, sample, given)
        out = release_what_was_recorded(lab, act, sample, [one.test for one in answers])
    return [replace(one, state="released", needs=()) if one.test in out else one for one in answers]


def take(
    lab: Lab, act: Act, sample: samples.Sample, given: list[Given], *, released: bool = False
) -> list[Answer]:
    """Keep values as ``record`` does, within an act: of tests that are still open, or corrections of ``released`` ones.

    Raises Refused.
    """
    refuse_closed(sample)
    refuse_not_received(sample)
    taken = _sort_out(lab, act, sample, given, released=released)
    kept = {e.test: e for e in keep(lab, act, sample, [t for t in taken if isinstance(t, Entry)])}
    confirmed = [c for t in taken if isinstance(t, _Confirmed) for c in t.confirmations]
    if confirmed:
        act.append(ResultsConfirmed(sample=sample.id, confirmations=tuple(confirmed)))
    standing = [code for code, entry in kept.items() if entry.repeat != BESIDE]
    told = follow(lab, act, sample, (*standing, *(c.test for c in confirmed)))
    return [_answered(sample, kept[t.test] if isinstance(t, Entry) else t, told) for t in taken]


def _sort_out(
    lab: Lab, act: Act, sample: samples.Sample, given: list[Given], *, released: bool
) -> list[Entry | _Confirmed]:
    """What each value is: one to keep, or the one that stands typed again."""
    states = {t.code: t for t in samples.tests(act.conn, sample.id)}
    standing = samples.results(act.conn, sample.id)
    whose = subject_of(lab, act.conn, sample)
    away = sent.places(act.conn, sample.id)
    taken: list[Entry | _Confirmed] = []
    seen: set[str] = set()
    for one in given:
        test = _open_test(lab, states, sample, one, released=released)
        if test.code in seen:
            raise Refused(f"{test.code} stands there twice: give one value.")
        seen.add(test.code)
        earlier = standing.get(test.code)
        if earlier is not None:
            refuse_unseen(lab, earlier)
        if one.value.strip() == BY_FORMULA:
            taken.append(by_formula(lab, act.conn, sample, test, one.reason))
            continue
        refuse_other_value_again(test, one)
        if earlier is not None and _is_same(test, earlier, one):
            taken.append(_confirmed(lab, earlier, test, one))
        else:
            _refuse_calculated(lab, act, sample, one, test)
            place = away.get(test.code) or (earlier.laboratory if earlier else "")
            taken.append(entry_of(test, one, earlier, whose, place))
    return taken


def _confirmed(lab: Lab, earlier: samples.Result, test: Test, one: Given) -> _Confirmed:
    """What the value that stands, typed again, has met. Raises Refused."""
    if clean(one.comment, "Comment", limit=200) not in ("", earlier.comment):
        raise Refused(f"{test.code} has this value already: a comment goes only with a new value.")
    if one.reference.strip() not in ("", earlier.reference):
        raise Refused(f"{test.code} has this value already: a range goes only with a new value.")
    steps = _confirmable(lab, earlier, test, one.kit)
    kit = kit_of(test, one.kit) if is_kit(steps[0]) else ""
    return _Confirmed(
        earlier, [Confirmation(test=test.code, value=one.value, step=step, kit=kit) for step in steps]
    )


def _answered(sample: samples.Sample, of: Entry | _Confirmed, told: dict[str, tuple[str, ...]]) -> Answer:
    if isinstance(of, Entry):
        return answer(sample, of, of.needs, told.get(of.test, ()))
    met = {c.step for c in of.confirmations}
    left = [need for need in of.standing.needs if need not in met]
    return answer(sample, of.standing, left, told.get(of.standing.test, ()))


def _open_test(
    lab: Lab, states: dict[str, samples.AskedTest], sample: samples.Sample, one: Given, *, released: bool
) -> Test:
    test, asked = asked_test(lab, sample, states, one.test)
    if asked.state == "released" and not released:
        raise Refused(
            f"{test.code} is released: a released result is not typed over. Whoever may amend corrects it."
        )
    if asked.state != "released" and released:
        raise Refused(
            f"{test.code} is {asked.state}, not released: type its value over at the bench, with the reason."
        )
    return test


def _refuse_calculated(lab: Lab, act: Act, sample: samples.Sample, one: Given, test: Test) -> None:
    formula = "" if one.reason.strip() else formula_of(lab, act.conn, sample, test.code)
    if formula:
        raise Refused(
            f"{test.code} is calculated here ({formula}): leave it out, or give the reason to type another value."
        )


def _is_same(test: Test, earlier: samples.Result, one: Given) -> bool:
    # A test done a second time may well give the same.
    if one.repeat or earlier.value == NOT_CALCULATED:
        return False
    return same_value(test, earlier.value, value_of(test, one), earlier.unit or None, one.unit)


def _confirmable(lab: Lab, earlier: samples.Result, test: Test, kit: str) -> list[str]:
    """Which needs this actor meets by having typed the same value. Raises Refused where another person must."""
    if not earlier.needs:
        raise Refused(f"{test.code} has this value already.")
    needs = by_typing(earlier.needs)
    if not needs:
        raise Refused(
            f"{test.code} is held, and typed often enough: look at why, and accept it with a reason."
        )
    if is_kit(needs[0]):
        refuse_same_kit(test, earlier.kits, kit)
        return [needs[0]]
    if earlier.actor != lab.actor:
        if "second" in needs:
            lab.require("confirm")
        return needs
    if "again" in needs:
        return ["again"]
    raise Refused(f"{test.code} is held: a second person types its value. You typed the first.")

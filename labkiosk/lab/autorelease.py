"""Results that leave by the rules, and why each of the others does not."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from msgspec import structs

from labkiosk.board import calls, people, queue, samples
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.calculated import inputs_of, resting_on
from labkiosk.lab.given import subject_of
from labkiosk.lab.issue import Way, issue
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc_gate import blocked
from labkiosk.lab.release import samples_by_order
from labkiosk.lab.sensitive import hidden_tests
from labkiosk.rules.autoverify import VERSION, Candidate, objections

MOST = 5_000
"""Samples that one act looks at."""
_WAITING = ("recorded", "held", "provisional")
Against = dict[str, tuple[str, ...]]
"""What the rules have against each result of a sample, by test; nothing where it may leave by them."""


class Judged(NamedTuple):
    """A result, what the rules have ``against`` it, and the ``version`` of its order's report in which it left, None
    where it did not."""

    sample: str
    order: str
    test: str
    against: tuple[str, ...]
    version: int | None = None


def judge(lab: Lab, conn: Connection, sample: samples.Sample) -> Against:
    """What the rules have against each result of a sample that is not released yet."""
    return _judge(lab, conn, sample, lambda test: blocked(lab, conn, test))


def in_words(lab: Lab, sample: samples.Sample, tests: Iterable[str]) -> dict[str, str]:
    """Of each of these tests of a sample that waits: what the rules have against its value, or that it is nothing.

    Where no rules may release a test, what quality control has against it; nothing where that is nothing.
    """
    asked = frozenset(tests)
    waiting = [t.code for t in samples.tests(lab.conn, sample.id) if t.state in _WAITING and t.code in asked]
    ruled = [code for code in waiting if _approved_by(lab, code)]
    against = judge(lab, lab.conn, sample) if ruled else {}
    said = {code: f"rules: {'; '.join(against[code]) or 'nothing against it'}" for code in ruled}
    return said | {c: why for c in waiting if c not in said and (why := blocked(lab, lab.conn, c))}


def release_by_rules(
    lab: Lab, numbers: list[str], *, everything: bool = False, report: bool = False
) -> list[Judged]:
    """Release of these samples, or of all that wait, whatever the rules agree to, in one act; ``report`` asks for papers.

    Whoever records may set them to work: who answers for it is who approved the rules. Raises Refused for a number
    that is not known; where nothing may leave, nothing is changed, and each answer says why. Of a sealed result that
    is not for the actor to see there is no answer: that it is held would tell what it is.
    """
    lab.require("record")
    with lab.act() as act:
        if everything:
            numbers = [item.number for item in queue.to_release(act.conn, limit=MOST)]
        by_order = samples_by_order(act.conn, numbers)
        judged = let_leave(lab, act, by_order, report=report)
    hidden = {(s.number, test) for found in by_order.values() for s in found for test in hidden_tests(lab, s)}
    return [one for one in judged if (one.sample, one.test) not in hidden]


def let_leave(
    lab: Lab,
    act: Act,
    by_order: dict[str, list[samples.Sample]],
    *,
    report: bool = False,
    among: Callable[[str], bool] = lambda _test: True,
) -> list[Judged]:
    """Within an act: release of these samples whatever the rules agree to, of the tests ``among`` which it is to be."""
    qc = cache(lambda test: blocked(lab, act.conn, test))
    judged: list[Judged] = []
    for order, found in by_order.items():
        against = {sample: _judge(lab, act.conn, sample, qc) for sample in found}
        leaving = {s: [t for t, why in of.items() if not why and among(t)] for s, of in against.items()}
        fact = _issue(lab, act, order, leaving, report=report)
        judged += [
            Judged(s.number, order, t, why, fact.version if fact and t in leaving[s] else None)
            for s, of in against.items()
            for t, why in of.items()
        ]
    return judged


def release_what_was_recorded(lab: Lab, act: Act, sample: samples.Sample, tests: list[str]) -> frozenset[str]:
    """Within the act that recorded or confirmed these tests of a sample: let those leave for which the catalogue says
    that the rules release by themselves, and what was calculated from them; their report prints. Returns what left.

    Nothing is looked at where the catalogue says so of none.
    """

    def by_itself(test: str) -> bool:
        known = lab.catalogue.tests.get(test)
        return known is not None and known.verify.auto == "recorded"

    if not any(by_itself(test.code) for test in samples.tests(act.conn, sample.id)):
        return frozenset()
    act.settle()
    resting = resting_on(lab, act.conn, sample, tests).get(sample, [])
    fresh = {*tests, *(result.test for result in resting)}
    judged = let_leave(
        lab, act, {sample.order: [sample]}, report=True, among=lambda t: t in fresh and by_itself(t)
    )
    return frozenset(one.test for one in judged if one.version is not None)


def _issue(
    lab: Lab, act: Act, order: str, tests: dict[samples.Sample, list[str]], *, report: bool
) -> ResultsReleased | None:
    leaving = {}
    for sample, codes in tests.items():
        if codes:
            results = samples.results(act.conn, sample.id)
            leaving[sample] = [results[code] for code in codes]
    if not leaving:
        return None
    approved = _names({_approved_by(lab, r.test) for results in leaving.values() for r in results})
    way = Way(rules=f"{VERSION} {lab.catalogue.hash[:12]}", approved_by=approved)
    return issue(lab, act, order, leaving, way, report=report)


def _names(of: Iterable[str]) -> str:
    return " and ".join(sorted(of))


def _approved_by(lab: Lab, test: str) -> str:
    known = lab.catalogue.tests.get(test)
    return known.verify.approved_by if known and known.verify.auto != "no" else ""


def _judge(lab: Lab, conn: Connection, sample: samples.Sample, qc: Callable[[str], str]) -> Against:
    waiting = {t.code: t.state for t in samples.tests(conn, sample.id) if t.state in _WAITING}
    if not waiting:
        return {}
    results = samples.results(conn, sample.id)
    of_sample = _of_sample(lab, conn, sample)
    rung = calls.tests_to_tell(conn, sample.id)
    return {
        code: objections(
            structs.replace(
                _of_result(lab, conn, results[code], state, of_sample),
                qc=qc(code),
                call="a call about it is open" if code in rung else "",
                rests_on="; ".join(f"{of}: {why}" for of in inputs_of(lab, code) if (why := qc(of))),
            )
        )
        for code, state in waiting.items()
    }


def _of_sample(lab: Lab, conn: Connection, sample: samples.Sample) -> Candidate:
    """What holds for every result of a sample."""
    whose = subject_of(lab, conn, sample)
    return Candidate(
        state="",
        approved_by="",
        entered_by="",
        patient_known=whose.sex in ("F", "M") and whose.age is not None,
        conditions=sample.conditions,
    )


def _of_result(
    lab: Lab, conn: Connection, result: samples.Result, state: str, of_sample: Candidate
) -> Candidate:
    test = lab.catalogue.tests.get(result.test)
    choice = test is not None and test.kind == "choice"
    return structs.replace(
        of_sample,
        state=state,
        approved_by=_approved_by(lab, result.test),
        entered_by=people.actor_name(conn, result.actor),
        sensitive=result.sealed,
        held="; ".join(result.held) or ("it is to be typed again or looked at" if result.needs else ""),
        awaits_validation=result.awaits_validation,
        flag=result.flag,
        ranged=not choice,
        reference=result.reference,
        example=result.example or (choice and test is not None and not test.approved_by),
        laboratory=result.laboratory,
        comment=result.comment,
        amends=result.amends,
        delta=result.delta,
        measured=not result.calculated or result.number is not None,
    )

"""Reflex tests: what a result asks for is added to a tube that is here, or said in words; never twice."""

from decimal import Decimal

from labkiosk.board import orders, samples
from labkiosk.board.samples import Result, Sample
from labkiosk.catalogue.reflex import Reflex
from labkiosk.facts.addon import Addition, TestsAdded
from labkiosk.facts.reflex import ReflexAdvised
from labkiosk.journal.write import Act
from labkiosk.lab.calculating import begin
from labkiosk.lab.fitting import Choice, choose
from labkiosk.lab.intake import test_plan
from labkiosk.lab.lab import Lab
from labkiosk.rules.reflex import asks
from labkiosk.rules.value import flag_words


def reflex(lab: Lab, act: Act, sample: Sample, tests: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Add what the results of these tests of a sample ask for; by test, what was done, a line for each.

    A held result asks for nothing yet. The board is settled, and is again when this ends.
    """
    rules: dict[str, tuple[Reflex, ...]] = lab.apart("reflex.csv")
    fired = [rule for code in tests for rule in rules.get(code, ())]
    if not fired:
        return {}
    results = samples.results(act.conn, sample.id)
    done: dict[str, tuple[str, ...]] = {}
    for rule in fired:
        result = results.get(rule.test)
        if result is not None and not result.needs and _asks(rule, result):
            done[rule.test] = (*done.get(rule.test, ()), *_add(lab, act, sample, rule, result))
    act.settle()
    return done


def _asks(rule: Reflex, result: Result) -> bool:
    return asks(rule, result.value, None if result.number is None else Decimal(result.number), result.flag)


def _add(lab: Lab, act: Act, sample: Sample, rule: Reflex, result: Result) -> list[str]:
    """Add what is not on the order in any state: what was rejected or cancelled there, a person has seen to."""
    act.settle()
    order = orders.order(act.conn, sample.order)
    assert order is not None
    tubes = samples.of_order(act.conn, order.id)
    there = {t.code for tube in tubes for t in samples.tests(act.conn, tube.id)}
    new = [lab.catalogue.tests[code] for code in rule.adds if code not in there]
    found = choose(lab, act.conn, order, new, sample)
    here = [c for c in found if c.sample is not None and c.sample.received_at is not None and not c.doubtful]
    shown = " ".join(
        part for part in (result.test, result.value, result.unit, flag_words(result.flag)) if part
    )
    if here:
        act.append(
            TestsAdded(
                order=order.id,
                patient=order.patient,
                priority=order.priority,
                head_start_min=lab.catalogue.priorities[order.priority].head_start_min,
                ward=order.ward,
                added=tuple(
                    Addition(
                        sample=c.sample.id, test=test_plan(c.test, order.priority), note=f"reflex: {shown}"
                    )
                    for c in here
                    if c.sample is not None
                ),
            )
        )
    for c in here:
        if c.sample is not None:
            begin(lab, act, c.sample, (c.test.code,), "added")
    added = [f"{c.test.code} added: reflex, {rule.why}" for c in here]
    return [*added, *_advise(act, sample, rule, [c for c in found if c not in here])]


def _advise(act: Act, sample: Sample, rule: Reflex, lacking: list[Choice]) -> list[str]:
    """Say what no tube here can give, once."""
    stands = next(t.reason for t in samples.tests(act.conn, sample.id) if t.code == rule.test)
    advised = {c.test.code: _said(c, rule) for c in lacking}
    fresh = {code: said for code, said in advised.items() if said not in stands}
    if fresh:
        said = "; ".join(fresh.values())
        act.append(ReflexAdvised(sample=sample.id, test=rule.test, adds=tuple(fresh), said=said))
    return list(fresh.values())


def _said(choice: Choice, rule: Reflex) -> str:
    why = choice.doubt or "no tube here can give it"
    return f"{choice.test.name} is advised ({rule.why}): {why}, ask for a new sample"

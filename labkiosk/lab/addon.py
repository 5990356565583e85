"""Add-on tests: asked for once the tubes are there."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from labkiosk.board import orders, patients, people, samples
from labkiosk.catalogue import Test
from labkiosk.facts.addon import Addition, TestsAdded
from labkiosk.facts.errors import Refused
from labkiosk.facts.order import TestPlan
from labkiosk.facts.paper import PaperAsked
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.calculating import begin
from labkiosk.lab.fitting import Choice, choose
from labkiosk.lab.following import follow
from labkiosk.lab.intake import sample_plans, test_plan
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.scan import is_order, order_of, sample_of
from labkiosk.rules.age import age_days
from labkiosk.rules.text import clean
from labkiosk.rules.tubes import plan_tubes


class AddedTo(NamedTuple):
    """Tests that a tube is to give beside its others; ``new`` says that the tube is expected for them."""

    sample: str
    tests: tuple[str, ...]
    new: bool


class Added(NamedTuple):
    """What was added to an order, tube by tube."""

    order: str
    tubes: tuple[AddedTo, ...]


def could_add(lab: Lab, conn: Connection, subject: str, codes: Iterable[str]) -> list[Choice]:
    """Where each test of these codes could come from: of an order, or of a sample's order, that sample first.

    What the order has already is left out. Raises Refused where nothing else was asked for.
    """
    order = order_of(conn, subject)
    first = None if is_order(subject) else sample_of(conn, subject)
    asked = lab.catalogue.expand(codes)
    if not asked:
        raise Refused("No test is named: say which to add.")
    there = _there(conn, order)
    new = [t for t in asked if t.code not in there]
    if not new:
        raise Refused(f"{', '.join(t.code for t in asked)}: that is on order {order.id} already.")
    return choose(lab, conn, order, new, first)


def _there(conn: Connection, order: orders.Order) -> set[str]:
    gone = ("rejected", "cancelled", "moved")
    tubes = samples.of_order(conn, order.id)
    return {t.code for s in tubes for t in samples.tests(conn, s.id) if t.state not in gone}


def add_on(lab: Lab, subject: str, codes: tuple[str, ...], *, fit: str = "", new_tube: bool = False) -> Added:
    """Add tests to an order: to tubes that are here and fit, else to new ones, whose labels print.

    Where a tube is past its time for a test, or nobody says how long it keeps, a person at the bench says in
    ``fit`` why it will do, and the report tells; or ``new_tube`` asks for another. Raises Refused.
    """
    lab.require("register")
    why = clean(fit, "Why it is fit", limit=120)
    with lab.act() as act:
        found = could_add(lab, act.conn, subject, codes)
        doubts = [c.doubt for c in found if c.doubtful]
        if doubts and new_tube:
            found = [Choice(c.test, None) if c.doubtful else c for c in found]
        elif doubts and not why:
            raise Refused(
                f"{'; '.join(doubts)}. Say why the tube is still fit (--fit), or ask for a new one (--new-tube)."
            )
        elif doubts:
            lab.require("bench")
        order = order_of(act.conn, subject)
        fact = _fact(lab, act, order, found, why)
        act.append(fact)
        for choice in found:
            if choice.sample is not None:
                for tube, made in begin(lab, act, choice.sample, (choice.test.code,), "added"):
                    follow(lab, act, tube, made)
        jobs = tuple(ask(act, "label", s.sample, first=True) for s in fact.new if s.container)
        if jobs:
            act.append(PaperAsked(jobs=jobs))
    return Added(order.id, (*_here(found), *(AddedTo(s.sample, _codes(s.tests), True) for s in fact.new)))


def _fact(lab: Lab, act: Act, order: orders.Order, found: list[Choice], why: str) -> TestsAdded:
    who = people.actor_name(act.conn, act.actor, act.at)
    lacking = [c.test for c in found if c.sample is None]
    return TestsAdded(
        order=order.id,
        patient=order.patient,
        priority=order.priority,
        head_start_min=lab.catalogue.priorities[order.priority].head_start_min,
        ward=order.ward,
        added=tuple(
            Addition(
                sample=c.sample.id,
                test=test_plan(c.test, order.priority),
                note=c.note(f"fit by {who}: {why}"),
            )
            for c in found
            if c.sample is not None
        ),
        new=sample_plans(act, plan_tubes(lacking, lab.catalogue, _age(lab, act, order)), order.priority),
        fit=why if any(c.doubtful for c in found) else "",
    )


def _age(lab: Lab, act: Act, order: orders.Order) -> int | None:
    """The patient's age today, in days: a new tube is drawn from now on."""
    patient = patients.patient(act.conn, order.patient)
    assert patient is not None
    birth = patient.birth_date
    return None if birth is None else age_days(date.fromisoformat(birth), lab.today())


def _here(found: list[Choice]) -> list[AddedTo]:
    tubes: dict[str, list[Test]] = {}
    for choice in found:
        if choice.sample is not None:
            tubes.setdefault(choice.sample.number, []).append(choice.test)
    return [AddedTo(number, _codes(tests), False) for number, tests in tubes.items()]


def _codes(tests: Iterable[Test | TestPlan]) -> tuple[str, ...]:
    return tuple(t.code for t in tests)

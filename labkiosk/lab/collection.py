"""The draw: each labelled tube is scanned back, and that scan is when it was collected."""

from datetime import date

from labkiosk.board import orders, patients, people, samples
from labkiosk.facts.collection import Collected, NotDrawn
from labkiosk.facts.errors import Refused
from labkiosk.journal.write import Act
from labkiosk.lab.alias import bind_in
from labkiosk.lab.given import subject_of
from labkiosk.lab.lab import Lab
from labkiosk.lab.reassess import reassess
from labkiosk.lab.scan import order_of, refuse_closed, refuse_tubeless, sample_of
from labkiosk.lab.when import refuse_before_birth, refuse_future, when
from labkiosk.rules.age import age_text
from labkiosk.rules.number import last_four
from labkiosk.rules.text import clean

_JUDGED = "the collection time was given"


def collect(
    lab: Lab,
    order_id: str,
    number: str,
    *,
    at: str | None = None,
    by: str = "",
    reason: str = "",
    label: str = "",
) -> samples.Sample:
    """A tube of this order was drawn: now, or ``at`` a local time as typed; ``by`` is the actor unless named.

    ``label`` is the code of a blank label that it carries in place of its own. A time that is known already is
    corrected with ``at`` and a reason. Raises Refused, and for a tube of another order says whose it is.
    """
    lab.require("register")
    why = clean(reason, "Reason", limit=200)
    who = clean(by, "Collector")
    stated = when(lab, at)
    with lab.act() as act:
        order = order_of(act.conn, order_id)
        sample = sample_of(act.conn, number)
        if sample.order != order.id:
            raise Refused(_mixed_up(lab, act, sample, order))
        drawn = act.at if stated is None else stated
        _refuse_unfit(lab, act, sample, stated, why)
        refuse_future(lab, act, drawn)
        patient = patients.patient(act.conn, sample.patient)
        refuse_before_birth(patient and patient.birth_date, lab.local(drawn).date())
        if label:
            bind_in(act, sample, label)
        before = {sample.id: subject_of(lab, act.conn, sample)}
        name = who or people.actor_name(act.conn, act.actor)
        act.append(Collected(sample=sample.id, at=drawn, by=name, reason=why))
        reassess(lab, act, before, _JUDGED)
        collected = samples.sample(act.conn, sample.id)
        assert collected is not None
    return collected


def not_drawn(lab: Lab, order_id: str, numbers: tuple[str, ...], reason: str) -> tuple[str, ...]:
    """These tubes of an order, or all that are still to draw, could not be drawn: they stay expected.

    Returns their numbers. Raises Refused.
    """
    lab.require("register")
    why = clean(reason, "Reason", limit=200, required=True)
    with lab.act() as act:
        order = order_of(act.conn, order_id)
        left = to_draw(samples.of_order(act.conn, order.id))
        named = [sample_of(act.conn, number) for number in numbers]
        for sample in named:
            if sample not in left:
                raise Refused(f"Sample {last_four(sample.number)} is not to be drawn for order {order.id}.")
        chosen = named or left
        if not chosen:
            raise Refused(f"Every tube of order {order.id} is drawn.")
        act.append(NotDrawn(samples=tuple(s.id for s in chosen), reason=why))
    return tuple(s.number for s in chosen)


def to_draw(tubes: list[samples.Sample]) -> list[samples.Sample]:
    """Those of an order's tubes that wait to be drawn."""
    return [s for s in tubes if s.state == "expected" and s.collected_at is None and s.container]


def _mixed_up(lab: Lab, act: Act, sample: samples.Sample, order: orders.Order) -> str:
    """One line that names whose tube it is: at the chair, this is the harm to prevent."""
    whose, here = patients.patient(act.conn, sample.patient), patients.patient(act.conn, order.patient)
    assert whose is not None and here is not None
    tail = last_four(sample.number)
    if whose.id == here.id:
        return f"Tube {tail} is of another order of {whose.name}: scan that order's slip first."
    birth = date.fromisoformat(whose.birth_date) if whose.birth_date else None
    age = age_text(birth, lab.today(), whose.birth_estimated)
    return f"WRONG TUBE: {tail} is {whose.name}'s ({age} {whose.sex}), not {here.name}'s. Put it aside."


def _refuse_unfit(lab: Lab, act: Act, sample: samples.Sample, stated: int | None, why: str) -> None:
    refuse_closed(sample)
    refuse_tubeless(sample)
    tail = last_four(sample.number)
    if sample.collected_at is not None and not (stated is not None and why):
        at = f"{lab.local(sample.collected_at):%H:%M on %d %b}"
        raise Refused(f"Tube {tail} was collected at {at}: another time needs a reason.")
    if sample.received_at is None:
        return
    if stated is None:
        raise Refused(f"Tube {tail} is received already: say when it was collected.")
    if stated > sample.received_at:
        raise Refused(
            f"Tube {tail} was received at {lab.local(sample.received_at):%H:%M on %d %b}, before that time."
        )

"""Timed collections: the load that starts the clock, when each tube is drawn, and whether it was in time."""

from typing import NamedTuple

from labkiosk.board import orders, samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.timed import LoadTaken
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.drawn import collected_at
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import order_of
from labkiosk.lab.when import when
from labkiosk.rules.number import last_four
from labkiosk.rules.priority import MINUTE
from labkiosk.rules.text import clean
from labkiosk.rules.timed import off_time, too_soon

_OPEN = ("expected", "received", "resulted")


class Load(NamedTuple):
    """A load on record: its order, what was taken and when (ms UTC), and the tubes that count from it."""

    order: str
    load: str
    taken_at: int
    tubes: tuple[samples.Sample, ...]


def take_load(lab: Lab, text: str, at: str | None = None, reason: str = "") -> Load:
    """The patient of this order (its id, or a sample's number) took the load: now, or ``at`` a time as typed.

    A time that stands already is changed with a reason. Raises Refused.
    """
    lab.require("register")
    why = clean(reason, "Reason", limit=120)
    stated = when(lab, at, "time of the load")
    with lab.act() as act:
        order = order_of(act.conn, text)
        tubes = timed_tubes(act.conn, order.id)
        load = _load_of(lab, act.conn, order, tubes)
        taken_at = (act.at if stated is None else stated) // MINUTE * MINUTE
        _refuse_unfit(lab, act, tubes, taken_at, why)
        numbers = tuple(t.id for t in tubes)
        act.append(LoadTaken(order=order.id, load=load, taken_at=taken_at, samples=numbers, reason=why))
        act.settle()
        return Load(order.id, load, taken_at, tuple(timed_tubes(act.conn, order.id)))


def timed_tubes(conn: Connection, order: str) -> list[samples.Sample]:
    """The tubes of an order that count from its load and are not out yet, the earliest first."""
    found = (s for s in samples.of_order(conn, order) if s.minute is not None and s.state in _OPEN)
    return sorted(found, key=lambda s: (s.minute or 0, s.id))


def _load_of(lab: Lab, conn: Connection, order: orders.Order, tubes: list[samples.Sample]) -> str:
    for tube in tubes:
        for test in samples.tests(conn, tube.id):
            known = lab.catalogue.tests.get(test.code)
            if tube.minute and known and known.timing:
                return known.timing.load
    raise Refused(f"Order {order.id} has no open tube that counts from a load.")


def _refuse_unfit(lab: Lab, act: Act, tubes: list[samples.Sample], taken_at: int, why: str) -> None:
    if taken_at > act.at:
        raise Refused("The time of the load is in the future: check it.")
    later = [t for t in tubes if t.minute]
    before = next((t.load_at for t in later if t.load_at is not None), None)
    if before is not None and all(t.load_at is not None for t in later) and not why:
        raise Refused(f"The load stands at {lab.local(before):%H:%M} already: give the reason to change it.")


def warning(lab: Lab, sample: samples.Sample) -> str:
    """What is wrong with the time of a tube of a timed collection, in words; empty where nothing is known to be."""
    if sample.minute is None or (sample.state == "expected" and sample.collected_at is None):
        return ""
    if sample.load_at is None:
        return "the time of the load is not on record" if sample.minute else ""
    tests = (lab.catalogue.tests.get(t.code) for t in samples.tests(lab.conn, sample.id))
    tolerance = max((t.timing.tolerance_min for t in tests if t and t.timing), default=0)
    order = orders.order(lab.conn, sample.order)
    assert order is not None
    drawn = collected_at(lab.conn, order, sample)
    if drawn is not None:
        return off_time(sample.minute, tolerance, sample.load_at, drawn)
    if sample.received_at is None:
        return ""
    return too_soon(sample.minute, tolerance, sample.load_at, sample.received_at)


def after_load(lab: Lab, order: orders.Order, sample: samples.Sample) -> str:
    """How long after the load a tube was drawn, as the report says it; empty where that is not known."""
    drawn = collected_at(lab.conn, order, sample)
    if not sample.minute or sample.load_at is None or drawn is None:
        return ""
    return f"drawn {(drawn - sample.load_at) // MINUTE} min after the load"


def turn(lab: Lab, sample: samples.Sample) -> str:
    """When a tube is to be drawn, as lists say it: ``09:05``; empty where no clock runs for it or it is here."""
    if sample.draw_at is None or sample.state != "expected" or sample.collected_at is not None:
        return ""
    return f"{lab.local(sample.draw_at):%H:%M}"


def elsewhere(conn: Connection, sample: samples.Sample, test: str) -> str:
    """Which other tube of the order a test belongs to, in words: a value for it was given on this one."""
    for other in samples.of_order(conn, sample.order):
        if other.id != sample.id and any(t.code == test for t in samples.tests(conn, other.id)):
            mark = f" ({other.mark})" if other.mark else ""
            return f"{test} belongs to the tube {last_four(other.number)}{mark}"
    return ""

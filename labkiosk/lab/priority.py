"""An order that becomes STAT: the ward telephones, or the form says what nobody typed."""

from typing import NamedTuple

from labkiosk.board import samples
from labkiosk.board.samples import AskedTest
from labkiosk.catalogue import Catalogue
from labkiosk.facts.errors import Refused
from labkiosk.facts.priority import PriorityRaised
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import order_of

STAT = "stat"
_UNDER_WAY = ("expected", "received", "diverted", "resulted")


class Raised(NamedTuple):
    """The order, and its tubes that are not done with."""

    order: str
    samples: tuple[str, ...]


def make_stat(lab: Lab, subject: str) -> Raised:
    """Make an order STAT, by its id or by any of its tubes; all of them go ahead. Labels stay as they are.

    Raises Refused where it is STAT already, or done with.
    """
    lab.require("register")
    with lab.act() as act:
        order = order_of(act.conn, subject)
        if order.priority == STAT:
            raise Refused(f"Order {order.id} is STAT already.")
        tubes = samples.of_order(act.conn, order.id)
        under_way = tuple(tube.number for tube in tubes if tube.state in _UNDER_WAY)
        if not under_way:
            raise Refused(f"Order {order.id} is done with: there is nothing to hurry.")
        tests = [test for tube in tubes for test in samples.tests(act.conn, tube.id)]
        act.append(
            PriorityRaised(
                order=order.id,
                samples=order.samples,
                priority=STAT,
                head_start_min=lab.catalogue.priorities[STAT].head_start_min,
                targets={test.code: target(lab.catalogue, test, STAT) for test in tests},
            )
        )
    return Raised(order.id, under_way)


def target(catalogue: Catalogue, test: AskedTest, priority: str) -> int:
    """Minutes from receipt; the bench's own where the catalogue no longer has the test."""
    known = catalogue.tests.get(test.code)
    return (known.targets if known else catalogue.benches[test.bench].targets)[priority]

"""Which tube of an order can give one more test, and whether it is still fresh enough."""

from collections.abc import Iterable
from typing import NamedTuple

from labkiosk.board import racks, samples
from labkiosk.board.orders import Order
from labkiosk.catalogue import Test
from labkiosk.journal.connection import Connection
from labkiosk.lab.calculated import calculable
from labkiosk.lab.drawn import collected_at
from labkiosk.lab.given import subject_of
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import CLOSED
from labkiosk.rules.number import last_four
from labkiosk.rules.priority import MINUTE
from labkiosk.rules.tubes import plan_tubes

_HOUR_MIN = 60


class Choice(NamedTuple):
    """A test with the tube that gives it, None where a new one is needed.

    ``age`` is how old a tube that is here is, counted from ``since``, in words. ``doubtful``: a person must say
    that it is still fit.
    """

    test: Test
    sample: samples.Sample | None
    age: str = ""
    since: str = ""
    doubtful: bool = False

    @property
    def doubt(self) -> str:
        """What the person must judge; empty where nothing is in doubt."""
        if self.sample is None or not self.doubtful:
            return ""
        hours, code = self.test.stable_h, self.test.code
        keeps = f"nobody says how long {code} keeps" if hours is None else f"{code} keeps {hours} h"
        return f"{keeps}, and {last_four(self.sample.number)} is {self.age} from {self.since}"

    def note(self, fit: str) -> str:
        """What the report says of it; ``fit`` says who found it fit, and why."""
        hours = self.test.stable_h
        limit = "no figure for how long it keeps" if hours is None else f"it keeps {hours} h"
        return f"added on {self.age} from {self.since}, {limit}; {fit}" if self.doubtful else ""


def choose(
    lab: Lab, conn: Connection, order: Order, tests: Iterable[Test], first: samples.Sample | None = None
) -> list[Choice]:
    """For each test the best tube: ``first`` where it fits, then one that is here, then one on its way."""
    tubes = samples.of_order(conn, order.id)
    tubes.sort(key=lambda s: (s != first, s.received_at is None, s.aliquot_of is not None, s.id))
    left = _left(lab, conn, tubes)
    wanted = list(tests)
    there = {
        t.code for tube in tubes for t in samples.tests(conn, tube.id) if t.state not in (*CLOSED, "moved")
    }
    worked_out = calculable(lab, {*there, *(test.code for test in wanted)})
    found = []
    for test in wanted:
        tube = next((s for s in tubes if _fits(lab, conn, s, test, left)), None)
        if tube is None:
            found.append(Choice(test, None))
            continue
        left[samples.drawn(conn, tube).id] -= test.volume_ul
        choice = _judged(lab, conn, order, test, tube)
        # Nothing is measured for it, however old the tube is.
        found.append(choice._replace(doubtful=choice.doubtful and test.code not in worked_out))
    return found


def _left(lab: Lab, conn: Connection, tubes: list[samples.Sample]) -> dict[str, int]:
    """What is left in each tube that was drawn, in µL: its tests and those of its aliquots have used the rest."""
    left: dict[str, int] = {}
    for tube in tubes:
        origin = samples.drawn(conn, tube)
        container = lab.catalogue.containers.get(origin.container)
        left.setdefault(origin.id, container.volume_ul if container else 0)
        for asked in samples.tests(conn, tube.id):
            known = lab.catalogue.tests.get(asked.code)
            if known is not None and asked.state not in ("moved", "cancelled"):
                left[origin.id] -= known.volume_ul
    return left


def _fits(lab: Lab, conn: Connection, tube: samples.Sample, test: Test, left: dict[str, int]) -> bool:
    place = racks.place_of(conn, tube.id)
    if (
        tube.tubeless
        or tube.state in ("rejected", "diverted")
        or (place is not None and place.state == "discarded")
    ):
        return False
    if tube.state == "cancelled" and tube.received_at is None:
        return False
    asked = samples.tests(conn, tube.id)
    if any(t.code == test.code and t.state != "cancelled" for t in asked):
        return False
    alone = [test, *(known for t in asked if (known := lab.catalogue.tests.get(t.code)) is not None)]
    origin = samples.drawn(conn, tube)
    age = subject_of(lab, conn, origin).age
    (usual,), (small,) = (plan_tubes((test,), lab.catalogue, a) for a in (None, age))
    sort = (origin.container, origin.specimen, origin.mark, origin.minute)
    alike = sort in [(p.container.code, p.specimen, p.mark, p.minute) for p in (usual, small)]
    return alike and not any(t.own_tube for t in alone) and test.volume_ul <= left[origin.id]


def _judged(lab: Lab, conn: Connection, order: Order, test: Test, tube: samples.Sample) -> Choice:
    if tube.received_at is None:
        return Choice(test, tube)
    drawn = collected_at(conn, order, tube)
    minutes = (lab.time().at - (tube.received_at if drawn is None else drawn)) // MINUTE
    return Choice(
        test,
        tube,
        age=f"{minutes} min" if minutes < 2 * _HOUR_MIN else f"{minutes // _HOUR_MIN} h",
        since="receipt (collection not stated)" if drawn is None else "collection",
        doubtful=test.stable_h is None or minutes > test.stable_h * _HOUR_MIN,
    )

"""Calculated tests of an order: by which formula each is worked out here, of which values, and what rests on it."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from labkiosk.board import samples
from labkiosk.board.samples import AskedTest, Result, Sample
from labkiosk.catalogue.calculated import Calculation, Calculations
from labkiosk.catalogue.constants import Constant
from labkiosk.journal.connection import Connection
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import CLOSED
from labkiosk.rules.calculated import is_set

_GONE = (*CLOSED, "moved")


class Place(NamedTuple):
    """A test of an order on the tube that has it, with its value so far."""

    sample: Sample
    asked: AskedTest
    result: Result | None


Places = Mapping[str, Place]
"""The tests of an order that are to be done or were done, by code."""


def formula_of(lab: Lab, conn: Connection, sample: Sample, test: str) -> str:
    """The formula in words of a test that the order of this sample has all inputs for; empty for any other."""
    if test not in rules_of(lab).by_test:
        return ""
    ways = ways_of(lab, test, places_of(conn, sample))
    return ways[0].words if ways else ""


def calculable(lab: Lab, tests: Collection[str]) -> frozenset[str]:
    """Those of some tests that are calculated from others of them: they need nothing of a tube."""
    constants = constants_of(lab)
    return frozenset(
        code
        for code in tests
        for way in rules_of(lab).by_test.get(code, ())
        if is_set(way, constants) and all(each.test in tests for each in way.inputs)
    )


def inputs_of(lab: Lab, test: str) -> tuple[str, ...]:
    """The tests that a calculated test may rest on, in any of the ways to it; none for any other."""
    ways = rules_of(lab).by_test.get(test, ())
    return tuple(dict.fromkeys(each.test for way in ways for each in way.inputs))


def resting_on(
    lab: Lab, conn: Connection, sample: Sample, tests: Iterable[str]
) -> dict[Sample, list[Result]]:
    """The calculated values of an order that these tests of its sample are part of, however far on, tube by tube."""
    rules, found = rules_of(lab), list(tests)
    for code in found:
        found += [target for target in rules.by_input.get(code, ()) if target not in found]
    resting: dict[Sample, list[Result]] = {}
    for tube in samples.of_order(conn, sample.order):
        values = samples.results(conn, tube.id)
        if here := [values[code] for code in found if code in values and values[code].calculated]:
            resting[tube] = here
    return resting


def unset_of(lab: Lab, test: str) -> tuple[str, ...]:
    """What the laboratory has not set yet for a test to be calculated, by name."""
    known = constants_of(lab)
    needed = {code for way in rules_of(lab).by_test.get(test, ()) for code in way.constants}
    return tuple(c.name for code, c in known.items() if code in needed and c.value is None)


def rules_of(lab: Lab) -> Calculations:
    """What calculated.csv says."""
    found = lab.apart("calculated.csv")
    assert isinstance(found, Calculations)
    return found


def constants_of(lab: Lab) -> dict[str, Constant]:
    """What constants.csv says, by code."""
    found: dict[str, Constant] = lab.apart("constants.csv")
    return found


def places_of(conn: Connection, sample: Sample) -> Places:
    """The tests of the order of a sample, this one's before those of the others."""
    tubes = samples.of_order(conn, sample.order)
    tubes.sort(key=lambda s: s.id != sample.id)
    found: dict[str, Place] = {}
    for tube in tubes:
        results = samples.results(conn, tube.id)
        for asked in samples.tests(conn, tube.id):
            if asked.state not in _GONE:
                found.setdefault(asked.code, Place(tube, asked, results.get(asked.code)))
    return found


def ways_of(lab: Lab, test: str, places: Places) -> list[Calculation]:
    """The ways to a test by the first inputs that were all asked for, and whose constants are set."""
    constants = constants_of(lab)
    able = [
        way
        for way in rules_of(lab).by_test[test]
        if is_set(way, constants) and all(each.test in places for each in way.inputs)
    ]
    return [way for way in able if way.inputs == able[0].inputs]

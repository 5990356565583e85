"""Calculated tests of an order: made when their last input is there, and made anew when an input is another."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from labkiosk.board import samples
from labkiosk.board.samples import AskedTest, Result, Sample
from labkiosk.catalogue import Test
from labkiosk.catalogue.calculated import Calculation, Calculations
from labkiosk.catalogue.constants import Constant
from labkiosk.facts.errors import Refused
from labkiosk.facts.results import Entry
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.given import Subject, subject_of
from labkiosk.lab.keeping import keep
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import CLOSED
from labkiosk.rules.bands import as_for
from labkiosk.rules.calculated import AWAITS_INPUT, NOT_CALCULATED, Measured, is_set, work_out
from labkiosk.rules.numeric import plain
from labkiosk.rules.units import own_unit
from labkiosk.rules.value import assess

_GONE = (*CLOSED, "moved")


class _Place(NamedTuple):
    """A test of an order on the tube that has it, with its value so far."""

    sample: Sample
    asked: AskedTest
    result: Result | None


def calculate(
    lab: Lab, act: Act, sample: Sample, tests: Iterable[str]
) -> list[tuple[Sample, tuple[str, ...]]]:
    """Work out what these values of a sample are part of; the tests that were kept for it, tube by tube.

    The board is settled, and is again when this ends.
    """
    rules = _rules(lab)
    made: list[tuple[Sample, tuple[str, ...]]] = []
    wanted = [(sample, tuple(tests))]
    while wanted:
        of, changed = wanted.pop(0)
        targets = dict.fromkeys(t for code in changed for t in rules.by_input.get(code, ()))
        kept = _work_out(lab, act, of, targets, f"{', '.join(changed)} changed") if targets else []
        made += kept
        wanted += kept
    return made


def recalculate(lab: Lab, act: Act, sample: Sample, reason: str) -> None:
    """Work out anew what hangs on who the patient is: sex and age are part of it."""
    act.settle()
    here = [t.code for t in samples.tests(act.conn, sample.id) if t.code in _rules(lab).by_test]
    if here:
        _work_out(lab, act, sample, here, reason)


def formula_of(lab: Lab, conn: Connection, sample: Sample, test: str) -> str:
    """The formula in words of a test that the order of this sample has all inputs for; empty for any other."""
    if test not in _rules(lab).by_test:
        return ""
    ways = _ways(lab, test, _places(conn, sample))
    return ways[0].words if ways else ""


def inputs_of(lab: Lab, test: str) -> tuple[str, ...]:
    """The tests that a calculated test may rest on, in any of the ways to it; none for any other."""
    ways = _rules(lab).by_test.get(test, ())
    return tuple(dict.fromkeys(each.test for way in ways for each in way.inputs))


def resting_on(
    lab: Lab, conn: Connection, sample: Sample, tests: Iterable[str]
) -> dict[Sample, list[Result]]:
    """The calculated values of an order that these tests of its sample are part of, however far on, tube by tube."""
    rules, found = _rules(lab), list(tests)
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
    known = _constants(lab)
    needed = {code for way in _rules(lab).by_test.get(test, ()) for code in way.constants}
    return tuple(c.name for code, c in known.items() if code in needed and c.value is None)


def _rules(lab: Lab) -> Calculations:
    found = lab.apart("calculated.csv")
    assert isinstance(found, Calculations)
    return found


def _constants(lab: Lab) -> dict[str, Constant]:
    found: dict[str, Constant] = lab.apart("constants.csv")
    return found


def _places(conn: Connection, sample: Sample) -> dict[str, _Place]:
    """The tests of an order that are to be done or were done, by code: this sample's before those of the others."""
    tubes = samples.of_order(conn, sample.order)
    tubes.sort(key=lambda s: s.id != sample.id)
    found: dict[str, _Place] = {}
    for tube in tubes:
        results = samples.results(conn, tube.id)
        for asked in samples.tests(conn, tube.id):
            if asked.state not in _GONE:
                found.setdefault(asked.code, _Place(tube, asked, results.get(asked.code)))
    return found


def _ways(lab: Lab, test: str, places: dict[str, _Place]) -> list[Calculation]:
    """The ways to a test by the first inputs that were all asked for, and whose constants are set."""
    constants = _constants(lab)
    able = [
        way
        for way in _rules(lab).by_test[test]
        if is_set(way, constants) and all(each.test in places for each in way.inputs)
    ]
    return [way for way in able if way.inputs == able[0].inputs]


def _work_out(
    lab: Lab, act: Act, sample: Sample, targets: Iterable[str], why: str
) -> list[tuple[Sample, tuple[str, ...]]]:
    """Keep what the targets come to, where that is not what stands; what was kept, tube by tube."""
    places = _places(act.conn, sample)
    by_tube: dict[Sample, list[Entry]] = {}
    for target in targets:
        place, ways = places.get(target), _ways(lab, target, places)
        if place is None or not ways or not _is_open(place):
            continue
        entry = _entry(lab, act.conn, place, ways, places)
        if entry is not None and not _stands(place.result, entry):
            reason = "" if place.result is None else f"recalculated: {why}"
            by_tube.setdefault(place.sample, []).append(replace(entry, reason=reason))
    for tube, entries in by_tube.items():
        keep(lab, act, tube, entries)
    act.settle()
    return [(tube, tuple(e.test for e in entries)) for tube, entries in by_tube.items()]


def _is_open(place: _Place) -> bool:
    """Whether a calculated value may be kept there: what a person typed for a reason stays."""
    typed = place.result is not None and not place.result.calculated
    return place.sample.received_at is not None and place.asked.state != "diverted" and not typed


def _stands(standing: Result | None, entry: Entry) -> bool:
    return standing is not None and all(
        getattr(standing, field) == getattr(entry, field)
        for field in ("value", "flag", "reference", "comment", "needs", "calculated")
    )


def _entry(
    lab: Lab, conn: Connection, place: _Place, ways: list[Calculation], places: dict[str, _Place]
) -> Entry | None:
    """What a test comes to; None while an input is missing, or is held before there ever was a value."""
    test, inputs = lab.catalogue.tests[place.asked.code], [places[each.test] for each in ways[0].inputs]
    there = [(each.asked, each.result) for each in inputs if each.result is not None]
    if len(there) < len(inputs):
        return None
    if held := [asked.name for asked, result in there if result.needs]:
        waits = f"{' and '.join(held)} must be confirmed first"
        return _without(test, ways[0].words, waits, (AWAITS_INPUT,)) if place.result is not None else None
    measured = {asked.code: Measured(asked.name, r.value, _number(r)) for asked, r in there}
    whose = subject_of(lab, conn, place.sample)
    found = work_out(ways, measured, whose.sex, whose.years, _constants(lab))
    if found.number is None:
        return _without(test, found.words, found.why)
    return _judged(test, found.number, found.words, whose)


def _number(of: Result) -> Decimal | None:
    return None if of.number is None else Decimal(of.number)


def _judged(test: Test, number: Decimal, words: str, whose: Subject) -> Entry:
    text = plain(number)
    try:
        found = assess(as_for(test, pregnant=whose.pregnant), text, own_unit(test).ucum, whose.sex, whose.age)
    except Refused:
        return _without(test, words, f"the formula gives {text}, which is not possible")
    # There is nothing to type again: what is far out is looked at.
    far_out = "second" in found.needs
    return Entry(
        test=test.code,
        value=text,
        unit=found.unit,
        number=text,
        own_unit=found.own_unit,
        flag=found.flag,
        reference=found.reference,
        example=found.example,
        needs=("look",) if far_out else (),
        held=(f"{test.name} {text} is far out",) if far_out else (),
        sealed=test.sensitive,
        calculated=words,
    )


def _without(test: Test, words: str, why: str, needs: tuple[str, ...] = ()) -> Entry:
    """What is kept in place of a value that could not be worked out."""
    return Entry(
        test=test.code,
        value=NOT_CALCULATED,
        unit="",
        number=None,
        own_unit=own_unit(test).shown,
        flag="",
        reference="",
        example=False,
        needs=needs,
        comment=why,
        sealed=test.sensitive,
        calculated=words,
    )

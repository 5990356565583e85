"""Calculated values: made when the last input is there, made anew when one is another, gone with one that is lost."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from labkiosk.board import samples
from labkiosk.board.samples import Result, Sample
from labkiosk.catalogue import Test
from labkiosk.facts.errors import Refused
from labkiosk.facts.results import Entry
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.calculated import Place, Places, constants_of, places_of, rules_of, unset_of, ways_of
from labkiosk.lab.given import Subject, subject_of
from labkiosk.lab.keeping import keep
from labkiosk.lab.lab import Lab
from labkiosk.rules.bands import as_for
from labkiosk.rules.calculated import AWAITS_INPUT, NOT_CALCULATED, Measured, work_out
from labkiosk.rules.numeric import plain
from labkiosk.rules.text import clean
from labkiosk.rules.units import own_unit
from labkiosk.rules.value import assess


def calculate(
    lab: Lab, act: Act, sample: Sample, tests: Iterable[str], how: str = "changed"
) -> list[tuple[Sample, tuple[str, ...]]]:
    """Work out what these tests of a sample are part of; the tests that were kept for it, tube by tube.

    ``how`` is what became of them. The board is settled, and is again when this ends.
    """
    by_input = rules_of(lab).by_input
    made: list[tuple[Sample, tuple[str, ...]]] = []
    wanted = [(sample, tuple(tests), how)]
    while wanted:
        of, changed, became = wanted.pop(0)
        inputs: dict[str, list[str]] = {}
        for code in changed:
            for target in by_input.get(code, ()):
                inputs.setdefault(target, []).append(code)
        whys = {target: f"{', '.join(codes)} {became}" for target, codes in inputs.items()}
        kept = _work_out(lab, act, of, whys) if whys else []
        made += kept
        wanted += [(tube, codes, "changed") for tube, codes in kept]
    return made


def begin(
    lab: Lab, act: Act, sample: Sample, tests: Iterable[str], why: str
) -> list[tuple[Sample, tuple[str, ...]]]:
    """Work out those of these tests of a sample that are calculated, and whose inputs are there already."""
    here = [code for code in tests if code in rules_of(lab).by_test]
    if not here:
        return []
    act.settle()
    current = samples.sample(act.conn, sample.id)
    assert current is not None
    return _work_out(lab, act, current, dict.fromkeys(here, why))


def recalculate(lab: Lab, act: Act, sample: Sample, reason: str) -> None:
    """Work out anew what hangs on who the patient is: sex and age are part of it."""
    act.settle()
    begin(lab, act, sample, [t.code for t in samples.tests(act.conn, sample.id)], reason)


def lose(lab: Lab, act: Act, sample: Sample, tests: Sequence[str], how: str) -> None:
    """Within the act that closed these tests of a sample: what was calculated from them has no value any more."""
    if any(code in rules_of(lab).by_input for code in tests):
        act.settle()
        calculate(lab, act, sample, tests, how)


def by_formula(lab: Lab, conn: Connection, sample: Sample, test: Test, reason: str) -> Entry:
    """What the formula comes to, to take the place of a value that was typed over it. Raises Refused."""
    places = places_of(conn, sample)
    if test.code not in rules_of(lab).by_test or not ways_of(lab, test.code, places):
        raise Refused(f"{test.code} is not calculated here: type its value.")
    place = places[test.code]
    if place.result is None:
        missing = _missing(lab, test.code, places)
        raise Refused(f"{test.code} comes by itself: {missing}.")
    if place.result.calculated:
        raise Refused(f"{test.code} is calculated already.")
    why = clean(reason, "Reason", limit=120)
    if not why:
        raise Refused(f"{test.code} was typed: give the reason to calculate it in place of that.")
    entry = _entry(lab, conn, place, places)
    assert entry is not None
    return replace(entry, reason=why)


def _work_out(
    lab: Lab, act: Act, sample: Sample, whys: Mapping[str, str]
) -> list[tuple[Sample, tuple[str, ...]]]:
    """Keep what tests come to, where that is not what stands, each with why; what was kept, tube by tube."""
    places = places_of(act.conn, sample)
    by_tube: dict[Sample, list[Entry]] = {}
    for target, why in whys.items():
        place = places.get(target)
        if place is None or not _is_open(place):
            continue
        entry = _entry(lab, act.conn, place, places)
        if entry is not None and not _stands(place.result, entry):
            reason = "" if place.result is None else f"recalculated: {why}"
            by_tube.setdefault(place.sample, []).append(replace(entry, reason=reason))
    for tube, entries in by_tube.items():
        keep(lab, act, tube, entries)
    act.settle()
    return [(tube, tuple(e.test for e in entries)) for tube, entries in by_tube.items()]


def _is_open(place: Place) -> bool:
    """Whether a calculated value may be kept there: what a person typed for a reason stays."""
    typed = place.result is not None and not place.result.calculated
    return place.sample.received_at is not None and place.asked.state != "diverted" and not typed


def _stands(standing: Result | None, entry: Entry) -> bool:
    return standing is not None and all(
        getattr(standing, field) == getattr(entry, field)
        for field in ("value", "flag", "reference", "comment", "needs", "calculated")
    )


def _entry(lab: Lab, conn: Connection, place: Place, places: Places) -> Entry | None:
    """What a test comes to; None where there never was a value and an input is missing or held."""
    test = lab.catalogue.tests[place.asked.code]
    ways = ways_of(lab, test.code, places)
    inputs = [places[each.test] for each in ways[0].inputs] if ways else []
    there = [(each.asked, each.result) for each in inputs if each.result is not None]
    if not ways or len(there) < len(inputs):
        # While an input may still come its value waits for that.
        needs = (AWAITS_INPUT,) if ways else ()
        return _none_any_more(test, place, _missing(lab, test.code, places), needs)
    if held := [asked.name for asked, result in there if result.needs]:
        waits = f"{' and '.join(held)} must be confirmed first"
        return _none_any_more(test, place, waits, (AWAITS_INPUT,))
    measured = {asked.code: Measured(asked.name, r.value, _number(r)) for asked, r in there}
    whose = subject_of(lab, conn, place.sample)
    found = work_out(ways, measured, whose.sex, whose.years, constants_of(lab))
    if found.number is None:
        return _without(test, found.words, found.why)
    return _judged(test, found.number, found.words, whose)


def _missing(lab: Lab, test: str, places: Places) -> str:
    """Which inputs of a test have no value, or what the laboratory has not set, in words."""
    way = (ways_of(lab, test, places) or rules_of(lab).by_test[test])[0]
    lacking = [
        each.test for each in way.inputs if each.test not in places or places[each.test].result is None
    ]
    if lacking:
        names = [lab.catalogue.tests[code].name for code in lacking]
        return f"{' and '.join(names)} {'are' if len(names) > 1 else 'is'} missing"
    names = [*unset_of(lab, test)]
    return f"{' and '.join(names)} {'are' if len(names) > 1 else 'is'} not set"


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


def _none_any_more(test: Test, place: Place, why: str, needs: tuple[str, ...]) -> Entry | None:
    """No value in place of one that stands; None where none does."""
    if place.result is None:
        return None
    return _without(test, place.result.calculated, why, needs)


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

"""Rows of calculated.csv: tests that nobody measures, what they are worked out from, and when they may be."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.formula import Apply, Term, condition, formula, names
from labkiosk.catalogue.limits import Unit
from labkiosk.catalogue.model import Catalogue, Test

AGE = "AGE"
"""What a formula calls the patient's age in completed years."""

_MOST_DECIMALS = 6


class Input(Struct, frozen=True, kw_only=True):
    """A test that a formula needs, and the unit in which it needs it."""

    test: str
    unit: Unit


class Check(Struct, frozen=True, kw_only=True):
    """A condition without which there is no value, and what is said then."""

    condition: Apply
    otherwise: str


class Calculation(Struct, frozen=True, kw_only=True):
    """One way to work a test out, in its own unit; ``sex`` empty is for everybody.

    ``words`` is the formula as a report says it. ``constants`` are figures of the laboratory's own, such as a
    reagent's lot has them, by their codes in constants.csv. The value has ``decimals`` places, a half away from zero.
    """

    test: str
    formula: Term
    words: str
    inputs: tuple[Input, ...]
    sex: str = ""
    constants: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    decimals: int

    @property
    def asks_age(self) -> bool:
        """Whether the patient's age is part of it."""
        return any(AGE in names(term) for term in (self.formula, *(c.condition for c in self.checks)))


class Calculations(Struct, frozen=True, kw_only=True):
    """The ways to each calculated test, in the order of the file, and the tests that each input is part of."""

    by_test: dict[str, tuple[Calculation, ...]] = {}
    by_input: dict[str, tuple[str, ...]] = {}


def build(rows: list[Row], catalogue: Catalogue) -> Calculations:
    """What the rows say; faults are noted on them."""
    by_test: dict[str, tuple[Calculation, ...]] = {}
    by_input: dict[str, tuple[str, ...]] = {}
    for row in rows:
        made = _calculation(row, catalogue.tests)
        if made is None:
            continue
        by_test[made.test] = (*by_test.get(made.test, ()), made)
        for each in made.inputs:
            by_input[each.test] = tuple(dict.fromkeys((*by_input.get(each.test, ()), made.test)))
        if _leads_to(made.test, made.test, by_input):
            row.refuse(f"{made.test} would be worked out from itself")
    return Calculations(by_test=by_test, by_input=by_input)


def _leads_to(start: str, goal: str, by_input: dict[str, tuple[str, ...]]) -> bool:
    """Whether a value of ``start`` is part of ``goal``, however far on."""
    seen: set[str] = set()
    waiting = [*by_input.get(start, ())]
    while waiting:
        test = waiting.pop()
        if test not in seen:
            seen.add(test)
            waiting += by_input.get(test, ())
    return goal in seen


def _calculation(row: Row, tests: dict[str, Test]) -> Calculation | None:
    named = {row["test"], *(each.partition(" ")[0] for each in row.many("inputs"))}
    if row.ours and not named <= tests.keys():
        return None
    test = tests.get(row.known("test", tests, "test"))
    if test is None:
        return None
    if test.kind != "numeric":
        row.refuse(f"{test.code} is not numeric and cannot be calculated")
    inputs = tuple(_inputs(row, tests))
    constants = row.many("constants")
    term = _formula(row)
    checks = tuple(_checks(row))
    known = {AGE, *constants, *(each.test for each in inputs)}
    used = names(term).union(*(names(check.condition) for check in checks))
    for stranger in sorted(used - known):
        row.refuse(f"the formula names {stranger}, which is no input or constant of it")
    for idle in sorted({each.test for each in inputs} - used):
        row.refuse(f"the formula has no use for {idle}")
    row.text("source")
    return Calculation(
        test=test.code,
        formula=term,
        words=row.text("words"),
        inputs=inputs,
        sex=row.one_of("sex", ("F", "M", "")),
        constants=constants,
        checks=checks,
        decimals=row.whole("decimals", 0, _MOST_DECIMALS),
    )


def _inputs(row: Row, tests: dict[str, Test]) -> Iterator[Input]:
    given = row.many("inputs")
    if not given:
        row.refuse("names no input")
    for each in given:
        code, _, ucum = (part.strip() for part in each.partition(" "))
        test = tests.get(code)
        if test is None or test.kind != "numeric":
            row.refuse(f"there is no numeric test {code!r}")
            continue
        unit = next((unit for unit in test.units if unit.ucum == ucum), None)
        if unit is None:
            accepted = ", ".join(unit.ucum for unit in test.units)
            row.refuse(f"{code} has no unit {ucum!r}; write it like {code} {accepted}")
        else:
            yield Input(test=code, unit=unit)


def _formula(row: Row) -> Term:
    try:
        return formula(row.text("formula"))
    except ValueError as error:
        row.refuse(f"formula cannot be read: {error}")
        return ""


def _checks(row: Row) -> Iterable[Check]:
    conditions, otherwise = row.many("valid"), row.many("otherwise")
    if len(conditions) != len(otherwise):
        row.refuse("valid and otherwise must name as many conditions as reasons")
    for text, why in zip(conditions, otherwise, strict=False):
        try:
            yield Check(condition=condition(text), otherwise=why)
        except ValueError as error:
            row.refuse(f"condition {text!r} cannot be read: {error}")

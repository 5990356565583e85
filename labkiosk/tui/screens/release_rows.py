"""What the person who releases must see: the samples that wait, and each value with its flag, range and past."""

from itertools import chain
from textwrap import wrap
from typing import NamedTuple

from rich.cells import cell_len

from labkiosk.board import queue, samples
from labkiosk.lab.autorelease import Judged, in_words
from labkiosk.lab.before_text import earlier_words
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import sample_of
from labkiosk.lab.sensitive import before_of, seen
from labkiosk.rules.bands import reference_beside
from labkiosk.rules.critical import is_critical
from labkiosk.rules.needs import by_typing
from labkiosk.rules.number import last_four
from labkiosk.rules.value import flag_words
from labkiosk.rules.words import many
from labkiosk.tui.screens.release_whole import whole_of
from labkiosk.tui.widgets.board_list import Row

# In cells, at 80 columns.
VALUE, RANGE, PREVIOUS = 16, 13, 11
_LINE = 70


class Waiting(NamedTuple):
    """A sample with something to release; ``provisional`` where it is out, but not by a pathologist."""

    sample: str
    number: str
    name: str
    priority: str
    benches: tuple[str, ...]
    provisional: bool


class Value(NamedTuple):
    """A test of the sample; ``previous`` is the patient's earlier value with its day, ``before_that`` of a flagged
    one those before it."""

    test: str
    value: str
    flag: str
    reference: str
    previous: str
    state: str
    before_that: str = ""


def waiting(lab: Lab, limit: int) -> list[Waiting]:
    """The samples that wait for release: first what is out as provisional, then the most pressing."""
    found: dict[str, Waiting] = {}
    for item in queue.to_release(lab.conn, limit=limit):
        earlier = found.get(item.sample)
        benches = (*earlier.benches, item.bench) if earlier else (item.bench,)
        out = item.rank == 0 or (earlier is not None and earlier.provisional)
        found[item.sample] = Waiting(item.sample, item.number, item.name, item.priority, benches, out)
    return list(found.values())


class Rest(NamedTuple):
    """Line ``at`` of what the columns are too narrow for, under the value of its test."""

    test: str
    at: int
    text: str


def values_of(lab: Lab, number: str) -> list[Value | Rest]:
    """Every test of the sample, those without a value too, each with all that its report will say."""
    sample = sample_of(lab.conn, number)
    tests, results = seen(lab, sample.id)
    shown: list[Value | Rest] = []
    against = in_words(lab, sample, results)
    told: set[str] = set()
    for test in tests:
        found = results.get(test.code)
        value = _value(lab, sample, test, found)
        whole = whole_of(lab, sample, test.code) if found else []
        # Its line is in that already, in all its words.
        said = value._replace(value="") if whole else value
        rest = _rest(found, said, against.get(test.code, ""), told)
        lines = chain.from_iterable(wrap(part, _LINE) for part in (*whole, *rest))
        shown += [value, *(Rest(value.test, at, line) for at, line in enumerate(lines))]
    return shown


def _rest(found: samples.Result | None, value: Value, against: str, told: set[str]) -> list[str]:
    """What stands under a value; a thing that concerns many of them, ``told`` under the first, is not told again."""
    said = [one for one in (*found.held, found.delta) if one and one not in told] if found else []
    told.update(said)
    named = (
        *(("", one, 0) for one in dict.fromkeys(said)),
        ("", value.value, VALUE),
        ("range ", value.reference, RANGE),
        ("before ", value.previous, PREVIOUS),
        ("before that ", value.before_that, 0),
        ("done at ", found.laboratory if found else "", 0),
        ("comment: ", found.comment if found else "", 0),
        ("", against, 0),
    )
    return [f"{name}{text}" for name, text, room in named if cell_len(text) > room]


def _value(lab: Lab, sample: samples.Sample, test: samples.AskedTest, found: samples.Result | None) -> Value:
    if found is None:
        return Value(test.code, "", "", "", "", test.state)
    found_before = before_of(lab, sample, test.code)
    previous = ""
    if found_before:
        before = found_before[0]
        unit = before.unit if before.unit != found.unit else ""
        previous = f"{before.value} {unit} {before.flag} {lab.local(before.at):%d/%m}"
    state = test.state
    if state == "held":
        state = "HELD" if by_typing(found.needs) else "HELD: look"
    if found.actor == lab.actor and test.state == "recorded":
        state = "yours"
    elif found.awaits_validation and test.state == "recorded":
        state = "VALIDATE"
    return Value(
        test.code,
        f"{found.value} {found.unit}".rstrip(),
        flag_words(found.flag),
        reference_beside(found.reference, found.own_unit, found.unit, theirs=found.theirs) or "no range",
        " ".join(previous.split()),
        state,
        earlier_words(lab, found_before) if found.flag else "",
    )


def by_rules_words(judged: list[Judged]) -> str:
    """What the rules released, how much they left, and why they left the first of it."""
    left = [one for one in judged if one.version is None]
    why = f" {last_four(left[0].sample)} {left[0].test}: {left[0].against[0]}." if left else ""
    return (
        f"Released by rules: {many(len(judged) - len(left), 'value')}. {many(len(left), 'value')} left.{why}"
    )


def value_row(value: Value | Rest) -> Row:
    """A value as a line; what is critical, held or one's own stands out by word too."""
    if isinstance(value, Rest):
        return Row((f"{'':9}{value.text}",), "bold")
    letters = value.flag.partition(" ")[0]
    tone = "bad" if is_critical(letters) else "warn" if letters or value.state.startswith("HELD") else ""
    return Row(value[:6], tone if value.value else "dim")


def test_of(value: Value | Rest) -> object:
    """What tells the values of a sample apart."""
    return (value.test, value.at) if isinstance(value, Rest) else value.test

"""A culture whole, as screens, commands and the report show it."""

from typing import NamedTuple

from labkiosk.board import cultures, samples
from labkiosk.board.cultures import Culture, Due, Isolate, Susceptibility
from labkiosk.facts.errors import Refused
from labkiosk.lab.lab import Lab
from labkiosk.lab.microbiology import rule_of
from labkiosk.lab.sensitive import hidden_tests
from labkiosk.rules.culture import HOUR_MS, Found, span


class Whole(NamedTuple):
    """A culture's last reading, None while there is none; its isolates, and what each is susceptible to."""

    last: Culture | None
    isolates: list[Isolate]
    tested: dict[int, list[Susceptibility]]


def whole_culture(lab: Lab, sample: samples.Sample, test: str) -> Whole:
    """Everything about a culture. Raises Refused where it is not for this actor to see."""
    if test in hidden_tests(lab, sample):
        raise Refused(f"{test} is sealed: only who typed it, or who releases it, sees it.")
    tested: dict[int, list[Susceptibility]] = {}
    for one in cultures.susceptibilities(lab.conn, sample.id, test):
        tested.setdefault(one.isolate, []).append(one)
    return Whole(
        cultures.culture(lab.conn, sample.id, test), cultures.isolates(lab.conn, sample.id, test), tested
    )


def stage(last: Culture) -> str:
    """How far a culture is, in words: ``final, read after 48 h``."""
    return f"{'final' if last.final else 'not final'}, read after {span(last.hours)}"


def found_words(found: Found | str, gram: str = "") -> str:
    """What a reading found, in words."""
    words = "no growth" if found == "none" else "growth"
    return f"{words}: {gram}" if gram else words


def due_readings(lab: Lab) -> list[Due]:
    """Cultures to be read, the next first."""
    kinds = {t.code for t in lab.catalogue.tests.values() if t.kind == "culture"}
    first = {code: rule_of(lab, code).hours[0] * HOUR_MS for code in kinds}
    return cultures.readings_due(lab.conn, first)

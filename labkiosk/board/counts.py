"""How many samples there are, and in which state."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from labkiosk.journal.connection import Connection

By = Literal["bench", "ward", "priority"]
GROUPINGS: tuple[By, ...] = get_args(By)


class Counts(NamedTuple):
    """Samples registered, by what became of them.

    ``registered = expected + received + rejected + cancelled`` and
    ``received = pending + resulted + reported + diverted``.
    """

    registered: int
    expected: int
    received: int
    rejected: int
    cancelled: int
    pending: int
    resulted: int
    reported: int
    diverted: int


class Line(NamedTuple):
    """``n`` samples that are alike: ``benches`` is JSON, for each bench the state of the sample there."""

    day: str
    state: str
    priority: str
    ward: str
    benches: str
    n: int


def lines(conn: Connection) -> Iterator[Line]:
    """The kept counts, as they stand."""
    return map(Line._make, conn.execute("SELECT day, state, priority, ward, benches, n FROM tally"))


def counts(conn: Connection, day: str | None = None) -> Counts:
    """Of one day of registration (ISO date, lab time), or of all."""
    sql = "SELECT state, sum(n) FROM tally WHERE ?1 IS NULL OR day = ?1 GROUP BY state"
    return of_states(dict(conn.execute(sql, (day,)).fetchall()))


def grouped(found: Iterable[Line], by: By, day: str | None = None) -> dict[str, Counts]:
    """Of each ward, priority or bench, by its name.

    By bench a sample counts once at each of its benches, by how far it is there; so these add up to more than
    there are samples. Wards that differ in capitals alone are one, spelt as it is spelt most often.
    """
    states: dict[str, Counter[str]] = {}
    spelt: dict[str, Counter[str]] = {}
    for line in found:
        if day not in (None, line.day):
            continue
        for name, state in _places(line, by).items():
            states.setdefault(name.casefold(), Counter())[state] += line.n
            spelt.setdefault(name.casefold(), Counter())[name] += line.n
    there = {key: of_states(states[key]) for key in sorted(states) if any(states[key].values())}
    return {max(spelt[key].items(), key=lambda s: (s[1], s[0]))[0]: found for key, found in there.items()}


def total(found: Iterable[Line], day: str | None = None) -> Counts:
    """Of all of them, each sample once."""
    states: Counter[str] = Counter()
    for line in found:
        if day in (None, line.day):
            states[line.state] += line.n
    return of_states(states)


def _places(line: Line, by: By) -> dict[str, str]:
    """Where the sample counts, and as what."""
    if by == "bench":
        places: dict[str, str] = json.loads(line.benches)
        return places
    return {line.ward if by == "ward" else line.priority: line.state}


def of_states(states: dict[str, int]) -> Counts:
    """From how many samples are in each state."""
    pending, resulted, reported, diverted, expected, rejected, cancelled = (
        states.get(s, 0)
        for s in ("received", "resulted", "reported", "diverted", "expected", "rejected", "cancelled")
    )
    received = pending + resulted + reported + diverted
    registered = expected + received + rejected + cancelled
    return Counts(registered, expected, received, rejected, cancelled, pending, resulted, reported, diverted)

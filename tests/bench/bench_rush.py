"""Eight screens at their busiest: how soon each key is answered, and each list shows what another screen did."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.homes import Homes
from tests.bench.measure import Times, shown
from tests.bench.row import Row
from tests.day.rush import rush_hour, staffed

INTAKES = 60
PERSON_S = 1.0
"""A wait of this length a person notices."""


def rows(_homes: Homes) -> Iterator[Row]:
    """With nobody resting: some five times the pace of 1,000 intakes an hour."""
    with TemporaryDirectory(prefix="labkiosk-rush-") as folder:
        hour = rush_hour(staffed(Path(folder)), INTAKES)
    keys = [step.seconds for step in hour.steps if step.what != "screen opens"]
    again = sum(step.again for step in hour.steps)
    yield _p99("8 busy screens, keys to their paint", keys, f"{again} pressed again")
    yield _p99("8 busy screens, an act to another's list", hour.seen_s, "lists are read every 250 ms")


def _p99(what: str, seconds: Sequence[float], note: str) -> Row:
    times = Times(seconds)
    note = f"median {times.text}; {len(seconds)} of them, {times.span}; {note}"
    return Row(f"{what}, p99", shown(times.p99), "1 s, which a person notices", times.p99 / PERSON_S, 1, note)

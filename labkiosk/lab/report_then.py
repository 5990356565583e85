"""An earlier report of an order: what it said then, rebuilt from the facts up to its release."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from labkiosk.board import cultures, earlier, people, samples
from labkiosk.board.past import around, as_of
from labkiosk.facts.home import HOME
from labkiosk.facts.person import person_subject
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.read import Told, told
from labkiosk.lab.lab import Lab


class Newer(NamedTuple):
    """The ``release`` that made a report, and the ``version`` that took its place ``at`` a time (ms UTC)."""

    release: Told
    version: int
    at: int


def replaced_by(lab: Lab, order_id: str, form: str, version: int) -> Newer | None:
    """What took the place of this version of an order's report; None for the latest, and for one that is not known."""
    known = made(lab, order_id, form)
    if version not in known or version == max(known):
        return None
    return Newer(known[version], max(known), known[max(known)].at)


def moved_on(lab: Lab, order_id: str, form: str, version: int) -> Told | None:
    """The release of the latest report, where a culture on it was read again and that waits for release: until then
    the report says what it said. None where nothing has moved on so; what was wrong is not said again."""
    known = made(lab, order_id, form)
    if version not in known or version != max(known):
        return None
    moved = False
    for sample in samples.of_order(lab.conn, order_id):
        read = cultures.read_ones(lab.conn, sample.id)
        unreleased = [r for r in samples.results(lab.conn, sample.id).values() if r.version is None]
        if any(r.amends for r in unreleased):
            return None
        waiting = {r.test for r in unreleased if r.test in read}
        moved = moved or any(
            e.test in waiting and e.version is not None for e in earlier.earlier(lab.conn, sample.id)
        )
    return known[version] if moved else None


def made(lab: Lab, order_id: str, form: str) -> dict[int, Told]:
    """The releases that made an order's reports of a form, by version."""
    facts = told(lab.conn, order_id, frozenset({ResultsReleased.kind}))
    return {t.fact.version: t for t in facts if isinstance(t.fact, ResultsReleased) and form in t.fact.forms}


@contextmanager
def back_then(lab: Lab, order_id: str, release: Told) -> Iterator[Lab]:
    """The laboratory as far as an order's report asks for it, right after that release; for reading alone.

    Tests and tubes are called as the order has them; panels, priorities and what the hospital always says of a test are
    the catalogue's of today.
    """
    badges = [person_subject(person.badge) for person in people.people(lab.conn)]
    with as_of(lab.conn, [HOME, *badges, *around(lab.conn, order_id)], release) as conn:
        yield lab.looking_at(conn)

"""An earlier report of an order: what it said then, rebuilt from the facts up to its release."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from labkiosk.board import people
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
    made: dict[int, Told] = {}
    for each in told(lab.conn, order_id, frozenset({ResultsReleased.kind})):
        if isinstance(each.fact, ResultsReleased) and form in each.fact.forms:
            made[each.fact.version] = each
    if version not in made or version == max(made):
        return None
    return Newer(made[version], max(made), made[max(made)].at)


@contextmanager
def back_then(lab: Lab, order_id: str, release: Told) -> Iterator[Lab]:
    """The laboratory as far as an order's report asks for it, right after that release; for reading alone.

    Names of tests and the words beside them are the catalogue's of today.
    """
    badges = [person_subject(person.badge) for person in people.people(lab.conn)]
    with as_of(lab.conn, [HOME, *badges, *around(lab.conn, order_id)], release) as conn:
        yield lab.looking_at(conn)

"""Proof that a home is sound: its pages, its chain, its filing and its board."""

from collections.abc import Iterator
from contextlib import closing, suppress

from labkiosk.board.rebuild import differences
from labkiosk.facts.errors import Refused
from labkiosk.journal.backup import scratch
from labkiosk.journal.connection import DatabaseError, connect
from labkiosk.journal.home import Home
from labkiosk.journal.verify import broken_chain, broken_pages, broken_touches
from labkiosk.lab.lab import Lab


def faults(lab: Lab) -> Iterator[str]:
    """What is wrong with the home and where, one line each; nothing for a sound one.

    Everything but the pages is proved on a copy of one moment, so that no writer waits for it.
    """
    found = list(broken_pages(lab.conn))
    if found:
        # A page that was being written while it was read looks broken once: ask again while nobody writes.
        # Where the damage itself forbids to write, nobody does, and what was found stands.
        with suppress(Refused), lab.act():
            found = list(broken_pages(lab.conn))
    yield from found
    try:
        with scratch(lab.conn, lab.home) as copy:
            yield from broken_chain(copy)
            yield from broken_touches(copy)
            yield from differences(copy)
    except DatabaseError as error:
        yield f"database: it cannot be read through ({error})"


def damage(home: Home) -> list[str]:
    """What is wrong with the pages of a home that cannot be opened any more. Raises Refused from the opening."""
    with closing(connect(home.database, home.key())) as conn:
        return list(broken_pages(conn))

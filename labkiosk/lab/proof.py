"""Proof that a home is sound: its pages, its chain, its filing and its board."""

from collections.abc import Iterator
from contextlib import closing, suppress

from labkiosk.board.rebuild import differences
from labkiosk.facts.errors import Refused
from labkiosk.journal.backup import scratch
from labkiosk.journal.connection import DatabaseError, carry_back, connect, is_full
from labkiosk.journal.home import Home
from labkiosk.journal.verify import broken_chain, broken_counters, broken_pages, broken_touches
from labkiosk.lab.lab import Lab


def faults(lab: Lab) -> Iterator[str]:
    """What is wrong with the home and where, one line each; nothing for a sound one.

    Everything but the pages is proved on a copy of one moment, so that no writer waits for it.
    Raises Refused where there is no room for the copy.
    """
    found = list(broken_pages(lab.conn))
    if found:
        # A page that was being written while it was read, or that a stop left half carried back from the WAL,
        # looks broken once: ask again when it is whole and nobody writes. Where the damage itself forbids that,
        # what was found stands.
        with suppress(Refused, DatabaseError):
            carry_back(lab.conn)
            with lab.act():
                found = list(broken_pages(lab.conn))
    yield from found
    try:
        with scratch(lab.conn, lab.home) as copy:
            yield from broken_chain(copy)
            yield from broken_touches(copy)
            yield from broken_counters(copy)
            yield from differences(copy)
    except DatabaseError as error:
        if is_full(error):
            raise Refused(
                f"There is no room in {lab.home.folder} for the copy on which it is proved: make room, then"
                " verify again."
            ) from None
        yield f"database: it cannot be read through ({error})"
    except ValueError as error:
        yield f"journal: {error}"


def damage(home: Home) -> list[str]:
    """What is wrong with the pages of a home that cannot be opened any more. Raises Refused from the opening."""
    with closing(connect(home.database, home.key())) as conn:
        return list(broken_pages(conn))

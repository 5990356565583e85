"""People and the home's settings."""

from typing import NamedTuple

from labkiosk.journal.connection import Connection


class Person(NamedTuple):
    """Someone with a badge; ``here`` is false once they left."""

    badge: str
    name: str
    role: str
    here: bool


def person(conn: Connection, badge: str) -> Person | None:
    """The person with a badge."""
    row = conn.execute("SELECT badge, name, role, here FROM person WHERE badge = ?", (badge,)).fetchone()
    return Person._make((*row[:3], bool(row[3]))) if row else None


def people(conn: Connection) -> list[Person]:
    """Everyone, by badge."""
    rows = conn.execute("SELECT badge, name, role, here FROM person ORDER BY badge")
    return [Person._make((*r[:3], bool(r[3]))) for r in rows]


def settings(conn: Connection) -> dict[str, str]:
    """The home's settings: ``kiosk``, ``site``, ``address``, ``used`` (numbers never to be used again).

    Once there was a backup, ``backup_at`` (ms UTC) and ``backup_to`` (its file) too.
    """
    return dict(conn.execute("SELECT name, value FROM setting").fetchall())


def actor_name(conn: Connection, actor: str) -> str:
    """What paper and screens call an actor: a person's name, or the system's user as such."""
    kind, _, name = actor.partition(":")
    if kind == "machine":
        return f"{name} (machine)"
    if kind != "badge":
        return f"{name} (no badge)"
    known = person(conn, name)
    return known.name if known else name

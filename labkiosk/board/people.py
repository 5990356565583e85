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


def actor_name(conn: Connection, actor: str, at: int | None = None) -> str:
    """What paper and screens call an actor: a person's name, the system's user as such, or rules by who approved them.

    The name is the one that the badge had ``at`` a time (ms UTC): a badge that goes to somebody else takes no
    earlier act along. Without a time it is today's.
    """
    kind, _, name = actor.partition(":")
    if kind == "machine":
        return f"{name} (machine)"
    if kind == "rules":
        return f"rules approved by {name}"
    if kind != "badge":
        return f"{name} (no badge)"
    known = person(conn, name)
    return _name_at(conn, name, at) or (known.name if known else name)


def _name_at(conn: Connection, badge: str, at: int | None) -> str:
    """The name last given to a badge until then, empty where that is not known."""
    from labkiosk.facts.person import PersonAdded, person_subject
    from labkiosk.journal.read import told

    if at is None:
        return ""
    found = told(conn, person_subject(badge), frozenset({PersonAdded.kind}))
    names = [t.fact.name for t in found if isinstance(t.fact, PersonAdded) and t.at <= at]
    return names[-1] if names else ""

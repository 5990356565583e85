"""The board as it was: made anew in memory, for few subjects, from their facts up to one of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import msgspec

from labkiosk.board.fold import fold_all
from labkiosk.board.schema import create
from labkiosk.facts.addon import TestsAdded
from labkiosk.facts.aliquot import AliquotMade
from labkiosk.facts.link import LinkAgreed
from labkiosk.facts.order import OrderPlaced
from labkiosk.facts.sample import SampleRejected
from labkiosk.journal.connection import Connection, in_memory
from labkiosk.journal.read import Told, told
from labkiosk.journal.schema import migrate, of

_RELATE = frozenset(kind.kind for kind in (OrderPlaced, SampleRejected, AliquotMade, TestsAdded, LinkAgreed))

_UNTIL = f"""
FROM json_each(?1) given CROSS JOIN touch t ON {of("given.value")}
CROSS JOIN journal j ON j.id = t.kiosk << 40 | t.seq
WHERE j.body IS NOT NULL
AND (j.clock, j.kiosk, j.seq) <= (SELECT clock, kiosk, seq FROM journal WHERE id = ?2 << 40 | ?3)
"""


def around(conn: Connection, order: str) -> list[str]:
    """An order, its patient and everybody linked to them, and all the orders and tubes of those."""
    found = [order]
    for subject in found:
        for each in told(conn, subject, _RELATE):
            near = each.fact.subjects()
            found += [s for s in near if (s[0].isdigit() or s[0] in "OP") and s not in found]
    return found


@contextmanager
def as_of(conn: Connection, subjects: Iterable[str], last: Told) -> Iterator[Connection]:
    """A database with these subjects' rows as they were right after the fact ``last``, and their facts until then.

    It is gone at the end, and holds nothing of anybody else.
    """
    concerned = list(dict.fromkeys(subjects))
    given = (msgspec.json.encode(concerned).decode(), last.kiosk, last.seq)
    with in_memory() as memory:
        migrate(memory)
        create(memory)
        memory.executemany(
            "INSERT INTO journal VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            conn.execute(f"SELECT DISTINCT j.* {_UNTIL}", given),
        )
        memory.executemany("INSERT INTO touch VALUES (?,?,?,?)", conn.execute(f"SELECT t.* {_UNTIL}", given))
        fold_all(memory, concerned)
        yield memory

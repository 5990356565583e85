"""The journal's own tables. They only ever grow by a further step below."""

from labkiosk.facts.errors import Refused
from labkiosk.journal.connection import Connection

_FIRST = """
CREATE TABLE journal (
  id INTEGER PRIMARY KEY CHECK (id = kiosk << 40 | seq),
  kiosk INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  clock INTEGER NOT NULL,
  at INTEGER NOT NULL,
  wall INTEGER NOT NULL,
  zone INTEGER NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  salt BLOB,
  body TEXT,
  body_hash BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TABLE touch (
  near INTEGER NOT NULL,
  subject TEXT NOT NULL,
  kiosk INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (near, subject, kiosk, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE state (
  name TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;
"""

STEPS = (_FIRST,)


def near(subject: str) -> str:
    """SQL for where in ``touch`` the subject lies that a SQL expression gives: by its serial first, whatever its kind.

    So an order, its patient and its tubes, which one act makes, change one page of the table and not one each.
    """
    return f"CAST(CASE WHEN {subject} GLOB '[0-9]*' THEN substr({subject}, 3, 9) ELSE substr({subject}, 5) END AS INTEGER)"


def of(subject: str) -> str:
    """SQL for the condition that a row of ``touch t`` is about the subject that a SQL expression gives."""
    return f"t.near = {near(subject)} AND t.subject = {subject}"


def migrate(conn: Connection) -> None:
    """Bring the journal's tables up to date, each step whole or not at all.

    Raises Refused for a journal of a later version: what it holds could not be read rightly.
    """
    if _version(conn) > len(STEPS):
        raise Refused("This home was written by a newer labkiosk: open it with that one.")
    for number, step in enumerate(STEPS, start=1):
        if _version(conn) < number:
            conn.executescript(f"BEGIN IMMEDIATE; {step} PRAGMA user_version={number}; COMMIT;")


def _version(conn: Connection) -> int:
    return int(conn.execute("PRAGMA user_version").fetchone()[0])

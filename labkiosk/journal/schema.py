"""The journal's own tables. They only ever grow by a further step below."""

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
  subject TEXT NOT NULL,
  kiosk INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (subject, kiosk, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE state (
  name TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;
"""

STEPS = (_FIRST,)


def migrate(conn: Connection) -> None:
    """Bring the journal's tables up to date, each step whole or not at all."""
    for number, step in enumerate(STEPS, start=1):
        if conn.execute("PRAGMA user_version").fetchone()[0] < number:
            conn.executescript(f"BEGIN IMMEDIATE; {step} PRAGMA user_version={number}; COMMIT;")

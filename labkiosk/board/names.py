"""Patients found by the words of their names.

To file one name in the index of words changes three pages, so new names wait until there are enough to file them
together, and are looked for where they wait.
"""

import unicodedata

from labkiosk.journal.connection import Connection, in_memory

NAMES = ("patient_name", "patient_unfiled")

_WORDS = """fts5(
  name, content='', columnsize=0, prefix='2 3', detail=none,
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
)"""

_FILE = """
INSERT INTO patient_name (rowid, name) SELECT key, name FROM patient_unfiled;
DELETE FROM patient_unfiled;
"""

TABLES = f"""
CREATE VIRTUAL TABLE patient_name USING {_WORDS};
INSERT INTO patient_name (patient_name, rank) VALUES ('automerge', 16);
CREATE TABLE patient_unfiled (key INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TRIGGER patient_named AFTER INSERT ON patient BEGIN
  INSERT INTO patient_unfiled VALUES (new.key, new.name);
END;
CREATE TRIGGER patients_filed AFTER INSERT ON patient_unfiled
WHEN (SELECT count(*) FROM patient_unfiled) >= 64 BEGIN {_FILE}
END;
CREATE TRIGGER patient_unnamed AFTER DELETE ON patient BEGIN
  INSERT INTO patient_name (patient_name, rowid, name) SELECT 'delete', old.key, old.name
  WHERE NOT EXISTS (SELECT 1 FROM patient_unfiled WHERE key = old.key);
  DELETE FROM patient_unfiled WHERE key = old.key;
END;
"""

_FOUND = "SELECT rowid FROM patient_name WHERE patient_name MATCH ? ORDER BY rowid DESC LIMIT ?"


def keys_by_words(conn: Connection, text: str, limit: int) -> list[int]:
    """The keys of patients whose name has, for each word typed, a word that begins with it; the newest first."""
    words = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in text).split()
    if not words:
        return []
    asked = (" AND ".join(f'"{word}"*' for word in words), limit)
    found = conn.execute(_FOUND, asked).fetchall()
    if waiting := conn.execute("SELECT key, name FROM patient_unfiled").fetchall():
        found += _among(waiting, asked)
    return sorted((key for (key,) in found), reverse=True)[:limit]


def _among(waiting: list[tuple[int, str]], asked: tuple[str, int]) -> list[tuple[int]]:
    """The same question of names that are not filed, answered by the same index in memory."""
    with in_memory() as conn:
        conn.execute(f"CREATE VIRTUAL TABLE patient_name USING {_WORDS}")
        conn.executemany("INSERT INTO patient_name (rowid, name) VALUES (?,?)", waiting)
        return list(conn.execute(_FOUND, asked))


def file_all(conn: Connection) -> None:
    """File every name that waits, inside the caller's transaction."""
    for statement in _FILE.strip().splitlines():
        conn.execute(statement)

"""The board's tables. They hold nothing that the journal does not, so they are dropped, never migrated."""

from zlib import crc32

from labkiosk.board import names, schema_calls, schema_culture, schema_day, schema_pregnancy, schema_qc
from labkiosk.journal.connection import Connection

# Raised by hand when a fold changes what it writes into tables that stay as they are.
FOLDS = 5

TABLES = """
CREATE TABLE patient (
  id TEXT PRIMARY KEY, key INTEGER NOT NULL, name TEXT NOT NULL, sex TEXT NOT NULL, birth_date TEXT,
  birth_estimated INTEGER NOT NULL, unknown INTEGER NOT NULL, corrected INTEGER NOT NULL, at INTEGER NOT NULL,
  ids TEXT NOT NULL, folded TEXT NOT NULL, known TEXT, also TEXT NOT NULL,
  mother TEXT, baby INTEGER NOT NULL, babies INTEGER NOT NULL, born_at INTEGER, children TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_folded ON patient (folded, id, sex, known);
CREATE TABLE identifier (
  value TEXT NOT NULL, system TEXT NOT NULL, patient TEXT NOT NULL, PRIMARY KEY (value, system, patient)
) STRICT, WITHOUT ROWID;
CREATE TABLE link (
  id TEXT PRIMARY KEY, known TEXT NOT NULL, patient TEXT NOT NULL, identity TEXT NOT NULL, undo INTEGER NOT NULL,
  reason TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, state TEXT NOT NULL, ended_at INTEGER,
  ended_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX link_waiting ON link (id) WHERE state = 'proposed';

CREATE TABLE orders (
  id TEXT PRIMARY KEY, patient TEXT NOT NULL, priority TEXT NOT NULL, ward TEXT NOT NULL, bed TEXT NOT NULL,
  clinician TEXT NOT NULL, note TEXT NOT NULL, collected_at INTEGER, collected_by TEXT NOT NULL,
  at INTEGER NOT NULL, actor TEXT NOT NULL, version INTEGER NOT NULL, released_at INTEGER, samples TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sample (
  id TEXT NOT NULL, number TEXT NOT NULL, order_id TEXT NOT NULL, patient TEXT NOT NULL,
  priority TEXT NOT NULL, head_start INTEGER NOT NULL, specimen TEXT NOT NULL, container TEXT NOT NULL,
  container_name TEXT NOT NULL, cap TEXT NOT NULL, part INTEGER NOT NULL, parts INTEGER NOT NULL,
  state TEXT NOT NULL, day TEXT NOT NULL, at INTEGER NOT NULL, received_at INTEGER, conditions TEXT NOT NULL,
  reason TEXT NOT NULL, replaces TEXT, replaced_by TEXT, mark TEXT NOT NULL, minute INTEGER, load_at INTEGER,
  collected_at INTEGER, collected_by TEXT NOT NULL,
  ward TEXT NOT NULL, aliquot_of TEXT, benches TEXT NOT NULL, tests TEXT NOT NULL, key INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX sample_expected ON sample (state) WHERE state = 'expected';
CREATE TABLE relabel (
  number TEXT NOT NULL, sample TEXT NOT NULL, PRIMARY KEY (number, sample)
) STRICT, WITHOUT ROWID;
CREATE INDEX relabel_of_sample ON relabel (sample);
CREATE TABLE alias (
  code TEXT NOT NULL, sample TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (code, sample)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_of_sample ON alias (sample);
CREATE TABLE work (
  sample TEXT NOT NULL, bench TEXT NOT NULL, priority TEXT NOT NULL, key INTEGER NOT NULL, due INTEGER NOT NULL,
  target INTEGER NOT NULL, state TEXT NOT NULL, tests TEXT NOT NULL, to_do INTEGER NOT NULL,
  to_release INTEGER NOT NULL, rank INTEGER NOT NULL, worksheet TEXT NOT NULL, PRIMARY KEY (sample, bench)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_queue ON work (key, sample, bench) WHERE to_do > 0;
CREATE INDEX work_queue_bench ON work (bench, key, sample) WHERE to_do > 0;
CREATE INDEX work_release ON work (rank, key, sample, bench) WHERE to_release > 0;
CREATE INDEX work_due ON work (due) WHERE to_do > 0;
CREATE TABLE waiting (bench TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER work_counted AFTER INSERT ON work WHEN new.to_do > 0 BEGIN
  INSERT INTO waiting VALUES (new.bench, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER work_uncounted AFTER DELETE ON work WHEN old.to_do > 0 BEGIN
  UPDATE waiting SET n = n - 1 WHERE bench = old.bench;
  DELETE FROM waiting WHERE bench = old.bench AND n = 0;
END;
CREATE TABLE result (
  sample TEXT NOT NULL, test TEXT NOT NULL, patient TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL,
  number TEXT, own_unit TEXT NOT NULL, flag TEXT NOT NULL, reference TEXT NOT NULL, example INTEGER NOT NULL,
  needs TEXT NOT NULL, comment TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, version INTEGER,
  provisional INTEGER NOT NULL, released_at INTEGER, released_by TEXT,
  sealed INTEGER NOT NULL, kits TEXT NOT NULL, laboratory TEXT NOT NULL, theirs INTEGER NOT NULL,
  calculated TEXT NOT NULL, dilution TEXT NOT NULL, raw TEXT NOT NULL, method TEXT NOT NULL, held TEXT NOT NULL,
  steps INTEGER NOT NULL, validated_at INTEGER, validated_by TEXT, amends INTEGER NOT NULL, interim INTEGER NOT NULL,
  delta TEXT NOT NULL, looked INTEGER NOT NULL,
  PRIMARY KEY (sample, test)
) STRICT, WITHOUT ROWID;
CREATE INDEX result_of_patient ON result (patient, test, at);
CREATE TABLE earlier (
  sample TEXT NOT NULL, test TEXT NOT NULL, n INTEGER NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL,
  flag TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, version INTEGER, provisional INTEGER NOT NULL,
  sealed INTEGER NOT NULL, why TEXT NOT NULL, replaced_at INTEGER NOT NULL, replaced_by TEXT NOT NULL,
  PRIMARY KEY (sample, test, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE sent (
  sample TEXT NOT NULL, test TEXT NOT NULL, place TEXT NOT NULL, number TEXT NOT NULL, reason TEXT NOT NULL,
  at INTEGER NOT NULL, due INTEGER NOT NULL, back_min INTEGER NOT NULL, actor TEXT NOT NULL,
  PRIMARY KEY (sample, test)
) STRICT, WITHOUT ROWID;
CREATE INDEX sent_due ON sent (due, sample, test);
CREATE TABLE batch (
  id TEXT PRIMARY KEY, bench TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, tubes INTEGER NOT NULL,
  closed_at INTEGER, reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE batch_tube (
  batch TEXT NOT NULL, sample TEXT NOT NULL, position INTEGER NOT NULL, bench TEXT NOT NULL,
  tests TEXT NOT NULL, to_do INTEGER NOT NULL, gone INTEGER NOT NULL, PRIMARY KEY (batch, sample)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_tube_of_sample ON batch_tube (sample);
CREATE INDEX batch_open ON batch_tube (batch) WHERE to_do > 0;
CREATE TABLE draft (
  sample TEXT NOT NULL, test TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (sample, test)
) STRICT, WITHOUT ROWID;

CREATE TABLE rack (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, positions INTEGER NOT NULL, columns INTEGER NOT NULL,
  at INTEGER NOT NULL, emptied_at INTEGER, emptied_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE stored (
  sample TEXT PRIMARY KEY, rack TEXT NOT NULL, position INTEGER NOT NULL, at INTEGER NOT NULL,
  actor TEXT NOT NULL, state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX stored_in ON stored (rack, position, sample) WHERE state = 'stored';

CREATE TABLE delivery (
  order_id TEXT NOT NULL, form TEXT NOT NULL, version INTEGER NOT NULL, priority TEXT NOT NULL,
  ward TEXT NOT NULL, at INTEGER NOT NULL, jobs TEXT NOT NULL, sheet TEXT NOT NULL, PRIMARY KEY (order_id, form)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_stat ON delivery (at) WHERE priority = 'stat';
CREATE INDEX delivery_ward ON delivery (ward, at);
CREATE TABLE holder (
  order_id TEXT NOT NULL, version INTEGER NOT NULL, n INTEGER NOT NULL, how TEXT NOT NULL, who TEXT NOT NULL,
  had INTEGER NOT NULL, at INTEGER NOT NULL, told_at INTEGER, told_by TEXT NOT NULL, told_who TEXT NOT NULL,
  PRIMARY KEY (order_id, version, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX holder_to_tell ON holder (at, order_id) WHERE told_at IS NULL;
CREATE TABLE sheet (
  id TEXT PRIMARY KEY, ward TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, reports TEXT NOT NULL,
  returned_at INTEGER, taken_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
  id TEXT NOT NULL, form TEXT NOT NULL, subject TEXT NOT NULL, version INTEGER NOT NULL, copy INTEGER NOT NULL,
  doubtful INTEGER NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
  printer TEXT NOT NULL, digest TEXT NOT NULL, said TEXT NOT NULL, key INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX job_open ON job (state) WHERE state IN ('queued', 'sending', 'uncertain', 'refused');

CREATE TABLE printer (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, language TEXT NOT NULL, media TEXT NOT NULL,
  forms TEXT NOT NULL, dots INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE person (
  badge TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, here INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE conflict (
  subject TEXT NOT NULL, kiosk INTEGER NOT NULL, seq INTEGER NOT NULL, said TEXT NOT NULL,
  PRIMARY KEY (subject, kiosk, seq, said)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally (
  day TEXT NOT NULL, state TEXT NOT NULL, priority TEXT NOT NULL, ward TEXT NOT NULL, benches TEXT NOT NULL,
  n INTEGER NOT NULL, PRIMARY KEY (day, state, priority, ward, benches)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER sample_counted AFTER INSERT ON sample BEGIN
  INSERT INTO tally VALUES (new.day, new.state, new.priority, new.ward, new.benches, 1)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER sample_uncounted AFTER DELETE ON sample BEGIN
  UPDATE tally SET n = n - 1 WHERE (day, state, priority, ward, benches)
  = (old.day, old.state, old.priority, old.ward, old.benches);
  DELETE FROM tally WHERE (day, state, priority, ward, benches)
  = (old.day, old.state, old.priority, old.ward, old.benches) AND n = 0;
END;
"""

NAMES = (
    "patient", "identifier", "link", "orders", "sample", "relabel", "alias", "work", "waiting", "result", "earlier", "draft", "rack",
    "stored", "delivery", "holder", "sheet", "job", "sent", "batch", "batch_tube",
    "printer", "person", "setting", "conflict", "tally",
    *schema_calls.NAMES, *schema_culture.NAMES, *schema_day.NAMES, *schema_pregnancy.NAMES, *schema_qc.NAMES,
)  # fmt: skip

_ALL = (
    TABLES
    + schema_calls.TABLES
    + schema_culture.TABLES
    + schema_day.TABLES
    + schema_pregnancy.TABLES
    + schema_qc.TABLES
    + names.TABLES
)

VERSION = f"{FOLDS}-{crc32(_ALL.encode()):08x}"


def version(conn: Connection) -> str:
    """The version of the board that stands, empty where none does."""
    row = conn.execute("SELECT value FROM state WHERE name='board'").fetchone()
    return str(row[0]) if row else ""


def drop(conn: Connection) -> None:
    """Take the board away, whatever version of it stands; the journal stays."""
    ours = conn.execute(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'trigger')"
        " AND name NOT IN ('journal', 'touch', 'state') AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE 'patient_name_%' ORDER BY type DESC"
    ).fetchall()
    for kind, name in ours:
        conn.execute(f"DROP {kind} {name}")


def set_aside(conn: Connection) -> None:
    """Rename every table of the board as ``aside`` says, so that another may be made beside it.

    Indexes and triggers go: their names are wanted again. For a transaction that is rolled back.
    """
    named = conn.execute(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name in named:
        conn.execute(f"DROP {kind} {name}")
    for name in (*NAMES, *names.NAMES):
        conn.execute(f"ALTER TABLE {name} RENAME TO {aside(name)}")


def aside(table: str) -> str:
    """What a table of the board is called once it is set aside."""
    return f"standing_{table}"


def shape(conn: Connection) -> set[tuple[str, str]]:
    """Every table, index and trigger but those set aside, by name, with the statement that made it."""
    found = conn.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {
        (name, sql) for name, sql in found if not name.startswith((aside(""), "patient_name_", "sqlite_"))
    }


def create(conn: Connection) -> None:
    """An empty board of this version, inside the caller's transaction."""
    for statement in _statements(_ALL):
        conn.execute(statement)
    conn.execute("INSERT OR REPLACE INTO state VALUES ('board', ?)", (VERSION,))


def _statements(script: str) -> list[str]:
    found, open_trigger = [""], False
    for line in script.strip().splitlines():
        found[-1] += line + "\n"
        open_trigger = (open_trigger or line.startswith("CREATE TRIGGER")) and not line.endswith("END;")
        if line.endswith(";") and not open_trigger:
            found.append("")
    return [s for s in found if s.strip()]

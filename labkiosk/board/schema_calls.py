"""The board's table of what wards are to be told at once."""

TABLES = """
CREATE TABLE call (
  sample TEXT NOT NULL, test TEXT NOT NULL, n INTEGER NOT NULL, patient TEXT NOT NULL, order_id TEXT NOT NULL,
  name TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL, flag TEXT NOT NULL, at INTEGER NOT NULL,
  why TEXT NOT NULL, before TEXT NOT NULL, state TEXT NOT NULL, sealed INTEGER NOT NULL, actor TEXT NOT NULL,
  tries TEXT NOT NULL, escalated_at INTEGER, ended_at INTEGER, ended_by TEXT NOT NULL, taken_by TEXT NOT NULL,
  role TEXT NOT NULL, phone TEXT NOT NULL, said TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (sample, test, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_open ON call (at, sample, test) WHERE state = 'open';
CREATE INDEX call_taken ON call (patient, test, ended_at) WHERE state = 'taken';
CREATE INDEX call_at ON call (at);
"""

NAMES = ("call",)

"""The tables of what passed on a day, with the time of each stage."""

TABLES = """
CREATE TABLE passage (
  sample TEXT NOT NULL, n INTEGER NOT NULL, day TEXT NOT NULL, stage TEXT NOT NULL, at INTEGER NOT NULL,
  bench TEXT NOT NULL, tests TEXT NOT NULL, place TEXT NOT NULL, priority TEXT NOT NULL, ward TEXT NOT NULL,
  target INTEGER NOT NULL, ordered_at INTEGER, collected_at INTEGER, received_at INTEGER, recorded_at INTEGER,
  confirmed_at INTEGER, validated_at INTEGER, PRIMARY KEY (sample, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX passage_on ON passage (day);
CREATE TABLE printed (
  job TEXT PRIMARY KEY, day TEXT NOT NULL, order_id TEXT NOT NULL, asked_at INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX printed_on ON printed (day);
"""

NAMES = ("passage", "printed")

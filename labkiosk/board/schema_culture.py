"""The tables of cultures and narrative results: rows of their sample, which its fold writes."""

TABLES = """
CREATE TABLE culture (
  sample TEXT NOT NULL, test TEXT NOT NULL, found TEXT NOT NULL, hours INTEGER NOT NULL, final INTEGER NOT NULL,
  next_at INTEGER, late_min INTEGER NOT NULL, gram TEXT NOT NULL, comment TEXT NOT NULL, at INTEGER NOT NULL,
  actor TEXT NOT NULL, PRIMARY KEY (sample, test)
) STRICT, WITHOUT ROWID;
CREATE INDEX culture_growing ON culture (next_at, sample) WHERE final = 0;
CREATE TABLE isolate (
  sample TEXT NOT NULL, test TEXT NOT NULL, number INTEGER NOT NULL, organism TEXT NOT NULL, name TEXT NOT NULL,
  quantity TEXT NOT NULL, grown INTEGER NOT NULL, struck TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
  PRIMARY KEY (sample, test, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE susceptibility (
  sample TEXT NOT NULL, test TEXT NOT NULL, isolate INTEGER NOT NULL, place INTEGER NOT NULL,
  antibiotic TEXT NOT NULL, name TEXT NOT NULL, method TEXT NOT NULL, value TEXT NOT NULL, letter TEXT NOT NULL,
  limits TEXT NOT NULL, standard TEXT NOT NULL, example INTEGER NOT NULL, note TEXT NOT NULL, reason TEXT NOT NULL,
  shown INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (sample, test, isolate, antibiotic)
) STRICT, WITHOUT ROWID;
CREATE TABLE narrative (
  sample TEXT NOT NULL, test TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
  PRIMARY KEY (sample, test)
) STRICT, WITHOUT ROWID;
"""

NAMES = ("culture", "isolate", "susceptibility", "narrative")

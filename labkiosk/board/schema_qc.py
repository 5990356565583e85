"""The board's tables of quality control."""

TABLES = """
CREATE TABLE qc_material (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, maker TEXT NOT NULL, level TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE qc_lot (
  id TEXT PRIMARY KEY, material TEXT NOT NULL, number TEXT NOT NULL, expires TEXT NOT NULL, opened TEXT NOT NULL,
  at INTEGER NOT NULL, closed_at INTEGER, reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE qc_target (
  lot TEXT NOT NULL, test TEXT NOT NULL, mean TEXT NOT NULL, sd TEXT NOT NULL, unit TEXT NOT NULL,
  n INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (lot, test)
) STRICT, WITHOUT ROWID;
CREATE TABLE qc_value (
  run TEXT NOT NULL, lot TEXT NOT NULL, test TEXT NOT NULL, instrument TEXT NOT NULL, at INTEGER NOT NULL,
  actor TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL, number TEXT NOT NULL, own_unit TEXT NOT NULL,
  mean TEXT NOT NULL, sd TEXT NOT NULL, z TEXT NOT NULL, rejects TEXT NOT NULL, warns TEXT NOT NULL,
  unjudged TEXT NOT NULL, comment TEXT NOT NULL, good INTEGER NOT NULL, failed INTEGER NOT NULL,
  resolved_at INTEGER, resolved_by TEXT NOT NULL, action TEXT NOT NULL, reason TEXT NOT NULL,
  good_run INTEGER NOT NULL, typed_first TEXT NOT NULL, corrected_at INTEGER, corrected_by TEXT NOT NULL,
  correction TEXT NOT NULL, PRIMARY KEY (run, lot, test)
) STRICT, WITHOUT ROWID;
CREATE INDEX qc_value_of_test ON qc_value (test, at);
CREATE INDEX qc_value_of_lot ON qc_value (lot, test, at);
CREATE INDEX qc_value_day ON qc_value (at);
CREATE INDEX qc_value_good ON qc_value (test, at) WHERE good = 1;
CREATE INDEX qc_value_failed ON qc_value (test, at) WHERE failed = 1;
CREATE INDEX qc_value_open ON qc_value (test, at) WHERE failed = 1 AND resolved_at IS NULL;
CREATE INDEX result_of_test ON result (test, at) WHERE number IS NOT NULL AND laboratory = '';
"""

NAMES = ("qc_material", "qc_lot", "qc_target", "qc_value")

"""The board's table of the orders of which somebody said whether their patient is pregnant."""

TABLES = """
CREATE TABLE pregnancy (order_id TEXT PRIMARY KEY, pregnant TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

NAMES = ("pregnancy",)

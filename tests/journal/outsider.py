"""A home's database in the hands of somebody else: opened by the driver alone, bound by nothing of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2


@contextmanager
def outsider(home: Path, options: str = "") -> Iterator[Any]:
    """A connection that commits each statement at once and minds no CHECK."""
    conn = dbapi2.connect(f"file:{home / 'lab.db'}?mode=rw{options}", uri=True, isolation_level=None)
    try:
        conn.execute(f"PRAGMA key=\"x'{(home / 'key').read_text().strip()}'\"")
        conn.execute("PRAGMA synchronous=FULL")
        conn.execute("PRAGMA ignore_check_constraints=1")
        yield conn
    finally:
        conn.close()


def journal(home: Path) -> list[dict[str, Any]]:
    """Every row of the journal by its columns, in the order of the table."""
    with outsider(home) as conn:
        cursor = conn.execute("SELECT * FROM journal ORDER BY id")
        names = [c[0] for c in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

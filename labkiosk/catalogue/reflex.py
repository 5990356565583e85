"""Rows of reflex.csv: which result asks for which further test."""

from decimal import Decimal

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.formula import Apply, condition, names
from labkiosk.catalogue.model import Catalogue

FLAGS = ("L", "H", "LL", "HH", "A", "AA")


class Reflex(Struct, frozen=True, kw_only=True):
    """A result that has one of the ``flags``, or is on the side of ``limit`` that ``sign`` says, ``adds`` tests."""

    test: str
    adds: tuple[str, ...]
    why: str
    flags: tuple[str, ...] = ()
    sign: str = ""
    limit: Decimal | None = None


def build(rows: list[Row], catalogue: Catalogue) -> dict[str, tuple[Reflex, ...]]:
    """The reflexes of each test; faults are noted on the rows."""
    found: dict[str, tuple[Reflex, ...]] = {}
    for row in rows:
        adds = row.many("adds")
        if row.ours and not {row["test"], *adds} <= catalogue.tests.keys():
            continue
        code = row.known("test", catalogue.tests, "test")
        if not adds:
            row.refuse("names no test to add")
        for each in adds:
            if each not in catalogue.tests:
                row.refuse(f"there is no test {each!r}")
        if code in adds:
            row.refuse(f"{code} would ask for itself")
        row.text("source")
        flags, sign, limit = _condition(row, code)
        made = Reflex(test=code, adds=adds, why=row.text("why"), flags=flags, sign=sign, limit=limit)
        found[code] = (*found.get(code, ()), made)
    return found


def _condition(row: Row, code: str) -> tuple[tuple[str, ...], str, Decimal | None]:
    """Flags between semicolons, or the test compared with a number."""
    flags = row.many("condition")
    if flags and set(flags) <= set(FLAGS):
        return flags, "", None
    try:
        asked = condition(row["condition"])
    except ValueError as error:
        row.refuse(f"condition must be flags like H; HH, or a comparison like {code} > 10: {error}")
        return (), "", None
    if not _is_of(asked, code):
        row.refuse(f"condition must compare {code} with a number")
        return (), "", None
    assert isinstance(asked.right, Decimal)
    return (), asked.sign, asked.right


def _is_of(asked: Apply, code: str) -> bool:
    return asked.left == code and isinstance(asked.right, Decimal) and names(asked) == {code}

"""Rows that say how soon a sample is taken up and how its results may leave the laboratory."""

from msgspec import structs

from labkiosk.catalogue.cells import YEAR_MIN, Row
from labkiosk.catalogue.model import Priority, Test

PRIORITIES = ("stat", "urgent", "routine")
_MOST_ASSAYS = 5


def priority(row: Row) -> Priority:
    """A row of priorities.csv."""
    return Priority(
        code=row.one_of("code", PRIORITIES),
        name=row.text("name"),
        head_start_min=row.whole("head_start_min", 0, YEAR_MIN),
        provisional=row.yes("provisional"),
        deliver_min=row.whole("deliver_min", 0, YEAR_MIN),
    )


def with_rules(rows: list[Row], tests: dict[str, Test]) -> dict[str, Test]:
    """The tests with what release.csv says of them; a test without a row leaves as any other does."""
    ruled = dict(tests)
    seen: set[str] = set()
    for row in rows:
        code = row.known("test", tests, "test")
        sensitive, provisional = row.yes("sensitive"), row.yes("provisional")
        assays, words = row.whole("assays", 1, _MOST_ASSAYS), row["words"]
        row.text("source")
        if code in seen:
            row.refuse(f"test {code} stands twice")
        seen.add(code)
        if sensitive and provisional:
            row.refuse(f"{code} is sensitive: it cannot be provisional")
        if code not in tests:
            continue
        if assays > 1 and tests[code].kind != "choice":
            row.refuse(f"{code} has no choices: kits that agree are counted for a choice test")
        ruled[code] = structs.replace(
            tests[code], sensitive=sensitive, provisional=provisional, assays=assays, words=words
        )
    return ruled

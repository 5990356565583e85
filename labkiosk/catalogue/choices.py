"""Rows of choices.csv to sets of answers; what is wrong within a row is noted on it."""

from labkiosk.catalogue.cells import WORD, Row
from labkiosk.catalogue.model import Choice


def choices_of(rows: list[Row]) -> dict[str, list[Choice]]:
    """The answers of each set, in the order of the file."""
    sets: dict[str, list[Choice]] = {}
    for row in rows:
        mine = sets.setdefault(row.code("set", WORD), [])
        choice = Choice(
            code=row.code("code"),
            text=row.text("text"),
            abnormal=row.yes("abnormal"),
            key=row["key"],
            critical=row.one_of("critical", ("yes", "no", "")) == "yes",
        )
        if choice.critical and not choice.abnormal:
            row.refuse(f"{choice.code} is critical: then it is abnormal too")
        if (
            len(choice.key) != 1
            or not choice.key.isascii()
            or not (choice.key.islower() or choice.key.isdigit())
        ):
            row.refuse(f"key {choice.key!r} must be one digit or lower-case letter")
        for other in mine:
            if other.key == choice.key:
                row.refuse(f"key {choice.key!r} of set {row['set']} picks {other.code} already")
            if other.code == choice.code:
                row.refuse(f"choice {choice.code} of set {row['set']} stands twice")
        mine.append(choice)
    return sets

"""Columns that line up on a terminal, whatever script stands in them."""

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from labkiosk.board.patients import Patient

WIDTH = 80
"""Cells of the narrowest screen this must be read on."""


def cells(text: str) -> int:
    """How many cells a text takes: none for marks and joiners, two for wide letters."""
    return sum(_cells(c) for c in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fit(text: str, width: int) -> str:
    """The text, or as much of it as fits with an ellipsis after it."""
    if cells(text) <= width:
        return text
    used = 0
    for at, character in enumerate(text):
        used += _cells(character)
        if used > width - 1:
            return f"{text[:at]}…"
    return text


def table(rows: Sequence[tuple[str, ...]], *, gap: int = 2) -> list[str]:
    """Lines of 80 cells at most: every column as wide as its widest, the last cut to what is left. No rows, no lines."""
    if not rows:
        return []
    widths = [max(cells(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    lines = []
    for *head, last in rows:
        start = "".join(
            text + " " * (width - cells(text) + gap) for text, width in zip(head, widths, strict=True)
        )
        lines.append((start + fit(last, WIDTH - cells(start))).rstrip())
    return lines


def wrapped(text: str, indent: int) -> list[str]:
    """The text in lines of 80 cells at most, broken at spaces, all but the first indented."""
    lines: list[str] = []
    line, *words = text.split(" ")
    for word in words:
        longer = f"{line} {word}"
        if cells(longer) > WIDTH and line.strip():
            lines.append(line)
            longer = " " * indent + word
        line = longer
    return [*lines, line]


def who(patient: "Patient", on: "date") -> str:
    """A patient on one line: name, sex, age on a day, date of birth, id."""
    from datetime import date

    from labkiosk.rules.age import age_text

    birth = date.fromisoformat(patient.birth_date) if patient.birth_date else None
    born = f" (born {birth})" if birth and not patient.birth_estimated else ""
    return (
        f"{patient.name}, {patient.sex}, {age_text(birth, on, patient.birth_estimated)}{born}, {patient.id}"
    )

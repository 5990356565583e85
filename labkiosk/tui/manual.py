"""A page of the manual on the screen: headings, paragraphs, lists and tables of plain Markdown."""

import re
from collections.abc import Iterator

from textual.content import Content

from labkiosk.tui.plain import plain
from labkiosk.tui.table import heading, table

_MARKS = re.compile(r"\*\*|`")
_ITEM = re.compile(r"\s*([-*]|\d+[.)])\s")


def manual(markdown: str) -> Content:
    """The text, to be wrapped by whatever shows it. Lines of one paragraph or item run together."""
    return Content("\n").join(_lines(markdown))


def _lines(markdown: str) -> Iterator[Content]:
    rows: list[list[str]] = []
    paragraph = ""
    for line in [*_MARKS.sub("", markdown).splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("| ").split("|")])
            continue
        if rows:
            yield from _table(rows)
            rows = []
        if paragraph and (not line.strip() or line.startswith("#") or _ITEM.match(line)):
            yield plain(paragraph)
            paragraph = ""
        if line.startswith("#"):
            yield heading(line.lstrip("# "))
        elif line.strip():
            paragraph = f"{paragraph} {line.strip()}" if paragraph else line
        else:
            yield Content()


def _table(rows: list[list[str]]) -> Iterator[Content]:
    head, *rest = rows
    # The second row of a Markdown table only rules it off.
    yield from table([(head, "bold"), *((row, "") for row in rest[1:])])

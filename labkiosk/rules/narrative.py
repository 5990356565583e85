"""A narrative result: text of several lines, its templates, and the one line that stands for it in a list."""

import re
from collections.abc import Mapping, Sequence

from labkiosk.facts.errors import Refused
from labkiosk.rules.text import clean

MOST = 6_000
"""Characters of one narrative: about three pages of a narrow roll."""
_MOST_LINES = 200
_LINE = 2_000
_SUMMARY = 90
_FIELD = re.compile(r"\{([^{}]+)\}")
BLANK = "___"
"""What a template puts where nothing was filled in."""
_CRITICAL = re.compile(r"critical:\s*(.+)", re.IGNORECASE)
_CONCLUSION = re.compile(r"(?:impression|conclusion|diagnosis|opinion):\s*(.+)", re.IGNORECASE)

QUANTITIES: dict[str, str] = {"n": "none", "f": "few", "m": "moderate", "a": "many"}
"""How much of something a smear shows, by the key that says so."""


def clean_lines(text: str, what: str, *, required: bool = True) -> str:
    """``text`` line by line as ``rules.text.clean`` has it, without empty lines at its ends. Raises Refused."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(text) > MOST * 2 or len(lines) > _MOST_LINES:
        raise Refused(f"{what} is too long: at most {MOST} characters and {_MOST_LINES} lines.")
    kept = "\n".join(
        clean(line.replace("\t", " "), f"Line {n}", limit=_LINE) for n, line in enumerate(lines, 1)
    ).strip("\n")
    if len(kept) > MOST:
        raise Refused(f"{what} is too long: {len(kept)} characters, at most {MOST}.")
    if required and not kept:
        raise Refused(f"{what} is missing. Type it.")
    return kept


def is_critical(text: str) -> bool:
    """Whether a line says ``Critical:`` and what: the ward is to be told at once."""
    return any(_CRITICAL.match(line) for line in text.split("\n"))


def summary(text: str) -> str:
    """One line for lists: what follows the last ``Critical:``, else the last ``Impression:`` (or its like), else the
    first line; cut with ``…``."""
    lines = [line for line in text.split("\n") if line]
    said = [
        found[1] for pattern in (_CONCLUSION, _CRITICAL) for line in lines if (found := pattern.match(line))
    ]
    line = said[-1] if said else (lines or [""])[0]
    return line if len(line) <= _SUMMARY else f"{line[: _SUMMARY - 1].rstrip()}…"


def fields(template: str) -> tuple[tuple[str, str], ...]:
    """What a template asks for, in its order: the words before each field on its line, and those between its braces."""
    found = []
    for line in template.split("\n"):
        before = 0
        for field in _FIELD.finditer(line):
            label = line[before : field.start()].strip(" .,;:")
            found.append((label or field[1], field[1]))
            before = field.end()
    return tuple(found)


def fill(template: str, given: Sequence[str]) -> str:
    """The template with its fields filled in their order; one left empty becomes ``BLANK``, to be seen and typed."""
    answers = iter(given)
    return _FIELD.sub(lambda _found: next(answers, "") or BLANK, template)


def smear(seen: Mapping[str, tuple[str, str]]) -> str:
    """A smear in one line: ``Pus cells many, epithelial cells few; no organisms seen``.

    ``seen`` gives for each thing its part (``cells`` or ``organisms``) and its quantity; what was not looked for
    is not in it. Cells are all told, also that there are none; organisms only where there are some.
    """
    cells = [f"{name} {much}" for name, (part, much) in seen.items() if part == "cells"]
    looked = [(name, much) for name, (part, much) in seen.items() if part == "organisms"]
    organisms = [f"{name} {much}" for name, much in looked if much != "none"]
    if looked and not organisms:
        organisms = ["no organisms seen"]
    told = "; ".join(_sentence(part) for part in (cells, organisms) if part)
    return told[:1].upper() + told[1:]


def _sentence(parts: list[str]) -> str:
    # Only what is no proper name ("Gram") loses its capital within the sentence.
    first, *rest = parts
    return ", ".join([first, *(p if p.startswith("Gram") else p[:1].lower() + p[1:] for p in rest)])

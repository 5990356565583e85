"""A catalogue file as rows: strict CSV, bounded in size, every fault named by file and row."""

import csv
import io
import re
import unicodedata
from pathlib import Path

from msgspec import Struct

LARGEST = 4 * 1024 * 1024
# Far above any hospital's, and low enough that checking every row against every other stays a moment's work.
MOST_ROWS, LONGEST_CELL = 5_000, 2_000
# Indic scripts need the two joiners; every other invisible character is a trap for a label or a terminal.
_JOINERS = str.maketrans("", "", "\u200c\u200d")
_SIGNED = re.compile(r"[+-][0-9.]+")

COLUMNS: dict[str, tuple[str, ...]] = {
    "benches.csv": ("code", "name", "stat_min", "urgent_min", "routine_min", "note"),
    "choices.csv": ("set", "code", "text", "abnormal", "key"),
    "containers.csv": (
        *("code", "name", "cap", "draw_order", "volume_ul", "specimen"),
        *("irreplaceable", "within_min"),
    ),
    "delta.csv": (
        *("test", "absolute", "percent", "per_day", "within_days", "holds", "usual"),
        *("source", "approved_by", "note"),
    ),
    "hours.csv": ("bench", "days", "from", "to", "source", "approved_by", "note"),
    "laboratories.csv": ("code", "name", "address", "back_min", "note"),
    "limits.csv": (
        *("test", "kind", "sex", "from_age", "to_age", "low", "high", "unit"),
        *("source", "approved_by", "note"),
    ),
    "marks.csv": ("test", "mark", "minute", "load", "tolerance_min", "note"),
    "methods.csv": ("test", "method", "note"),
    "panels.csv": ("code", "name", "aliases", "tests", "loinc"),
    "presets.csv": ("code", "name", "items"),
    "priorities.csv": ("code", "name", "head_start_min", "provisional", "deliver_min"),
    "reasons.csv": ("code", "text", "use"),
    "release.csv": ("test", "sensitive", "provisional", "assays", "words", "source", "note"),
    "settings.csv": ("code", "value", "note"),
    "small.csv": ("container", "below", "small", "mark", "note"),
    "stability.csv": ("test", "hours", "source", "approved_by", "note"),
    "tests.csv": (
        *("code", "name", "aliases", "loinc", "kind", "decimals", "choices", "specimen", "container"),
        *("volume_ul", "own_tube", "bench", "section", "source", "approved_by", "note"),
    ),
    "units.csv": ("test", "ucum", "shown", "factor", "source"),
    "verify.csv": ("of", "name", "steps", "auto", "source", "approved_by", "note"),
}

# A file of before these columns were loads as it is: in each of its rows they are empty.
OPTIONAL: dict[str, tuple[str, ...]] = {
    "choices.csv": ("critical",),
    "limits.csv": ("pregnant", "method"),
}

# What only some desks need is read when they ask: a cheap command and the first paint wait for none of it.
APART: dict[str, tuple[str, ...]] = {
    "antibiograms.csv": ("group", "specimen", "antibiotic", "after", "note"),
    "antibiotics.csv": ("code", "name", "class", "source", "note"),
    "breakpoints.csv": (
        *("group", "antibiotic", "specimen", "method", "susceptible", "resistant", "standard", "version"),
        *("source", "approved_by", "note"),
    ),
    "reflex.csv": ("test", "condition", "adds", "why", "source", "approved_by", "note"),
    "calculated.csv": (
        *("test", "sex", "inputs", "formula", "constants", "valid", "otherwise", "decimals", "words"),
        *("source", "approved_by", "note"),
    ),
    "constants.csv": ("code", "name", "value", "source", "note"),
    "averages.csv": (
        *("test", "window", "low", "high", "mean", "sd", "blocks"),
        *("source", "approved_by", "note"),
    ),
    "calls.csv": ("ward", "phone", "escalate_min", "tries", "to", "to_phone", "note"),
    "known.csv": ("test", "days", "change", "unit", "source", "approved_by", "note"),
    "cultures.csv": ("test", "read_hours", "growth", "unit", "late_min", "source", "approved_by", "note"),
    "expected.csv": ("group", "antibiotic", "source", "approved_by", "note"),
    "microscopy.csv": ("test", "part", "code", "name"),
    "organisms.csv": ("code", "name", "groups", "kind", "source", "note"),
    "templates.csv": ("code", "tests", "key", "name", "text", "note"),
    "qc.csv": ("test", "bench", "warn", "reject", "hours", "good_run", "source", "approved_by", "note"),
}


class Problem(Struct, frozen=True):
    """What is wrong and where; ``row`` counts as a spreadsheet does, header first; 0 is the whole file."""

    file: str
    row: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file} row {self.row}: {self.reason}" if self.row else f"{self.file}: {self.reason}"


class Line(Struct, frozen=True):
    """One row of a file: its number and its cells by column, in NFC and without spaces around them."""

    file: str
    number: int
    cells: dict[str, str]


def fetch(path: Path) -> tuple[bytes, list[Problem]]:
    """The bytes of a catalogue file, if it is there and of a bearable size."""
    try:
        if path.stat().st_size > LARGEST:
            return b"", [Problem(path.name, 0, "is larger than 4 MiB")]
        return path.read_bytes(), []
    except OSError as error:
        return b"", [Problem(path.name, 0, f"cannot be read: {error.strerror}")]


def read(name: str, raw: bytes) -> tuple[list[Line], list[Problem]]:
    """The rows of the catalogue file of that name, which says what columns it must have."""
    try:
        records = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    except UnicodeDecodeError:
        return [], [Problem(name, 0, "is not UTF-8 text; save it as CSV UTF-8")]
    except csv.Error as error:
        return [], [Problem(name, 0, f"is not CSV: {error}")]
    if len(records) > MOST_ROWS:
        return [], [Problem(name, 0, f"has more than {MOST_ROWS} rows")]
    header = [cell.strip() for cell in records[0]] if records else []
    may = OPTIONAL.get(name, ())
    wrong = _header(header, {**COLUMNS, **APART}[name], may)
    if wrong:
        return [], [Problem(name, 1, reason) for reason in wrong]
    lines, problems = _rows(name, header, records[1:])
    for line in lines:
        line.cells.update({column: "" for column in may if column not in line.cells})
    return lines, problems


def _header(header: list[str], wanted: tuple[str, ...], may: tuple[str, ...]) -> list[str]:
    known = (*wanted, *may)
    wrong = [f"column {column!r} is missing" for column in wanted if column not in header]
    wrong += [f"column {column!r} is unknown" for column in dict.fromkeys(header) if column not in known]
    return wrong + [f"column {column!r} stands twice" for column in known if header.count(column) > 1]


def _rows(name: str, header: list[str], records: list[list[str]]) -> tuple[list[Line], list[Problem]]:
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, record in enumerate(records, start=2):
        if not any(cell.strip() for cell in record):
            continue  # spreadsheets leave empty rows at the end
        if len(record) != len(header):
            problems.append(Problem(name, number, f"has {len(record)} cells, the header has {len(header)}"))
            continue
        cells = {
            column: unicodedata.normalize("NFC", cell.strip()[: LONGEST_CELL + 1])
            for column, cell in zip(header, record, strict=True)
        }
        for column, cell in cells.items():
            if wrong := _unsafe(cell):
                problems.append(Problem(name, number, f"{column} {wrong}"))
                cells[column] = "".join(sign for sign in cell if sign.isprintable())  # a refusal may quote it
        lines.append(Line(name, number, cells))
    return lines, problems


def _unsafe(cell: str) -> str | None:
    if len(cell) > LONGEST_CELL:
        return f"is longer than {LONGEST_CELL} characters"
    if not (cell.isprintable() or cell.translate(_JOINERS).isprintable()):
        return "holds a control or invisible character"
    if cell.startswith(("=", "+", "-", "@")) and not _SIGNED.fullmatch(cell):
        return f"{cell!r} looks like a spreadsheet formula"
    return None

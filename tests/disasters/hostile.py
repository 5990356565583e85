"""Names that were made to break screens, printers, terminals and files, and names that only look so."""

import unicodedata

REFUSED = {
    "escape": "Asha\x1b[2J Devi",
    "C1 escape": "Asha\x9b31m",
    "C1 next line": "Asha\x85Devi",
    "bell": "Asha\x07",
    "line": "Asha\nDevi",
    "return": "Asha\rDevi",
    "tab": "Asha\tDevi",
    "NUL": "Asha\x00Devi",
    "drawer kick": "Asha\x1bp\x00\x19\xfa",
    "right to left override": "Asha\u202eived",
    "isolate": "Asha\u2066Devi",
    "line separator": "Asha\u2028Devi",
    "byte order mark": "Asha\ufeffDevi",
    "zero width space": "As\u200bha",
    "tag": "Asha\U000e0041",
    "lone surrogate": "Asha\ud800",
    "raw bytes": "Asha\udcff\udcfe",
    "unassigned": "Asha\u0378",
    "private": "Asha\ue000",
    "ten thousand": "A" * 10_000,
    "stacked marks": "A" + "\u0301" * 40,
    "Hangul filler": "\u3164\u3164",
    "spaces": "   ",
}

CARRIED = {
    "closing tag": "[/]",
    "live link": "[@click=app.quit]Asha[/]",
    "markup": "[bold red on white]Asha[/bold red]",
    "format": "{0} {name!r} %s %n",
    "SQL": "Robert'); DROP TABLE sample;--",
    "spreadsheet": "=HYPERLINK(A1)",
    "JSON": '"Asha\\u001b", "sex": "M"',
    "ZPL": "^XA^FO50,50^FDAsha^XZ",
    "HTML": "<script>alert(1)</script>&amp;",
    "HL7": "DEVI^ASHA|~\\&",
    "path": "../../etc/passwd",
    "quote": "Siobhán O'Neill-D’Souza",
    "search": 'NEAR("a" OR b*) - NOT c:d',
    "option": "--home",
    "joiner": "क्‍ष राम श्री",
    "non-joiner": "क्‌ष राम",
    "right to left": "محمد علي",
    "eighty": "Asha " * 15 + "Devi.",
}

# On screens and in files like any other; no font that we ship draws them, so no paper carries them misspelt.
NOT_DRAWN = {"emoji": "👩‍🔬 Asha", "Hebrew": "שרה לוי"}


def loose(text: str) -> list[str]:
    """What of an output could steer a terminal or a reading eye: all but letters, marks, signs and line ends."""
    return [f"{ord(c):04x}" for c in text if c != "\n" and c not in "\u200c\u200d" and _steers(c)]


def _steers(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")

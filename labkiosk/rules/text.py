"""The one choke point where text enters: typed, scanned or imported.

Nothing that could steer a terminal, a printer or a reading eye gets past it, and every script's letters do.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from labkiosk.facts.errors import Refused

_REFUSED = {
    "Cc": "a control character",
    "Cs": "a broken character",
    "Cn": "an unknown character",
    "Co": "a private character",
    "Cf": "a hidden character",
    "Zl": "a line break",
    "Zp": "a line break",
}
# Indic scripts spell with the zero-width joiner and non-joiner.
_JOINERS = "\u200c\u200d"
# Most of what is typed: words of ASCII with one space between them, about which nothing below finds fault.
_PLAIN = re.compile(r"(?:[!-~]+(?: [!-~]+)*)?")
# Letters that draw nothing: the Hangul fillers and the Braille blank would pass for a name.
_BLANKS = "\u115f\u1160\u3164\uffa0\u2800"
# Nukta, vowel sign and candrabindu make three in Devanagari; pointed Hebrew reaches four. More only blots the
# line.
_MAX_MARKS = 4
# A scanner that types as a keyboard does, with the cursor in a field: a command barcode is no part of a text.
_COMMAND = re.compile(r"LK\.[A-Z0-9]+$")
# Decomposed Hangul and Vietnamese shrink to a third; a longer text is refused before the work of composing
# it.
_MAX_SHRINK = 4


def clean(text: str, what: str, *, limit: int = 80, required: bool = False) -> str:
    """``text`` in NFC, without spaces around it, inner spaces folded to one.

    ``what`` names the field in a refusal; ``limit`` counts characters. Raises Refused for control, surrogate,
    unassigned, private, line-separator and format characters (ZWJ and ZWNJ excepted), for marks stacked more
    than four high, for a command barcode at its end, for text that is too long or draws nothing, and for empty text where it is ``required``.
    """
    text = text.strip(" \t\r\n")
    if len(text) > limit * _MAX_SHRINK:
        raise Refused(f"{what} is too long: {len(text)} characters, at most {limit}.")
    if found := _COMMAND.search(text):
        raise Refused(f"{what} has a command barcode ({found[0]}). Type it again without it.")
    if _PLAIN.fullmatch(text) and len(text) <= limit and (text or not required):
        return text
    for character in text:
        if _is_refused(character):
            kind = _REFUSED[unicodedata.category(character)]
            raise Refused(f"{what} has {kind} ({_escape(character)}). Type it again without it.")
    text = _fold_spaces(unicodedata.normalize("NFC", text))
    if len(text) > limit:
        raise Refused(f"{what} is too long: {len(text)} characters, at most {limit}.")
    if _highest_stack(text) > _MAX_MARKS:
        raise Refused(f"{what} has too many marks on one letter. Type it again without them.")
    if text and not any(_is_visible(c) for c in text):
        raise Refused(f"{what} has nothing that can be seen. Type it again.")
    if required and not text:
        raise Refused(f"{what} is missing. Type it.")
    return text


def printable(text: str, *, limit: int | None = None) -> str:
    """Text from outside, safe to show on one line: what ``clean`` refuses, and odd spaces, as ``\\x1b``, ``\\u202e``.

    ``limit`` cuts after that many characters and says so with an ellipsis.
    """
    cut = text if limit is None or len(text) <= limit else f"{text[:limit]}…"
    return "".join(c if c.isprintable() or c in _JOINERS else _escape(c) for c in cut)


def either(names: Sequence[str]) -> str:
    """Names in a sentence: ``a``, ``a or b``, ``a, b or c``."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _is_refused(character: str) -> bool:
    return unicodedata.category(character) in _REFUSED and character not in _JOINERS


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _fold_spaces(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ")


def _highest_stack(text: str) -> int:
    """The longest run of combining marks; a joiner between two marks neither counts nor parts them."""
    drawn = [c for c in text if c not in _JOINERS]
    bases = [i for i, c in enumerate(drawn) if not unicodedata.category(c).startswith("M")]
    return max(after - base - 1 for base, after in pairwise([-1, *bases, len(drawn)]))


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in _BLANKS

"""Type-ahead over tests and panels: by code, name or alias, however it is spelt, spaced or ordered.

Text is folded (case, accents, British or American spelling, plurals, filler words) and squeezed to letters
and digits; runs of three of those are compared, each weighing more the fewer tests it stands in. So a space
too many, a word out of place or a wrong letter costs a little and hides nothing.
"""

import re
import unicodedata
from collections import defaultdict
from math import log

from msgspec import Struct

from labkiosk.catalogue.model import Catalogue, Panel, Test

_WORD = re.compile(r"[a-z\d]+")
_SPELT_OUT = re.compile(r"\b[a-z](?:[ .]{1,2}[a-z]\b)+")
_FILLER = re.compile("serum|plasma|sample|level|test|estimation|assay|method|sr|s|of|in|by|the")
_SPELLING = (
    ("ae", "e"),
    ("oe", "e"),
    ("leuco", "leuko"),
    ("colour", "color"),
    ("sulph", "sulf"),
    ("titre", "titer"),
)
_LONGEST = 80
# How much a whole match tells beside likeness (which is at most 2).
_CODE, _EXACT, _NAMED, _STARTS, _WORD_STARTS = 4.0, 3.0, 1.2, 1.0, 0.5


class Hit(Struct, frozen=True):
    """One answer of the finder."""

    code: str
    name: str
    is_panel: bool


class _Term(Struct, frozen=True):
    entry: int
    squeezed: str
    words: tuple[str, ...]
    is_code: bool


def _term(entry: int, text: str, is_code: bool) -> _Term:
    words = fold(text)
    return _Term(entry, "".join(words), words, is_code)


def fold(text: str) -> tuple[str, ...]:
    """The telling words of a name, in one spelling: ``Haemoglobin, Serum *`` is ``("hemoglobin",)``."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold().replace("%", " percent ")
    for british, american in _SPELLING:
        plain = plain.replace(british, american)
    plain = _SPELT_OUT.sub(lambda match: match[0].replace(" ", "").replace(".", ""), plain)
    words = [
        word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "siu" else word
        for word in _WORD.findall(plain)
    ]
    return tuple(word for word in words if not _FILLER.fullmatch(word)) or tuple(words)


def _runs(squeezed: str) -> frozenset[str]:
    padded = f"^{squeezed}"
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


class Finder:
    """Finds tests and panels of one catalogue; build it once and ask it at every key."""

    def __init__(self, catalogue: Catalogue) -> None:
        entries: list[Test | Panel] = [*catalogue.tests.values(), *catalogue.panels.values()]
        self._hits = [Hit(each.code, each.name, isinstance(each, Panel)) for each in entries]
        self._terms = [
            _term(at, text, text == each.code)
            for at, each in enumerate(entries)
            for text in (each.code, each.name, *each.aliases)
        ]
        self._standing: dict[str, list[int]] = defaultdict(list)
        self._holders: dict[str, set[int]] = defaultdict(set)
        for place, term in enumerate(self._terms):
            for run in _runs(term.squeezed):
                self._standing[run].append(place)
                self._holders[run].add(term.entry)
        self._unknown = log(1 + len(entries))
        self._worth = {run: log(1 + len(entries) / len(holding)) for run, holding in self._holders.items()}
        self._weights = [self._weigh(_runs(term.squeezed)) for term in self._terms]

    def find(self, text: str, limit: int = 8) -> list[Hit]:
        """The tests and panels most like the text, best first; none for text without a letter or digit."""
        words = fold(text)
        if not words:
            return []
        scores = self._likeness(words)
        best = sorted(scores, key=lambda entry: (-scores[entry], entry))[:limit]
        return [self._hits[entry] for entry in best]

    def _weigh(self, runs: frozenset[str]) -> float:
        return sum(self._worth.get(run, self._unknown) for run in runs)

    def _likeness(self, words: tuple[str, ...]) -> dict[int, float]:
        squeezed, said = "".join(words), frozenset(words)
        runs = _runs(squeezed)
        asked = self._weigh(runs)
        shared: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        for run in runs & self._worth.keys():
            worth = self._worth[run]
            for place in self._standing[run]:
                shared[place] += worth
            for entry in self._holders[run]:
                covered[entry] += worth
        scores = {entry: worth / asked for entry, worth in covered.items()}
        best: dict[int, float] = defaultdict(float)
        for place, term in enumerate(self._terms):
            like = _whole(squeezed, said, term)
            if place in shared:
                like += 2 * shared[place] / (asked + self._weights[place])
            best[term.entry] = max(best[term.entry], like)
        for entry, like in best.items():
            scores[entry] = scores.get(entry, 0) + like
        return {entry: score for entry, score in scores.items() if score > 0.4}


def _whole(squeezed: str, said: frozenset[str], term: _Term) -> float:
    if term.squeezed == squeezed:
        return _CODE if term.is_code else _EXACT
    if len(squeezed) > 1 and (squeezed in term.words or (term.squeezed in said and len(term.squeezed) > 1)):
        return _NAMED
    if term.squeezed.startswith(squeezed):
        return _STARTS
    return _WORD_STARTS if any(word.startswith(squeezed) for word in term.words) else 0.0

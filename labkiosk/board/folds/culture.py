"""How far the cultures of a tube are, what grew in them, and its narrative results.

Like ``Tube``'s own methods, ``apply`` returns, in words, what of its fact did not fit.
"""

from labkiosk.board.folds.rows import Rows
from labkiosk.facts.culture import CultureRead, CultureTested, Isolate, Susceptibility
from labkiosk.facts.narrative import NarrativeWritten
from labkiosk.journal.read import Told

KINDS = (CultureRead, CultureTested, NarrativeWritten)
TABLES = dict.fromkeys(("culture", "isolate", "susceptibility", "narrative"), "sample = ?1")


class Culture:
    """One culture: its last reading, its isolates by number, and what each is susceptible to."""

    def __init__(self) -> None:
        self.last: tuple[CultureRead, int, str] | None = None
        self.isolates: dict[int, tuple[Isolate, int, str]] = {}
        self.tested: dict[int, dict[str, tuple[Susceptibility, int, str]]] = {}

    def read(self, fact: CultureRead, told: Told) -> list[str]:
        said = []
        self.last = (fact, told.at, told.actor)
        for isolate in fact.isolates:
            standing = self.isolates.get(isolate.number)
            if standing is not None and standing[0].organism != isolate.organism and not fact.reason:
                said.append(
                    f"{fact.test} isolate {isolate.number} was {standing[0].name}, and became {isolate.name}"
                )
            self.isolates[isolate.number] = (isolate, told.at, told.actor)
        return said

    def test(self, fact: CultureTested, told: Told) -> list[str]:
        if fact.isolate not in self.isolates:
            return [f"{fact.test} isolate {fact.isolate} was tested, but it is not there"]
        tested = self.tested.setdefault(fact.isolate, {})
        for one in fact.results:
            # Where it was taken back, its place is free for a value of either method.
            tested.pop(one.antibiotic, None)
            if one.value or one.letter:
                tested[one.antibiotic] = (one, told.at, told.actor)
        return []


class Cultures:
    """Those of one tube by test, and its narratives."""

    def __init__(self, sample: str) -> None:
        self._sample = sample
        self._by_test: dict[str, Culture] = {}
        self._narratives: dict[str, tuple[NarrativeWritten, int, str]] = {}

    def reading_due(self, code: str) -> tuple[int, int] | None:
        """When a culture that is not final is to be read again: ms UTC, and after how many minutes it is late."""
        culture = self._by_test.get(code)
        if culture is None or culture.last is None or culture.last[0].final:
            return None
        last, at, _ = culture.last
        return (at if last.next_at is None else last.next_at, last.late_min)

    def apply(self, told: Told) -> list[str]:
        """Bring them one such fact further; nothing happens to them by any other."""
        match told.fact:
            case CultureRead(test=test) as fact:
                return self._by_test.setdefault(test, Culture()).read(fact, told)
            case CultureTested(test=test) as tested:
                return self._by_test.setdefault(test, Culture()).test(tested, told)
            case NarrativeWritten(test=test) as written:
                self._narratives[test] = (written, told.at, told.actor)
        return []

    def rows(self) -> Rows:
        """Their rows in every table of theirs."""
        me, found = self._sample, self._by_test.items()
        return {
            "culture": [
                (me, test, r.found, r.hours, int(r.final), r.next_at, r.late_min, r.gram, r.comment, at, actor)
                for test, culture in found
                if culture.last is not None
                for r, at, actor in [culture.last]
            ],
            "isolate": [
                (me, test, i.number, i.organism, i.name, i.quantity, int(i.grown), i.struck, at, actor)
                for test, culture in found
                for i, at, actor in culture.isolates.values()
            ],
            "susceptibility": [
                (
                    me, test, number, place, s.antibiotic, s.name, s.method, s.value, s.letter, s.limits, s.standard,
                    int(s.example), s.note, s.reason, int(s.shown), at, actor,
                )
                for test, culture in found
                for number, tested in culture.tested.items()
                for place, (s, at, actor) in enumerate(tested.values())
            ],
            "narrative": [(me, test, w.text, at, actor) for test, (w, at, actor) in self._narratives.items()],
        }  # fmt: skip

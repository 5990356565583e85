"""Reads a whole journal and says what of it no laboratory may do; it asks neither the rules nor the board's folds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from labkiosk.facts.order import SampleTests, TestsCancelled
from labkiosk.facts.results import (
    Entry,
    ResultsConfirmed,
    ResultsHeld,
    ResultsReassessed,
    ResultsRecorded,
    ResultsReleased,
    ResultsValidated,
)
from labkiosk.journal.read import Told

Key = tuple[str, str]


@dataclass
class Stands:
    """A value that stands: by whom, what it still needs, whether it is out, and what it corrects."""

    entry: Entry
    actor: str
    needs: set[str]
    corrects_final: bool = False
    validated: bool = False
    version: int | None = None
    provisional: bool = False


@dataclass
class Witness:
    """What stands, and which values that were out gave way, with the version of the report they stood in."""

    stands: dict[Key, Stands] = field(default_factory=dict)
    gave_way: dict[Key, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    released: int = 0
    by_rules: int = 0

    def see(self, facts: Iterable[Told]) -> Iterator[str]:
        """Every wrong in these facts, in words."""
        for told in facts:
            match told.fact:
                case ResultsRecorded(sample=sample, entries=entries):
                    for entry in entries:
                        self._record(sample, entry, told.actor)
                case ResultsValidated(sample=sample, tests=tests):
                    yield from self._validate(sample, tests, told.actor)
                case ResultsReleased() as fact:
                    yield from self._release(fact, told.actor)
                case TestsCancelled(samples=parts):
                    for key in _keys(parts):
                        self.stands.pop(key, None)
                case _:
                    self._needs(told)

    def _needs(self, told: Told) -> None:
        """What facts say of the needs of values that stand."""
        match told.fact:
            case ResultsConfirmed(sample=sample, confirmations=confirmations):
                for one in confirmations:
                    self.stands[sample, one.test].needs.discard(one.step)
            case ResultsHeld(sample=sample, tests=tests):
                for test in tests:
                    self.stands[sample, test].needs.add("look")
            case ResultsReassessed(sample=sample, values=judged):
                for each in judged:
                    self.stands[sample, each.test].needs = set(each.needs)
            case _:
                pass

    def _validate(self, sample: str, tests: Iterable[str], actor: str) -> Iterator[str]:
        for test in tests:
            value = self.stands[sample, test]
            value.validated = True
            if value.actor == actor:
                yield f"{test} was validated by who entered it"

    def _record(self, sample: str, entry: Entry, actor: str) -> None:
        if entry.repeat == "beside":
            return
        key, new = (sample, entry.test), Stands(entry, actor, set(entry.needs))
        if (old := self.stands.get(key)) is not None:
            new.corrects_final = old.corrects_final if old.version is None else not old.provisional
            if old.version is not None:
                self.gave_way[key].append((old.entry.value, old.version))
        self.stands[key] = new

    def _release(self, fact: ResultsReleased, actor: str) -> Iterator[str]:
        for key in _keys(fact.samples):
            value = self.stands[key]
            self.released += 1
            self.by_rules += bool(fact.auto)
            if value.needs:
                yield f"{key[1]} left while it was held for {value.needs}"
            if value.entry.steps == 2 and not value.validated:
                yield f"{key[1]} left before a technician validated it"
            if fact.auto and (value.entry.flag or value.corrects_final or value.version is not None):
                yield f"{key[1]} left by rules, and is {value.entry.flag or 'a correction'}"
            two = value.entry.steps == 2 or value.corrects_final or not fact.provisional
            if not fact.auto and two and value.actor == actor:
                yield f"{key[1]} was released by who entered it"
            value.version, value.provisional = fact.version, fact.provisional
        for key in _keys(fact.withdrawn):
            value = self.stands.pop(key)
            if value.version is None:
                yield f"{key[1]} was withdrawn, and was not out"
            else:
                self.gave_way[key].append((value.entry.value, value.version))


def _keys(parts: Iterable[SampleTests]) -> list[Key]:
    return [(part.sample, test) for part in parts for test in part.tests]

"""The tests of a tube that were sent to another laboratory."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from labkiosk.facts.divert import DivertSent
from labkiosk.rules.priority import due


class Sending(NamedTuple):
    """One sending of some tests: the fact, when (ms UTC) and by whom."""

    fact: DivertSent
    at: int
    actor: str


class Elsewhere:
    """Where each test of a tube is, by its code; a test that came back with a value stays in it."""

    def __init__(self) -> None:
        self._by_code: dict[str, Sending] = {}

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def send(self, codes: Iterable[str], fact: DivertSent, at: int, actor: str) -> None:
        """These tests left."""
        self._by_code |= {code: Sending(fact, at, actor) for code in codes}

    def recall(self, code: str) -> None:
        """It is to be done here after all."""
        del self._by_code[code]

    def was_sent_by(self, code: str, fact: DivertSent) -> bool:
        """Whether a test is where that fact sent it."""
        return code in self._by_code and self._by_code[code].fact is fact

    def place(self, code: str) -> str:
        """The laboratory that has a test."""
        return self._by_code[code].fact.to

    def rows(self, sample: str, codes: Iterable[str]) -> Iterator[tuple[object, ...]]:
        """The rows of the table ``sent``: of those codes, the tests that are still out."""
        for code in codes:
            fact, at, actor = self._by_code[code]
            yield (
                sample, code, fact.to, fact.number, fact.reason, at, due(at, fact.back_min), fact.back_min, actor,
            )  # fmt: skip

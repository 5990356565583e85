"""What passed with a tube, and when: it came, left the laboratory, was refused, and how long its results took.

Each of these stands on the day on which it happened, so that a day's figures are found without the others'.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from labkiosk.board.folds.rows import as_json, day_of
from labkiosk.board.folds.tube import Tube
from labkiosk.board.folds.value import Value
from labkiosk.facts.divert import DivertRecalled, DivertSent
from labkiosk.facts.order import TestPlan
from labkiosk.facts.results import ResultsConfirmed, ResultsRecorded, ResultsReleased
from labkiosk.facts.sample import SampleReceived
from labkiosk.journal.read import Told


class Clocks(NamedTuple):
    """When each stage of a result was reached, ms UTC; None where that is not known, or was not asked for."""

    ordered: int | None = None
    collected: int | None = None
    received: int | None = None
    recorded: int | None = None
    confirmed: int | None = None
    validated: int | None = None


class _Passage(msgspec.Struct):
    stage: str
    day: str
    at: int
    tests: list[str]
    place: str = ""
    bench: str = ""
    target: int = 0
    clocks: Clocks = Clocks()


class Passages:
    """Those of one tube. A result counts when it leaves for the first time, provisional or not."""

    def __init__(self, tube: Tube) -> None:
        self._tube = tube
        self._made: list[_Passage] = []
        self._closed: set[str] = set()
        self._recorded: dict[str, int] = {}
        self._confirmed: dict[str, int] = {}
        self._out: set[str] = set()

    def note(self, told: Told) -> None:
        """A fact was applied to the tube: keep what came of it."""
        day = day_of(told)
        match told.fact:
            case SampleReceived() if not any(made.stage == "received" for made in self._made):
                self._made.append(_Passage("received", day, told.at, []))
            case DivertSent() as sent:
                here = [c for c in sent.tests if self._tube.elsewhere.was_sent_by(c, sent)]
                self._made.append(_Passage("sent", day, told.at, here, place=sent.to))
            case DivertRecalled(tests=tests):
                self._recall(tests)
            case ResultsRecorded(entries=entries):
                for entry in entries:
                    self._recorded.setdefault(entry.test, told.at)
            case ResultsConfirmed(confirmations=given):
                self._confirmed |= dict.fromkeys((c.test for c in given), told.at)
            case ResultsReleased():
                self._release(day, told.at)
            case _:
                pass
        self._close(day, told.at)

    def _close(self, day: str, at: int) -> None:
        """What this fact closed; a test that was moved goes on in an aliquot."""
        closed = {code: how for code, (how, _) in self._tube.closed.items()}
        for state in ("rejected", "cancelled"):
            fresh = [c for c, how in closed.items() if how == state and c not in self._closed]
            self._made += [_Passage(state, day, at, fresh)] if fresh else []
        self._closed = set(closed)

    def _recall(self, codes: Iterable[str]) -> None:
        """What is done here after all was not sent."""
        for made in self._made:
            if made.stage == "sent":
                made.tests = [c for c in made.tests if c not in codes]

    def _release(self, day: str, at: int) -> None:
        alike: dict[tuple[str, int, Clocks], list[str]] = {}
        for test in self._tube.plan.tests:
            value = self._tube.values.get(test.code)
            if value is not None and value.version is not None and test.code not in self._out:
                clocks = self._clocks(test, value)
                alike.setdefault((test.bench, test.target_min, clocks), []).append(test.code)
        for (bench, target, clocks), codes in alike.items():
            self._out.update(codes)
            self._made.append(_Passage("released", day, at, codes, bench=bench, target=target, clocks=clocks))

    def _clocks(self, test: TestPlan, value: Value) -> Clocks:
        tube = self._tube
        return Clocks(
            ordered=tube.added[test.code][1] if test.code in tube.added else tube.at,
            collected=tube.order_collected_at if tube.collected[0] is None else tube.collected[0],
            received=tube.ready_at(test),
            recorded=self._recorded.get(test.code, value.at),
            confirmed=self._confirmed.get(test.code),
            validated=value.validated[0] if value.validated else None,
        )

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Its rows in the table ``passage``."""
        tube = self._tube
        for n, made in enumerate(self._made):
            if made.tests or made.stage == "received":
                yield (
                    tube.id, n, made.day, made.stage, made.at, made.bench, as_json(made.tests), made.place,
                    tube.priority, tube.ward, made.target, *made.clocks,
                )  # fmt: skip

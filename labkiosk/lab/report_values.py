"""Values of a tube that were out on a report, and were corrected or taken back since."""

from collections.abc import Iterable
from typing import NamedTuple

from labkiosk.facts.order import SampleTests
from labkiosk.facts.results import Entry, ResultsRecorded, ResultsReleased
from labkiosk.journal.read import Told
from labkiosk.lab import report_detail

READS = frozenset({ResultsRecorded.kind, ResultsReleased.kind}) | report_detail.KINDS


class Change(NamedTuple):
    """A value ``was`` out by a release, and ``when`` it was changed, ``why``. ``entry`` is what stands in its place: None
    before that is released too, and where the value was only taken back. ``what`` is otherwise in a culture or a text,
    old and new."""

    was: Entry
    by: ResultsReleased
    when: Told
    why: str
    entry: Entry | None = None
    what: str = ""


def changes(facts: Iterable[Told], sample: str) -> list[Change]:
    """Each of them, the first one first."""
    walk = _Walk(sample)
    for told in facts:
        match told.fact:
            case ResultsReleased() as release:
                walk.release(told, release)
            case ResultsRecorded(entries=entries):
                for entry in entries:
                    walk.record(told, entry)
            case _:
                walk.details.apply(told)
    return walk.found


class _Walk:
    """What stands, what is out and what is being corrected, so far."""

    def __init__(self, sample: str) -> None:
        self._sample = sample
        self.found: list[Change] = []
        self.details = report_detail.Details()
        self._shown: dict[str, report_detail.Shown] = {}
        self._standing: dict[str, Entry] = {}
        self._given: dict[str, Told] = {}
        self._out: dict[str, ResultsReleased] = {}
        self._waiting: dict[str, int] = {}

    def record(self, told: Told, entry: Entry) -> None:
        code = entry.test
        if entry.repeat == "beside":
            return
        # The next stage of a culture corrects nothing, unless it says why it is other than before.
        if (before := self._out.pop(code, None)) and (
            entry.reason or code not in self._codes(before.interim)
        ):
            self._waiting[code] = len(self.found)
            self.found.append(Change(self._standing[code], before, told, entry.reason))
        self._standing[code] = entry
        self._given[code] = told

    def release(self, told: Told, release: ResultsReleased) -> None:
        for code in self._codes(release.withdrawn):
            if before := self._out.pop(code, None):
                self.found.append(Change(self._standing[code], before, told, release.reason))
        for code in self._codes(release.samples):
            if (at := self._waiting.pop(code, None)) is not None:
                self.found[at] = self._put_right(self.found[at], code)
            self._out[code] = release
            self._shown[code] = self.details.of(code)

    def _put_right(self, change: Change, code: str) -> Change:
        """By whoever gave the value that leaves, which may be another than the first correction."""
        entry = self._standing[code]
        why = "; ".join(dict.fromkeys(reason for reason in (change.why, entry.reason) if reason))
        what = report_detail.otherwise(self._shown.get(code, {}), self.details.of(code))
        return change._replace(entry=entry, when=self._given[code], why=why, what=what)

    def _codes(self, parts: tuple[SampleTests, ...]) -> list[str]:
        return [code for part in parts if part.sample == self._sample for code in part.tests]

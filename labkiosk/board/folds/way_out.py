"""An order's reports that are not delivered yet, as its facts so far have left them."""

from collections.abc import Iterator

import msgspec

from labkiosk.board.folds.rows import as_json
from labkiosk.facts.delivery import Delivered, Handed, SheetMade
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.read import Told

KINDS = (ResultsReleased, PaperAsked, SheetMade, Delivered)


class _Report(msgspec.Struct):
    version: int
    at: int
    jobs: list[str]
    sheet: str = ""


class WayOut:
    """The latest version of each form, until it is delivered; a newer version begins anew."""

    def __init__(self, order: str) -> None:
        self._order = order
        self._open: dict[str, _Report] = {}

    def take(self, told: Told) -> None:
        """Bring it one fact further; a fact of another sort changes nothing."""
        match told.fact:
            case ResultsReleased() as fact:
                self._release(fact, told.at)
            case PaperAsked(jobs=jobs):
                for job in jobs:
                    if job.subject == self._order and (report := self._at(job.form, job.version)):
                        report.jobs.append(job.job)
            case SheetMade(sheet=sheet, reports=reports):
                for _, report in self._mine(reports):
                    report.sheet = sheet
            case Delivered(reports=reports):
                for form, _ in self._mine(reports):
                    del self._open[form]
            case _:
                pass

    def _release(self, fact: ResultsReleased, at: int) -> None:
        for form in fact.forms:
            if form not in self._open or self._open[form].version < fact.version:
                self._open[form] = _Report(fact.version, at, [])

    def _mine(self, reports: tuple[Handed, ...]) -> list[tuple[str, _Report]]:
        """Which of these are the latest version of a report of this order, each once."""
        mine = {one.form: self._at(one.form, one.version) for one in reports if one.order == self._order}
        return [(form, report) for form, report in mine.items() if report]

    def _at(self, form: str, version: int) -> _Report | None:
        report = self._open.get(form)
        return report if report and report.version == version else None

    def rows(self, priority: str, ward: str) -> Iterator[tuple[object, ...]]:
        """Its rows in the table ``delivery``."""
        for form, one in self._open.items():
            jobs = as_json(one.jobs)
            yield (self._order, form, one.version, priority, ward, one.at, jobs, one.sheet)

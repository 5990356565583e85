"""A new version of an order's report: what leaves with it, what it corrects or takes back, and who had that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from labkiosk.board import cultures, orders
from labkiosk.board.samples import Result, Sample
from labkiosk.facts.order import SampleTests
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.results import Had, ResultsReleased
from labkiosk.journal.write import Act
from labkiosk.lab.had import who_had, who_was_called
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import release_jobs

OfSamples = Mapping[Sample, Sequence[Result]]
"""Results of some samples of one order."""


class Way(NamedTuple):
    """How results leave: as provisional or not, and why; ``rules`` says which rules released them, where no person
    did, and ``approved_by`` who approved those."""

    provisional: bool = False
    reason: str = ""
    rules: str = ""
    approved_by: str = ""


def issue(
    lab: Lab,
    act: Act,
    order_id: str,
    leaving: OfSamples,
    way: Way,
    *,
    withdrawn: OfSamples | None = None,
    report: bool = False,
) -> ResultsReleased:
    """Let these results of an order leave, and take others back; ``report`` asks for the papers too.

    Everybody who has an earlier report with a value that is corrected or taken back is listed for telling, and
    whoever was told of it by telephone.
    """
    order = orders.order(act.conn, order_id)
    assert order is not None
    back = withdrawn or {}
    wrong = [(s.id, r.test, r.value, r.amends) for s, r in _each(leaving) if r.amends]
    wrong += [(s.id, r.test, "", r.version or 0) for s, r in _each(back)]
    sealed = sorted({r.sealed for _, r in (*_each(leaving), *_each(back))})
    forms = tuple("sealed" if each else "report" for each in sealed)
    fact = ResultsReleased(
        order=order_id,
        version=order.version + 1,
        samples=tuple(SampleTests(sample=s.id, tests=tuple(r.test for r in rs)) for s, rs in leaving.items()),
        provisional=way.provisional,
        reason=way.reason,
        forms=forms,
        interim=_parts(_unfinished(act, leaving)),
        amended=_parts((s, r) for s, r in _each(leaving) if r.amends),
        withdrawn=_parts(_each(back)),
        tell=_to_tell(act, order, forms, wrong),
        auto=way.rules,
        approved_by=way.approved_by,
    )
    act.append(fact)
    if report:
        act.append(PaperAsked(jobs=release_jobs(act, fact)))
    return fact


def _to_tell(
    act: Act, order: orders.Order, forms: tuple[str, ...], wrong: list[tuple[str, str, str, int]]
) -> tuple[Had, ...]:
    """Who has or was told one of these values: each by its tube and test, with what stands now, empty where nothing
    does, and the version it went out in."""
    if not wrong:
        return ()
    told = who_was_called(act.conn, (one[:3] for one in wrong))
    return *told, *who_had(act.conn, order, forms, min(since for *_, since in wrong))


def _unfinished(act: Act, leaving: OfSamples) -> Iterator[tuple[Sample, Result]]:
    """Those that leave with further stages to come: their culture is not read for the last time."""
    for sample, results in leaving.items():
        growing = cultures.growing(act.conn, sample.id)
        yield from ((sample, result) for result in results if result.test in growing)


def _each(of: OfSamples) -> list[tuple[Sample, Result]]:
    return [(sample, result) for sample, results in of.items() for result in results]


def _parts(each: Iterable[tuple[Sample, Result]]) -> tuple[SampleTests, ...]:
    found: dict[str, list[str]] = {}
    for sample, result in each:
        found.setdefault(sample.id, []).append(result.test)
    return tuple(SampleTests(sample=s, tests=tuple(tests)) for s, tests in found.items())

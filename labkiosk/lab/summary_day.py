"""What passed on a day: as its summary keeps it, and as its paper says it."""

from labkiosk.facts.day import DaySummed, Timed
from labkiosk.forms.summary_day import PartData, PassedData
from labkiosk.lab.day_figures import STAGES, TIMED_ONLY, Day, Group
from labkiosk.lab.day_text import PASSED

_HEADINGS = {
    "all": "Turnaround", "stage": "By stage", "priority": "By priority", "ward": "By ward", "bench": "By bench",
    "test": "By test",
}  # fmt: skip


def passed(group: Group) -> dict[str, int]:
    """What passed, by the words of ``labkiosk counts --turnaround``."""
    return {name: getattr(group, name) for name in PASSED}


def kept(found: Day) -> dict[str, tuple[Timed, ...]]:
    """How long the results of a day took, by part."""
    stages = (
        Timed(name=STAGES[stage], n=took.n, median=took.median, p90=took.p90)
        for stage, took in found.stages.items()
        if took.n
    )
    timed: dict[str, tuple[Timed, ...]] = {
        part: tuple(_timed(group, counts=part not in TIMED_ONLY) for group in groups)
        for part, groups in found.parts.items()
    }
    return {"all": (_timed(found.total, counts=False),), "stage": tuple(stages), **timed}


def _timed(group: Group, *, counts: bool) -> Timed:
    took = group.took
    return Timed(
        name=group.name,
        n=took.n,
        median=took.median,
        p90=took.p90,
        in_time=group.in_time,
        counts=passed(group) if counts else {},
    )


def passed_data(fact: DaySummed) -> PassedData | None:
    """What the paper says of it; None of a summary that was made before there was anything to say."""
    if not fact.passed:
        return None
    lines = []
    for name, words in PASSED.items():
        lines.append((words, str(fact.passed.get(name, 0))))
        if name == "sent":
            lines += [(f"to {place}", str(n)) for place, n in fact.places.items()]
    return PassedData(
        lines=tuple(lines),
        parts=tuple(
            _part(heading, fact.timed[name]) for name, heading in _HEADINGS.items() if fact.timed.get(name)
        ),
        blocks=tuple((block.title, block.lines) for block in fact.blocks),
    )


def _part(heading: str, rows: tuple[Timed, ...]) -> PartData:
    return PartData(
        heading=heading,
        counts=tuple(
            (row.name, tuple(str(row.counts.get(name, 0)) for name in PASSED)) for row in rows if row.counts
        ),
        times=tuple((row.name, _texts(row)) for row in rows if row.n),
    )


def _texts(row: Timed) -> tuple[str, ...]:
    in_time = "" if row.in_time is None else f"{100 * row.in_time // row.n} %"
    return (str(row.n), *("-" if n is None else str(n) for n in (row.median, row.p90)), in_time)

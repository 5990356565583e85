"""The summary of a day on paper."""

from collections.abc import Callable
from datetime import date

from labkiosk.board import counts, people
from labkiosk.board.counts import By, Counts, Line
from labkiosk.board.moment import lines_at
from labkiosk.facts.day import Block, DaySummed, Figures
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.forms.summary import Row, SummaryData
from labkiosk.journal.read import told
from labkiosk.lab import call_words, qc, summary_day
from labkiosk.lab.counting import named
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, stamp
from labkiosk.lab.papers import ask
from labkiosk.lab.site import site_and_address
from labkiosk.lab.turnaround import day_until

BLOCKS: tuple[tuple[str, Callable[[Lab, str], tuple[str, ...]]], ...] = (
    ("Critical calls", call_words.summary_lines),
    ("Quality control", qc.summary_lines),
)
"""What other desks say of a day, each in lines; one that has nothing to say is not there."""


def print_summary(lab: Lab, day: str, at: int | None = None) -> str:
    """Print the counts of the samples registered on a day (ISO date), as they are or were at lab time ``at``.

    Returns the summary's id. What it says is kept, so that each print is the same. Raises Refused.
    """
    lab.require("print")
    blocks = tuple(Block(title=title, lines=said) for title, told_of in BLOCKS if (said := told_of(lab, day)))
    with lab.act() as act:
        passed = day_until(act.conn, lab, day, act.at if at is None else at)
        lines = list(counts.lines(act.conn) if at is None else lines_at(act.conn, at))
        made = DaySummed(
            summary=act.mint("Y"),
            day=day,
            as_of=act.at if at is None else at,
            total=counts.total(lines, day)._asdict(),
            benches=_figures(lab, lines, "bench", day),
            priorities=_figures(lab, lines, "priority", day),
            passed=summary_day.passed(passed.total),
            places=passed.places,
            timed=summary_day.kept(passed),
            blocks=blocks,
        )
        act.append(made)
        act.append(PaperAsked(jobs=(ask(act, "summary", made.summary, first=True),)))
    return made.summary


def _figures(lab: Lab, lines: list[Line], by: By, day: str) -> tuple[Figures, ...]:
    groups = named(lab.catalogue, by, counts.grouped(lines, by, day))
    return tuple(Figures(name=group.name, counts=group.counts._asdict()) for group in groups)


def summary_data(lab: Lab, job: Asked) -> SummaryData:
    """What a summary says. Raises Refused for one that is not here."""
    found = told(lab.conn, job.subject, frozenset({DaySummed.kind}))
    if not found:
        raise Refused(f"not printed: summary {job.subject} is not known here.")
    fact = found[0].fact
    assert isinstance(fact, DaySummed)
    by = people.actor_name(lab.conn, found[0].actor, found[0].at)
    return SummaryData(
        lab_name=site_and_address(lab)[0],
        summary=fact.summary,
        day=f"{date.fromisoformat(fact.day):%d %b %Y}",
        made=f"as of {stamp(lab, fact.as_of)}, by {by}",
        total=_row("all", fact.total),
        benches=tuple(_row(each.name, each.counts) for each in fact.benches),
        priorities=tuple(_row(each.name, each.counts) for each in fact.priorities),
        passed=summary_day.passed_data(fact),
        training=lab.training,
        copy=job.copy,
    )


def _row(name: str, figures: dict[str, int]) -> Row:
    return Row(name=name, **{field: figures.get(field, 0) for field in Counts._fields})

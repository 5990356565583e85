"""The cumulative report on paper."""

from collections.abc import Iterable

from labkiosk.board import people
from labkiosk.facts.cumulative import CumulativeAsked
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.forms.cumulative import CumulativeData, Row, Section
from labkiosk.journal.read import Told, told
from labkiosk.lab.cumulative import DAY_MS, Cumulative, Line, cumulative
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, stamp, whose_on
from labkiosk.lab.papers import ask
from labkiosk.lab.site import site_and_address

MOST = 24
"""Dates on one paper: who needs more asks for a screen, or for some of the tests."""


def print_cumulative(lab: Lab, patient: str, *, tests: Iterable[str] = (), days: int | None = None) -> str:
    """Print what was released of a patient until now, as ``cumulative`` finds it, without sensitive results.

    Returns the paper's own id. Raises Refused, also where there is nothing to print.
    """
    lab.require("print")
    codes = tuple(test.code for test in lab.catalogue.expand(tests))
    with lab.act() as act:
        since = 0 if days is None else act.at - days * DAY_MS
        found = cumulative(lab, patient, tests=codes, since=since, until=act.at, sealed=False)
        if not found.columns:
            raise Refused(
                f"Nothing to print: nothing of {found.patient.name} was released that may stand there."
            )
        made = CumulativeAsked(
            cumulative=act.mint("U"), patient=patient, until=act.at, since=since, tests=codes
        )
        act.append(made)
        act.append(PaperAsked(jobs=(ask(act, "cumulative", made.cumulative, first=True),)))
    return made.cumulative


def cumulative_data(lab: Lab, job: Asked) -> CumulativeData:
    """What a cumulative report says: the values of now, of what was out when it was asked for.

    Raises Refused for one that is not known here.
    """
    when, fact = _asked(lab, job.subject)
    found = cumulative(lab, fact.patient, tests=fact.tests, since=fact.since, until=fact.until, sealed=False)
    whose = whose_on(lab, fact.patient, lab.local(fact.until).date())
    columns = found.columns[:MOST]
    return CumulativeData(
        lab_name=site_and_address(lab)[0],
        patient_name=whose.name,
        patient_id=whose.id,
        sex=whose.sex,
        age=whose.age,
        born=whose.born,
        cumulative=fact.cumulative,
        made=f"as of {stamp(lab, fact.until)}, by {people.actor_name(lab.conn, when.actor, when.at)}",
        chosen=_chosen(lab, fact),
        dates=tuple((f"{lab.local(c.at):%d %b %y}", f"{lab.local(c.at):%H:%M}") for c in columns),
        sections=_sections(found),
        older=len(found.columns) - len(columns),
        training=lab.training,
        copy=job.copy,
    )


def _asked(lab: Lab, subject: str) -> tuple[Told, CumulativeAsked]:
    for each in told(lab.conn, subject, frozenset({CumulativeAsked.kind})):
        if isinstance(each.fact, CumulativeAsked):
            return each, each.fact
    raise Refused(f"not printed: cumulative report {subject} is not known here.")


def _chosen(lab: Lab, fact: CumulativeAsked) -> str:
    parts = [f"drawn from {stamp(lab, fact.since)} on"] if fact.since else []
    parts += [f"of {', '.join(fact.tests)} alone"] if fact.tests else []
    return f"Only what was {' and '.join(parts)}." if parts else ""


def _sections(found: Cumulative) -> tuple[Section, ...]:
    sections: dict[str, list[Row]] = {}
    for line in found.lines:
        sections.setdefault(line.section, []).append(_row(line))
    return tuple(Section(name=name, rows=tuple(rows)) for name, rows in sections.items())


def _row(line: Line) -> Row:
    about = ", ".join(part for part in (line.unit, line.reference or (line.unit and "no range")) if part)
    cells = tuple("" if cell is None else cell.text for cell in line.cells[:MOST])
    return Row(test=line.name, about=about, trend=line.trend, cells=cells)

"""What happened to a sample, told in words: one sentence for each thing that was done."""

from collections.abc import Iterator
from typing import NamedTuple

from labkiosk.board import jobs, links, people, samples
from labkiosk.board.printers import printer_name
from labkiosk.facts.alias import AliasBound
from labkiosk.facts.blank import LabelsMinted
from labkiosk.facts.collection import Collected, NotDrawn
from labkiosk.facts.irreplaceable import SampleKept
from labkiosk.facts.order import OrderPlaced, TestsCancelled
from labkiosk.facts.paper import (
    Job,
    PaperAsked,
    PaperConfirmed,
    PaperRefused,
    PaperSending,
    PaperUncertain,
    PaperUnsent,
)
from labkiosk.facts.sample import SampleReceived, SampleRejected, SampleRelabelled
from labkiosk.facts.shift import ShiftHandedOver
from labkiosk.facts.timed import LoadTaken
from labkiosk.journal.read import about
from labkiosk.lab import (  # noqa: F401 more words for ``tell``
    history_bench,
    history_calls,
    history_culture,
    history_later,
    history_patient,
    history_release,
    history_results,
)
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import REPORTS, called
from labkiosk.lab.sensitive import hidden_tests
from labkiosk.lab.telling import View, tell


class Line(NamedTuple):
    """One thing that was done: ``at`` is ms UTC, ``who`` a name, ``text`` one sentence."""

    at: int
    who: str
    text: str


def history(lab: Lab, sample: samples.Sample) -> list[Line]:
    """Everything that concerns a sample, in the order it was told: its order, patient, values and papers."""
    papers = [*jobs.of_subject(lab.conn, sample.id), *jobs.of_subject(lab.conn, sample.order)]
    forms = {p.id: p.form for p in papers}
    view = View(lab.conn, sample.id, sample.patient, forms, lab.local, hidden_tests(lab, sample))
    lines = []
    known_as = links.path(lab.conn, sample.patient)
    for told in about(lab.conn, [sample.id, *known_as, sample.order, *view.forms]):
        who = people.actor_name(lab.conn, told.actor, told.at)
        lines += [Line(told.at, who, text) for text in tell(told.fact, view)]
    return lines


@tell.register
def _(fact: OrderPlaced, view: View) -> Iterator[str]:
    for plan in fact.samples:
        if plan.sample == view.sample:
            codes = ", ".join(t.code for t in plan.tests)
            yield (
                f"Order {fact.order} placed, {fact.priority}: {codes}"
                f" in tube {plan.part} of {plan.parts} ({plan.container_name})."
                if plan.container
                else f"Order {fact.order} placed, {fact.priority}: {codes}, on the patient."
            )


@tell.register
def _(fact: TestsCancelled, view: View) -> Iterator[str]:
    for part in fact.samples:
        if part.sample == view.sample:
            yield f"Cancelled {', '.join(part.tests)}: {fact.reason}."


@tell.register
def _(fact: ShiftHandedOver, view: View) -> Iterator[str]:
    lists = [each.list for each in fact.standing.lists if any(p.sample == view.sample for p in each.lines)]
    if lists:
        yield f"Handed over by {fact.outgoing.name} to {fact.incoming.name}: {', '.join(lists)}."


@tell.register
def _(fact: Collected, view: View) -> Iterator[str]:
    corrected = f"; the time before was corrected: {fact.reason}" if fact.reason else ""
    yield f"Collected at {view.local(fact.at):%H:%M on %d %b} by {fact.by}{corrected}."


@tell.register
def _(fact: NotDrawn, view: View) -> Iterator[str]:
    yield f"Not drawn: {fact.reason}."


@tell.register
def _(fact: AliasBound, view: View) -> Iterator[str]:
    yield f"Found by barcode {fact.code} of another system too."


@tell.register
def _(fact: LabelsMinted, view: View) -> Iterator[str]:
    yield f"Blank label printed, batch {fact.batch}."


@tell.register
def _(fact: LoadTaken, view: View) -> Iterator[str]:
    if view.sample in fact.samples:
        why = f" ({fact.reason})" if fact.reason else ""
        yield f"Load taken at {view.local(fact.taken_at):%H:%M on %d %b}: {fact.load}{why}."


@tell.register
def _(fact: SampleReceived, view: View) -> Iterator[str]:
    yield f"Received, {', '.join(fact.conditions)}." if fact.conditions else "Received."


@tell.register
def _(fact: SampleRejected, view: View) -> Iterator[str]:
    if fact.sample == view.sample:
        what = ", ".join(fact.tests) if fact.tests else "the whole tube"
        yield f"Rejected {what} ({fact.reason}); sample {fact.replacement.sample} is expected instead."
    elif fact.replacement.sample == view.sample:
        yield f"Expected in place of sample {fact.sample}, rejected ({fact.reason})."


@tell.register
def _(fact: SampleKept, view: View) -> Iterator[str]:
    yield f"Kept {', '.join(fact.tests)}. {fact.comment}."


@tell.register
def _(fact: SampleRelabelled, view: View) -> Iterator[str]:
    yield f"New number {fact.number} ({fact.reason}); the earlier label is void."


@tell.register
def _(fact: PaperAsked, view: View) -> Iterator[str]:
    for job in fact.jobs:
        if job.job in view.forms:
            yield f"{_paper(job)} asked for{f': {job.reason}' if job.reason else ''}."


def _paper(job: Job) -> str:
    version = f" {job.version}" if job.form in REPORTS else ""
    copy = f", copy {job.copy}," if job.copy else ""
    return f"{called(job.form).capitalize()}{version}{copy}"


@tell.register
def _(fact: PaperSending, view: View) -> Iterator[str]:
    yield f"{called(view.forms[fact.job]).capitalize()} sent to {printer_name(view.conn, fact.printer)}."


@tell.register
def _(fact: PaperUnsent, view: View) -> Iterator[str]:
    yield f"{called(view.forms[fact.job]).capitalize()} waits again, nothing was sent: {fact.reason.rstrip('.')}."


@tell.register
def _(fact: PaperConfirmed, view: View) -> Iterator[str]:
    yield f"{called(view.forms[fact.job]).capitalize()} is out: {fact.how}."


@tell.register
def _(fact: PaperUncertain, view: View) -> Iterator[str]:
    yield f"{called(view.forms[fact.job]).capitalize()} may not have come out: {fact.reason.rstrip('.')}."


@tell.register
def _(fact: PaperRefused, view: View) -> Iterator[str]:
    yield f"{called(view.forms[fact.job]).capitalize()} not printed: {fact.reason.removeprefix('not printed: ').rstrip('.')}."

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
from labkiosk.facts.results import (
    Entry,
    ResultsConfirmed,
    ResultsDrafted,
    ResultsHeld,
    ResultsReassessed,
    ResultsRecorded,
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
)
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import REPORTS, called
from labkiosk.lab.sensitive import hidden_tests
from labkiosk.lab.telling import View, tell
from labkiosk.rules.narrative import summary
from labkiosk.rules.needs import LOOK
from labkiosk.rules.value import flag_words


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
def _(fact: ResultsRecorded, view: View) -> Iterator[str]:
    # Not even how often there was something to record: of a sensitive test that tells too much.
    for entry in fact.entries:
        if entry.test not in view.hidden:
            yield f"{entry.test} {value_text(entry)} recorded{_what_follows(entry)}."


def value_text(of: Entry | samples.Result) -> str:
    """Value, unit and flag as they are read out: ``7.1 mmol/L HH critical high``."""
    return " ".join(part for part in (of.value, of.unit, flag_words(of.flag)) if part)


_PLACE = {
    "": ", in place of an earlier value",
    "counts": ", done a second time, and counts",
    "beside": ", done a second time, kept beside the first, which counts",
}
_NEEDS = {
    "again": "to be typed again",
    "second": "a second person to type it",
    LOOK: "to be looked at",
    "input": "waiting for what it is calculated from",
}
_KIT = "another kit to give the same answer"
_CONFIRMED = {"again": "typed again, and the same", "second": "confirmed by a second person"}


def _what_follows(entry: Entry) -> str:
    needs = "".join(f", {words}" for words in dict.fromkeys(_NEEDS.get(need, _KIT) for need in entry.needs))
    reason = f"{_PLACE[entry.repeat]}: {entry.reason}" if entry.reason else ""
    comment = f" ({entry.comment})" if entry.comment else ""
    place = f", done at {entry.laboratory}" if entry.laboratory else ""
    read = f", {entry.raw} read in a dilution of 1:{entry.dilution}" if entry.dilution else ""
    made = f", calculated: {entry.calculated}" if entry.calculated else ""
    said = dict.fromkeys(one.rstrip(".") for one in (*entry.held, entry.delta) if one)
    return read + made + place + needs + reason + comment + "".join(f". {one}" for one in said)


@tell.register
def _(fact: ResultsConfirmed, view: View) -> Iterator[str]:
    for one in fact.confirmations:
        if one.test not in view.hidden:
            how = _CONFIRMED.get(one.step, f"read the same on another kit ({one.kit})")
            how = f"looked at and accepted: {one.reason}" if one.step == LOOK else how
            yield f"{one.test} {one.value} {how}."


@tell.register
def _(fact: ResultsHeld, view: View) -> Iterator[str]:
    if codes := [code for code in fact.tests if code not in view.hidden]:
        yield f"Held {', '.join(codes)}, to be looked at. {fact.said}"


@tell.register
def _(fact: ResultsReassessed, view: View) -> Iterator[str]:
    for one in fact.values:
        if one.test not in view.hidden:
            flag = flag_words(one.flag) or "no flag"
            yield f"{one.test} judged anew: {flag}, range {one.reference or 'none'} ({fact.reason})."


@tell.register
def _(fact: ResultsDrafted, view: View) -> Iterator[str]:
    values = {test: value for test, value in fact.values.items() if test not in view.hidden}
    # Of a text of several lines, one.
    kept = ", ".join(f"{test} {summary(value)}" for test, value in values.items() if value)
    if values:
        yield f"Draft kept: {kept}." if kept else f"Draft cleared: {', '.join(values)}."


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

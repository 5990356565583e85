"""The words for what befalls a tube beside its results: poured from, asked for more, stored, its reports delivered."""

from collections.abc import Iterator

from labkiosk.board import racks, samples
from labkiosk.facts.addon import TestsAdded
from labkiosk.facts.aliquot import AliquotMade
from labkiosk.facts.cumulative import CumulativeAsked
from labkiosk.facts.delivery import Delivered, Handed, SheetMade
from labkiosk.facts.reflex import ReflexAdvised
from labkiosk.facts.storage import RackEmptied, SampleStored, SampleTaken
from labkiosk.lab.papers import called
from labkiosk.lab.telling import View, tell


@tell.register
def _(fact: AliquotMade, view: View) -> Iterator[str]:
    codes = ", ".join(t.code for t in fact.child.tests)
    if fact.parent == view.sample:
        yield f"{codes} moved to aliquot {fact.child.sample}."
    elif fact.child.sample == view.sample:
        yield f"Aliquot of sample {fact.parent} made, received with it: {codes}."


@tell.register
def _(fact: TestsAdded, view: View) -> Iterator[str]:
    here = [a for a in fact.added if a.sample == view.sample]
    if here:
        yield f"Added on: {', '.join(a.test.code for a in here)}."
    yield from (f"{a.test.code} {a.note}." for a in here if a.note)
    for plan in fact.new:
        if plan.sample == view.sample:
            codes = ", ".join(t.code for t in plan.tests)
            yield f"Expected for tests added on to order {fact.order}: {codes}."


@tell.register
def _(fact: ReflexAdvised, view: View) -> Iterator[str]:
    if fact.test not in view.hidden:
        yield f"{fact.test} asks for more: {fact.said}."


@tell.register
def _(fact: CumulativeAsked, view: View) -> Iterator[str]:
    yield f"Cumulative report {fact.cumulative} of the patient asked for."


@tell.register
def _(fact: SampleStored, view: View) -> Iterator[str]:
    yield f"Stored in {_rack(view, fact.rack)}, position {fact.position}."


@tell.register
def _(fact: SampleTaken, view: View) -> Iterator[str]:
    yield f"{'Thrown away' if fact.discarded else 'Taken out'} from {_rack(view, fact.rack)}."


@tell.register
def _(fact: RackEmptied, view: View) -> Iterator[str]:
    yield f"Thrown away with all of {_rack(view, fact.rack)}."


def _rack(view: View, rack_id: str) -> str:
    found = racks.rack(view.conn, rack_id)
    return f"{found.name} ({rack_id})" if found else rack_id


@tell.register
def _(fact: SheetMade, view: View) -> Iterator[str]:
    for what in _reports(fact.reports, view):
        yield f"{what} on delivery sheet {fact.sheet} for {fact.ward or 'a ward not stated'}."


@tell.register
def _(fact: Delivered, view: View) -> Iterator[str]:
    how = f"with sheet {fact.sheet}" if fact.sheet else "at the window"
    by = f", taken by {fact.taken_by}" if fact.taken_by else ""
    for what in _reports(fact.reports, view):
        yield f"{what} delivered {how}{by}."


def _reports(reports: tuple[Handed, ...], view: View) -> list[str]:
    sample = samples.sample(view.conn, view.sample)
    return [
        f"{called(r.form).capitalize()} {r.version}" for r in reports if sample and r.order == sample.order
    ]

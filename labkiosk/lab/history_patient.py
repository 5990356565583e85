"""The words for whose sample it is, and where the patient lies."""

from collections.abc import Iterator

from labkiosk.facts.link import LinkAgreed, LinkProposed, LinkRefused
from labkiosk.facts.patient import Identity, PatientCorrected, PatientRegistered
from labkiosk.facts.pregnancy import PregnancyStated
from labkiosk.facts.priority import PriorityRaised
from labkiosk.facts.transfer import PatientMoved
from labkiosk.lab.links import named
from labkiosk.lab.telling import View, tell
from labkiosk.lab.transfer import place


@tell.register
def _(fact: PatientRegistered, view: View) -> Iterator[str]:
    yield f"{_whose(fact.patient, view)}Patient registered: {_identity(fact.identity)}."


@tell.register
def _(fact: PatientCorrected, view: View) -> Iterator[str]:
    yield f"{_whose(fact.patient, view)}Identity corrected to {_identity(fact.identity)}: {fact.reason}."


@tell.register
def _(fact: LinkProposed, view: View) -> Iterator[str]:
    known = _identity(fact.identity) if fact.identity else named(view.conn, fact.known)
    what = "is not" if fact.undo else "is"
    yield f"{fact.link} proposed: {named(view.conn, fact.patient)} {what} {known}: {fact.reason}."


@tell.register
def _(fact: LinkAgreed, view: View) -> Iterator[str]:
    what = "is known as" if not fact.undo else "is no longer known as"
    yield f"{fact.link} agreed to: {named(view.conn, fact.patient)} {what} {named(view.conn, fact.known)}: {fact.reason}."


@tell.register
def _(fact: LinkRefused, view: View) -> Iterator[str]:
    yield f"{fact.link} refused: {fact.reason}."


@tell.register
def _(fact: PatientMoved, view: View) -> Iterator[str]:
    yield f"Moved from {place(fact.from_ward, fact.from_bed)} to {place(fact.ward, fact.bed)}."


@tell.register
def _(fact: PriorityRaised, view: View) -> Iterator[str]:
    yield f"Order {fact.order} is {fact.priority.upper()} from here on."


def _whose(patient: str, view: View) -> str:
    """Before what was said of the patient as whom this one is known now."""
    return "" if patient == view.patient else f"{patient}: "


def _identity(of: Identity) -> str:
    born = f", born {'~' * of.birth_estimated}{of.birth_date}" if of.birth_date else ""
    return f"{of.name}, {of.sex}{born}"


@tell.register
def _(fact: PregnancyStated, view: View) -> Iterator[str]:
    said = {"yes": "Pregnant", "no": "Not pregnant"}.get(
        fact.pregnant, "Not known after all whether pregnant"
    )
    yield f"{said}, said of order {fact.order}."

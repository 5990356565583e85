"""The words for cultures and narrative results."""

from collections.abc import Iterator

from labkiosk.facts.culture import CultureRead, CultureTested, Susceptibility
from labkiosk.facts.narrative import NarrativeWritten
from labkiosk.lab.telling import View, tell
from labkiosk.rules.culture import span
from labkiosk.rules.narrative import summary


@tell.register
def _(fact: CultureRead, view: View) -> Iterator[str]:
    if fact.test in view.hidden:
        return
    stage = "for the last time" if fact.final else "not final"
    reason = f": {fact.reason}" if fact.reason else ""
    yield f"{fact.test} read after {span(fact.hours)}, {stage}{reason}."
    if fact.gram:
        yield f"{fact.test} Gram stain: {fact.gram}."
    for isolate in fact.isolates:
        what = " ".join(filter(None, (isolate.name, isolate.quantity)))
        struck = f", struck: {isolate.struck}" if isolate.struck else ""
        yield f"{fact.test} isolate {isolate.number}: {what}{struck}."


@tell.register
def _(fact: CultureTested, view: View) -> Iterator[str]:
    if fact.test not in view.hidden:
        reason = f" ({fact.reason})" if fact.reason else ""
        yield f"{fact.test} isolate {fact.isolate} tested: {', '.join(map(_tested, fact.results))}{reason}."


def _tested(one: Susceptibility) -> str:
    if not (one.value or one.letter):
        return f"{one.antibiotic} taken back"
    unit = {"disk": " mm", "mic": " mg/L"}.get(one.method, "")
    why = f" ({one.reason})" if one.reason else ""
    return f"{one.antibiotic} {one.value}{unit} {one.letter}".replace("  ", " ").rstrip() + why


@tell.register
def _(fact: NarrativeWritten, view: View) -> Iterator[str]:
    if fact.test not in view.hidden:
        reason = f", in place of another: {fact.reason}" if fact.reason else ""
        yield f"{fact.test} text written{reason}: {summary(fact.text)}"

"""The words for what was found in a tube, and how it was come by."""

from collections.abc import Iterator

from labkiosk.board import samples
from labkiosk.facts.results import (
    Entry,
    ResultsConfirmed,
    ResultsDrafted,
    ResultsHeld,
    ResultsReassessed,
    ResultsRecorded,
)
from labkiosk.lab.telling import View, tell
from labkiosk.rules.narrative import summary
from labkiosk.rules.needs import LOOK
from labkiosk.rules.value import flag_words


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

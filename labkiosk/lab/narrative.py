"""Narrative results: a peripheral smear, a biopsy, a radiograph, in words."""

from labkiosk.board import cultures, samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.narrative import NarrativeWritten
from labkiosk.lab.given import Answer
from labkiosk.lab.lab import Lab
from labkiosk.lab.sensitive import hidden_tests
from labkiosk.lab.staged import settle, take
from labkiosk.rules.narrative import BLANK, clean_lines, is_critical, summary
from labkiosk.rules.text import clean


def write_narrative(lab: Lab, number: str, test: str, text: str, *, reason: str = "") -> Answer:
    """Keep the text of a narrative result; a line of it stands for it in lists. Another text needs a reason.

    Raises Refused, also for a text in which something is left to be filled in.
    """
    lab.require("record")
    why = clean(reason, "Reason", limit=120)
    kept = clean_lines(text, "Text")
    if BLANK in kept:
        at = next(n for n, line in enumerate(kept.split("\n"), 1) if BLANK in line)
        raise Refused(f"Line {at} still has {BLANK}: type what belongs there, or take it out.")
    with lab.act() as act:
        of = take(lab, act, number, test, "narrative", why)
        before = cultures.narrative(act.conn, of.sample.id, of.test.code)
        if before == kept:
            raise Refused(f"{of.test.code} has this text already.")
        if before and not why:
            raise Refused(f"{of.test.code} has a text, and this is another: give the reason to replace it.")
        act.append(NarrativeWritten(sample=of.sample.id, test=of.test.code, text=kept, reason=why))
        return settle(lab, act, of, summary(kept), "AA" if is_critical(kept) else "", reason=why)


def text_of(lab: Lab, sample: samples.Sample, test: str) -> str:
    """The whole text of a narrative result, empty while there is none. Raises Refused where it is not for this actor."""
    if test in hidden_tests(lab, sample):
        raise Refused(f"{test} is sealed: only who typed it, or who releases it, sees it.")
    return cultures.narrative(lab.conn, sample.id, test)

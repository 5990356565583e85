"""Values become a fact: the one way for typed, calculated and corrected ones alike."""

from collections.abc import Sequence

from msgspec.structs import replace

from labkiosk.board import samples
from labkiosk.board.samples import Sample
from labkiosk.facts.results import Entry, ResultsRecorded
from labkiosk.journal.write import Act
from labkiosk.lab.holding import hold
from labkiosk.lab.lab import Lab


def keep(lab: Lab, act: Act, sample: Sample, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Append values of a sample, if there are any, and return them as they were kept.

    What the rules find unlikely is held. Each says how many people must look at it, and which version of the report
    it corrects where the value that stands is released.
    """
    if not entries:
        return ()
    standing = samples.results(act.conn, sample.id)
    ruled = [_ruled(lab, entry, standing.get(entry.test)) for entry in entries]
    kept = tuple(hold(lab, act, sample, ruled))
    act.append(ResultsRecorded(sample=sample.id, entries=kept, catalogue=lab.catalogue.hash))
    return kept


def _ruled(lab: Lab, entry: Entry, standing: samples.Result | None) -> Entry:
    test = lab.catalogue.tests.get(entry.test)
    final = standing is not None and standing.version is not None and not standing.provisional
    corrects = standing is not None and final and (not standing.interim or entry.reason)
    amends = standing.version or 0 if standing is not None and corrects else 0
    return replace(entry, steps=test.verify.steps if test else 1, amends=amends)

"""Values become a fact: the one way for typed, calculated and corrected ones alike."""

from collections.abc import Sequence

from labkiosk.board.samples import Sample
from labkiosk.facts.results import Entry, ResultsRecorded
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab


def keep(lab: Lab, act: Act, sample: Sample, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Append values of a sample, if there are any, and return them as they were kept."""
    if entries:
        fact = ResultsRecorded(sample=sample.id, entries=tuple(entries), catalogue=lab.catalogue.hash)
        act.append(fact)
    return tuple(entries)

"""What follows from values by themselves, in the act that keeps them."""

from labkiosk.board.samples import Sample
from labkiosk.journal.write import Act
from labkiosk.lab.calculating import calculate
from labkiosk.lab.known_critical import known_critical
from labkiosk.lab.lab import Lab
from labkiosk.lab.reflex import reflex


def follow(lab: Lab, act: Act, sample: Sample, tests: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Do what follows from values of a sample that were kept or confirmed in this act.

    Whoever appends ResultsRecorded or ResultsConfirmed ends with this. Returns, by test, what people are told of it.
    """
    act.settle()
    said: dict[str, tuple[str, ...]] = {}
    for of, codes in ((sample, tests), *calculate(lab, act, sample, tests)):
        said |= reflex(lab, act, of, codes)
        known_critical(lab, act, of)
    return said

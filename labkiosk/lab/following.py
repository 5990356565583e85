"""What follows from values by themselves, in the act that keeps them."""

from labkiosk.board.samples import Sample
from labkiosk.journal.write import Act
from labkiosk.lab.calculated import calculate
from labkiosk.lab.lab import Lab


def follow(lab: Lab, act: Act, sample: Sample, tests: tuple[str, ...]) -> None:
    """Do what follows from values of a sample that were kept or confirmed in this act.

    Whoever appends ResultsRecorded or ResultsConfirmed ends with this.
    """
    act.settle()
    calculate(lab, act, sample, tests)

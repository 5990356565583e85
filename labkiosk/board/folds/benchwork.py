"""Where the tests of a tube are done: on which worksheet of a bench, or at which other laboratory.

Like ``Tube``'s own methods, each function returns, in words, what of its fact did not fit.
"""

from collections.abc import Iterable

from labkiosk.board.folds.tube import Tube
from labkiosk.facts.batch import BatchClosed, BatchMade, BatchTakenOut
from labkiosk.facts.divert import DivertRecalled, DivertSent
from labkiosk.journal.read import Told

KINDS = (DivertSent, DivertRecalled, BatchMade, BatchTakenOut, BatchClosed)


def apply(tube: Tube, told: Told) -> list[str]:
    """Bring the tube one such fact further; nothing happens to it by any other."""
    match told.fact:
        case DivertSent() as sent:
            return send(tube, sent, told.at, told.actor)
        case DivertRecalled(tests=tests):
            return recall(tube, tests)
        case BatchMade() as made:
            return tube.worksheets.join(made, tube.wants_value)
        case BatchTakenOut(batch=batch) | BatchClosed(batch=batch):
            return tube.worksheets.leave(batch)
        case _:
            return []


def send(tube: Tube, fact: DivertSent, at: int, actor: str) -> list[str]:
    """Tests leave for another laboratory."""
    if tube.received_at is None:
        return [f"sent to {fact.to} before it was received"]
    fitting = [c for c in fact.tests if tube.has(c) and tube.state_of(c) == "open"]
    tube.elsewhere.send(fitting, fact, at, actor)
    return [f"{c} sent to {fact.to}, but it is not open here" for c in fact.tests if c not in fitting]


def recall(tube: Tube, codes: Iterable[str]) -> list[str]:
    """Tests are to be done here after all."""
    said = []
    for code in codes:
        if tube.has(code) and tube.state_of(code) == "diverted":
            tube.elsewhere.recall(code)
        else:
            said.append(f"{code} called back, but it is nowhere else")
    return said

"""A result that the rules hold: a person looks at why, and accepts it with a reason."""

from typing import NamedTuple

from labkiosk.board import samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.results import Confirmation, ResultsConfirmed
from labkiosk.journal.connection import Connection
from labkiosk.lab.following import follow
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import sample_of
from labkiosk.lab.sensitive import may_see
from labkiosk.rules.needs import LOOK
from labkiosk.rules.number import last_four
from labkiosk.rules.text import clean, printable


class Accepted(NamedTuple):
    """The tests of a sample whose results were accepted, and what each still needs before it may be released."""

    sample: str
    tests: dict[str, tuple[str, ...]]


def to_look_at(lab: Lab, conn: Connection, sample: samples.Sample) -> dict[str, samples.Result]:
    """The results of a sample that the rules hold until somebody has looked at them, by test; none this person may
    not see."""
    results = samples.results(conn, sample.id)
    return {code: result for code, result in results.items() if LOOK in result.needs and may_see(lab, result)}


def accept(lab: Lab, number: str, tests: tuple[str, ...] = (), reason: str = "") -> Accepted:
    """Accept held results of a sample as they are, those named or all that wait for it.

    Whoever may confirm does it, but not who recorded them. Raises Refused, and accepts none then.
    """
    lab.require("confirm")
    why = clean(reason, "Reason", limit=200, required=True)
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        waiting = to_look_at(lab, act.conn, sample)
        chosen = [_chosen(lab, sample, waiting, code) for code in tests or waiting]
        if not chosen:
            raise Refused(nothing_held(sample))
        act.append(
            ResultsConfirmed(
                sample=sample.id,
                confirmations=tuple(
                    Confirmation(test=r.test, value=r.value, step=LOOK, reason=why) for r in chosen
                ),
            )
        )
        follow(lab, act, sample, tuple(r.test for r in chosen))
    return Accepted(sample.number, {r.test: tuple(n for n in r.needs if n != LOOK) for r in chosen})


def nothing_held(sample: samples.Sample) -> str:
    """Says so."""
    return f"Sample {last_four(sample.number)} has nothing that waits to be looked at."


def _chosen(
    lab: Lab, sample: samples.Sample, waiting: dict[str, samples.Result], typed: str
) -> samples.Result:
    code = typed.strip().upper()
    found = waiting.get(code)
    if found is None:
        tail = last_four(sample.number)
        raise Refused(f"{printable(code, limit=24)} of sample {tail} does not wait to be looked at.")
    if found.actor == lab.actor:
        raise Refused(f"{code} was recorded by you: another person looks at it and accepts it.")
    return found

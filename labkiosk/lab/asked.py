"""Which of a tube's tests is meant, and whether a result may be kept for it."""

from collections.abc import Mapping

from labkiosk.board.samples import AskedTest, Sample
from labkiosk.catalogue import Test
from labkiosk.facts.errors import Refused
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import CLOSED
from labkiosk.lab.timed import elsewhere
from labkiosk.rules.number import last_four
from labkiosk.rules.text import printable


def asked_test(
    lab: Lab, sample: Sample, states: Mapping[str, AskedTest], given: str
) -> tuple[Test, AskedTest]:
    """A test of the tube by its code, as the catalogue and the board have it; it may be released.

    ``states`` are all the tube's tests by code. Raises Refused for one that was not asked for, is closed or moved, or
    is not in the catalogue any more.
    """
    code = given.strip().upper()
    asked = states.get(code)
    if asked is None:
        if other := elsewhere(lab.conn, sample, code):
            raise Refused(
                f"{other}; this is {last_four(sample.number)}{sample.mark and f' ({sample.mark})'}."
            )
        raise Refused(
            f"{printable(code, limit=24)} was not asked for on this sample: it has {', '.join(states)}."
        )
    if asked.state == "moved":
        raise Refused(f"{code} is in an aliquot, moved {asked.reason}: scan that.")
    if asked.state in CLOSED:
        raise Refused(f"{code} is {asked.state} on this sample ({asked.reason}): no result can be kept.")
    known = lab.catalogue.tests.get(code)
    if known is None:
        raise Refused(f"{code} is no longer in the catalogue: put it back to record it.")
    return known, asked

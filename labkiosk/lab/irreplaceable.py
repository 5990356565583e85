"""Tubes that cannot be taken again: what is wrong with one becomes a comment, and its tests go on."""

from typing import NamedTuple

from labkiosk.board import samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.irreplaceable import SampleKept
from labkiosk.facts.sample import SampleReceived
from labkiosk.journal.connection import Connection
from labkiosk.lab.given import subject_of
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import codes_in, sample_of
from labkiosk.rules.irreplaceable import irreplaceable
from labkiosk.rules.number import last_four

# A value that has not left the laboratory goes with the tube that it was found in.
_NOT_OUT_YET = ("open", "diverted", "held", "recorded")


class Kept(NamedTuple):
    """The tests that go on, and what will stand beside their results."""

    tests: tuple[str, ...]
    comment: str


def cannot_be_retaken(lab: Lab, conn: Connection, sample: samples.Sample) -> str:
    """Why there will be no other such tube, in words; empty where one can be taken."""
    return irreplaceable(lab.catalogue.containers.get(sample.container), subject_of(lab, conn, sample).age)


def proceed(lab: Lab, number: str, reason: str, tests: tuple[str, ...] = ()) -> Kept:
    """Go on with a tube that cannot be taken again, or with some of its tests, in spite of a rejection's reason.

    A tube that was not received is received by this. Raises Refused, for a tube that can be taken again too.
    """
    lab.require("reject")
    why = lab.catalogue.reason(reason, "reject").text
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        what = cannot_be_retaken(lab, act.conn, sample)
        if not what:
            raise Refused(f"Sample {last_four(sample.number)} can be taken again: reject it.")
        codes = codes_to_reject(samples.tests(act.conn, sample.id), tests)
        comment = f"{why}: tested all the same, as {what} cannot be taken again"
        if sample.received_at is None:
            act.append(SampleReceived(sample=sample.id))
        act.append(SampleKept(sample=sample.id, tests=codes, comment=comment))
    return Kept(codes, comment)


def refuse_irreplaceable(lab: Lab, conn: Connection, sample: samples.Sample) -> None:
    """Raises Refused where nobody could take the tube again."""
    if what := cannot_be_retaken(lab, conn, sample):
        raise Refused(
            f"Sample {last_four(sample.number)} cannot be taken again ({what}): go on with the reason as a"
            " comment (--proceed), or say that it is rejected for good (--irreplaceable)."
        )


def codes_to_reject(tests: list[samples.AskedTest], asked: tuple[str, ...]) -> tuple[str, ...]:
    """The tests among those ``asked``, or of all, on which a tube's fault still bears. Raises Refused."""
    found = codes_in(tests, asked, _NOT_OUT_YET, "rejected")
    if not found:
        raise Refused("Nothing to reject: no test of this sample is open.")
    return found

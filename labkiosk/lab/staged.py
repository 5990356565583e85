"""Results with more to them than a value: what they share on the way to being kept."""

from typing import NamedTuple

from labkiosk.board import samples, sent
from labkiosk.catalogue import Test
from labkiosk.facts.errors import Refused
from labkiosk.facts.results import Entry
from labkiosk.journal.write import Act
from labkiosk.lab.asked import asked_test
from labkiosk.lab.following import follow
from labkiosk.lab.given import Answer, answer
from labkiosk.lab.keeping import keep
from labkiosk.lab.lab import Lab
from labkiosk.lab.microbiology import refuse_unless
from labkiosk.lab.scan import refuse_closed, refuse_not_received, sample_of
from labkiosk.lab.sensitive import refuse_unseen


class Taken(NamedTuple):
    """A test of a tube, and the result that stands there, if any."""

    sample: samples.Sample
    test: Test
    standing: samples.Result | None


def take(lab: Lab, act: Act, number: str, code: str, kind: str, reason: str) -> Taken:
    """The test whose detail is to be kept. Raises Refused where that may not be, or needs a reason or a pathologist."""
    sample = sample_of(act.conn, number)
    refuse_closed(sample)
    refuse_not_received(sample)
    states = {t.code: t for t in samples.tests(act.conn, sample.id)}
    test, asked = asked_test(lab, sample, states, code)
    refuse_unless(test, kind)
    standing = samples.results(act.conn, sample.id).get(test.code)
    if standing is not None:
        refuse_unseen(lab, standing)
    if asked.state == "released":
        if not reason:
            raise Refused(f"{test.code} is released: give the reason to correct it.")
        lab.require("amend")
    return Taken(sample, test, standing)


def settle(
    lab: Lab,
    act: Act,
    of: Taken,
    value: str,
    flag: str,
    *,
    comment: str = "",
    reason: str = "",
    example: bool = False,
) -> Answer:
    """Keep the line that stands for the detail as the result's value, by the one way of all values."""
    place = sent.places(act.conn, of.sample.id).get(of.test.code)
    entry = Entry(
        test=of.test.code,
        value=value,
        unit="",
        number=None,
        own_unit="",
        flag=flag,
        reference="",
        example=example,
        needs=(),
        comment=comment,
        reason=reason,
        sealed=of.test.sensitive,
        laboratory=place or (of.standing.laboratory if of.standing else ""),
    )
    (kept,) = keep(lab, act, of.sample, [entry])
    follow(lab, act, of.sample, (of.test.code,))
    return answer(of.sample, kept, kept.needs)

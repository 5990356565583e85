"""Aliquots: some tests of a received tube go on in a tube of their own."""

from typing import NamedTuple

from labkiosk.board import racks, samples
from labkiosk.facts.aliquot import AliquotMade, Late
from labkiosk.facts.errors import Refused
from labkiosk.facts.irreplaceable import SampleKept
from labkiosk.facts.paper import PaperAsked
from labkiosk.journal.connection import Connection
from labkiosk.lab.bench import another_tube
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.scan import CLOSED, codes_of, refuse_closed, refuse_not_received, refuse_tubeless, sample_of
from labkiosk.rules.number import last_four


class Poured(NamedTuple):
    """An aliquot's number, its parent's, and the tests that are its own now."""

    sample: str
    parent: str
    tests: tuple[str, ...]


def pour(lab: Lab, number: str, tests: tuple[str, ...]) -> Poured:
    """Move open tests of a received tube to a new tube, whose label prints; it counts as received.

    The parent keeps at least one test, so that every tube has something to be found by. Raises Refused.
    """
    lab.require("bench")
    with lab.act() as act:
        parent = sample_of(act.conn, number)
        refuse_unless_here(act.conn, parent)
        asked = samples.tests(act.conn, parent.id)
        codes = _to_move(asked, tests)
        origin = samples.drawn(act.conn, parent)
        of = f"of {last_four(parent.number)}"
        mark = f"{origin.mark}, {of}" if origin.mark else f"aliquot {of}"
        child = another_tube(lab, act, parent, codes, mark=mark)
        assert parent.received_at is not None
        act.append(
            AliquotMade(
                parent=parent.id,
                child=child,
                order=parent.order,
                patient=parent.patient,
                priority=parent.priority,
                head_start_min=parent.head_start,
                received_at=parent.received_at,
                conditions=parent.conditions,
                ward=parent.ward,
                late=tuple(
                    Late(test=t.code, at=t.added_at, note=t.note)
                    for t in asked
                    if t.code in codes and t.added_at is not None
                ),
            )
        )
        for comment in dict.fromkeys(t.reason for t in asked if t.code in codes and t.reason):
            kept = tuple(t.code for t in asked if t.code in codes and t.reason == comment)
            act.append(SampleKept(sample=child.sample, tests=kept, comment=comment))
        act.append(PaperAsked(jobs=(ask(act, "label", child.sample, first=True),)))
    return Poured(child.sample, parent.number, codes)


def refuse_unless_here(conn: Connection, sample: samples.Sample) -> None:
    """Raises Refused for a tube that is closed, has not arrived, or was thrown away."""
    refuse_closed(sample)
    refuse_tubeless(sample)
    refuse_not_received(sample)
    place = racks.place_of(conn, sample.id)
    if place is not None and place.state == "discarded":
        raise Refused(f"Sample {last_four(sample.number)} was thrown away.")


def _to_move(asked: list[samples.AskedTest], given: tuple[str, ...]) -> tuple[str, ...]:
    codes = codes_of(asked, given)
    if not codes:
        raise Refused("No test is named: say which go into the aliquot.")
    states = {t.code: t.state for t in asked}
    for code in codes:
        if states[code] != "open":
            raise Refused(f"{code} cannot go into an aliquot: it is {states[code]}.")
    if all(t.code in codes or t.state in (*CLOSED, "moved") for t in asked):
        raise Refused(
            "A tube keeps at least one of its tests. Where all of it is poured over, print its label again"
            " and put that on the new tube."
        )
    return codes

"""Tests that another laboratory does: sent there with a slip, called back, and known until they come back."""

from typing import NamedTuple

from labkiosk.board import samples
from labkiosk.facts.divert import DivertRecalled, DivertSent
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.scan import codes_in, refuse_closed, refuse_not_received, sample_of
from labkiosk.rules.number import last_four
from labkiosk.rules.text import clean

BACK_MIN = 24 * 60
"""Minutes within which a laboratory that is not in the catalogue is expected to answer."""


class Diverted(NamedTuple):
    """What was sent where."""

    tests: tuple[str, ...]
    to: str


def divert(
    lab: Lab, number: str, to: str, *, tests: tuple[str, ...] = (), their_number: str = "", reason: str = ""
) -> Diverted:
    """Send tests of a received tube, or all that are open, to another laboratory; a slip to go with it prints.

    ``to`` is a code or name of the catalogue's laboratories, or any other name. Raises Refused.
    """
    lab.require("bench")
    place, back_min = _place(lab, to)
    theirs = clean(their_number, "Their number", limit=40)
    why = clean(reason, "Reason", limit=120)
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        refuse_closed(sample)
        refuse_not_received(sample)
        codes = codes_in(samples.tests(act.conn, sample.id), tests, ("open",), "sent elsewhere")
        if not codes:
            raise Refused("Nothing to send: no test of this sample is open.")
        act.append(
            DivertSent(sample=sample.id, tests=codes, to=place, back_min=back_min, number=theirs, reason=why)
        )
        act.append(PaperAsked(jobs=(ask(act, "divert", sample.id, anew=True),)))
    return Diverted(codes, place)


def _place(lab: Lab, to: str) -> tuple[str, int]:
    name = clean(to, "Laboratory", limit=60, required=True)
    for known in lab.catalogue.laboratories.values():
        if name.casefold() in (known.code.casefold(), known.name.casefold()):
            return known.name, known.back_min
    return name, BACK_MIN


def recall(lab: Lab, number: str, tests: tuple[str, ...], reason: str) -> tuple[str, ...]:
    """Tests that were sent elsewhere, or all of them, are done here after all. Returns them. Raises Refused."""
    lab.require("bench")
    why = clean(reason, "Reason", limit=120, required=True)
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        codes = codes_in(samples.tests(act.conn, sample.id), tests, ("diverted",), "called back")
        if not codes:
            raise Refused(f"No test of sample {last_four(sample.number)} is at another laboratory.")
        act.append(DivertRecalled(sample=sample.id, tests=codes, reason=why))
    return codes

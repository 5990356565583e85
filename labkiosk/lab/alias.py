"""The code that a tube carries already: another system's barcode, or a blank label of ours."""

from typing import NamedTuple

from labkiosk.board import patients, people, samples
from labkiosk.facts.alias import AliasBound
from labkiosk.facts.errors import Refused
from labkiosk.facts.sample import SampleRelabelled
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import is_blank, refuse_closed, sample_of
from labkiosk.rules.barcode import check_barcode, is_number
from labkiosk.rules.identifiers import guess
from labkiosk.rules.number import LENGTH, check_number, last_four

_IN_USE = ("expected", "received", "resulted", "diverted")
_BOUND = "a blank label was put on the tube"


class Carried(NamedTuple):
    """A code that may be bound to a tube: a ``blank`` label's number, or another system's barcode."""

    code: str
    blank: bool


def carried(conn: Connection, text: str) -> Carried:
    """What a scanned code is, where it may still be bound.

    Raises Refused for a blank label that has its tube, for a barcode that another tube in use carries, for a
    number that is none of our blank labels or is mistyped, and for a patient's number.
    """
    if not is_number(text):
        code = check_barcode(text)
        _refuse_slip_of_the_hand(conn, code)
        _refuse_patients_own(conn, code)
        earlier = samples.by_alias(conn, code)
        if earlier is not None and earlier.state in _IN_USE:
            raise Refused(
                f"Barcode {code} is on a tube already: {_named(conn, earlier)}. Look at both tubes."
            )
        return Carried(code, blank=False)
    number = check_number(text)
    bound = samples.find(conn, number)
    if bound is not None:
        raise Refused(f"Label {last_four(number)} has its tube already: {_named(conn, bound)}.")
    if not is_blank(conn, number):
        raise Refused(f"{number} is no blank label of this home: print our own label for this tube.")
    return Carried(number, blank=True)


def _refuse_slip_of_the_hand(conn: Connection, code: str) -> None:
    # Twelve digits that begin as ours do are one of ours with a digit wrong, sooner than another system's.
    ours = people.settings(conn)["used"].split()
    bare = code.replace(" ", "")
    if len(bare) == LENGTH and bare.isdigit() and bare[:2] in ours:
        check_number(bare)


def _refuse_patients_own(conn: Connection, code: str) -> None:
    # A wristband or a sticker from the file is the same on every tube of a patient: it tells none from another.
    meant = guess(code)
    owners = patients.by_identifier(conn, meant[1], limit=1) if meant else []
    if owners:
        raise Refused(f"{code} is a number of {owners[0].name}, not of a tube: scan the tube's own barcode.")


def _named(conn: Connection, sample: samples.Sample) -> str:
    patient = patients.patient(conn, sample.patient)
    return f"sample {last_four(sample.number)} of {patient.name if patient else sample.patient}"


def bind(lab: Lab, number: str, text: str) -> samples.Sample:
    """Give a tube the code it carries: found by either from here on; a blank label takes its number's place.

    Raises Refused.
    """
    lab.require("receive")
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        bind_in(act, sample, text)
        act.settle()
        bound = samples.sample(act.conn, sample.id)
        assert bound is not None
    return bound


def bind_in(act: Act, sample: samples.Sample, text: str) -> None:
    """The same within an act. Raises Refused."""
    refuse_closed(sample)
    found = carried(act.conn, text)
    if found.blank:
        act.append(SampleRelabelled(sample=sample.id, number=found.code, reason=_BOUND))
    else:
        act.append(AliasBound(sample=sample.id, code=found.code))

"""Transfer: the patient lies in another ward or bed now, and the reports are to go there."""

from typing import NamedTuple

from labkiosk.board import orders, patients
from labkiosk.facts.errors import Refused
from labkiosk.facts.transfer import PatientMoved
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import is_order, order_of
from labkiosk.rules.text import clean, printable
from labkiosk.rules.words import bed_words

# A report that came out within a day may still be on its way to the ward.
_ON_ITS_WAY_MS = 24 * 60 * 60 * 1000


class Moved(NamedTuple):
    """Where the patient lies now, and the orders that went along."""

    orders: tuple[str, ...]
    ward: str
    bed: str


def transfer(lab: Lab, subject: str, ward: str, bed: str = "") -> Moved:
    """Move an order, or all of a patient's that are not done with: by order's or patient's id.

    Labels stay as they are; a report says the ward of now. Raises Refused.
    """
    lab.require("register")
    ward, bed = clean(ward, "Ward", required=True), clean(bed, "Bed", limit=20)
    with lab.act() as act:
        found = [order_of(act.conn, subject)] if is_order(subject) else _under_way(act, subject)
        moving = [o for o in found if (o.ward, o.bed) != (ward, bed)]
        if not moving:
            raise Refused(f"Nothing to move: it is {place(ward, bed)} already.")
        for order in moving:
            fact = PatientMoved(
                order=order.id,
                samples=order.samples,
                ward=ward,
                bed=bed,
                from_ward=order.ward,
                from_bed=order.bed,
            )
            act.append(fact)
    return Moved(tuple(o.id for o in moving), ward, bed)


def _under_way(act: Act, subject: str) -> list[orders.Order]:
    """The orders of a patient with a tube in use, or a report of today. Raises Refused where there is none."""
    patient = patients.patient(act.conn, subject.strip().upper())
    if patient is None:
        raise Refused(f"{printable(subject, limit=24)} is no order and no patient here: look at the number.")
    in_use = patients.open_samples_of(act.conn, patient.id)
    since = act.at - _ON_ITS_WAY_MS
    every = (orders.order(act.conn, past.id) for past in patients.orders_of(act.conn, patient.id, limit=500))
    found = [o for o in every if o and (o.id in in_use or (o.released_at or 0) > since)]
    if not found:
        raise Refused(f"No order of {patient.name} is under way: nothing is to be moved.")
    return found


def place(ward: str, bed: str) -> str:
    """A ward and a bed as people say them: ``Ward 3, bed 12``."""
    if not bed:
        return ward or "ward not stated"
    return f"{ward or 'ward not stated'}, {bed_words(bed)}"

"""Pregnancy: said of an order's patient at that time, by whoever knows it, and the ranges are those of it."""

from labkiosk.board import orders, patients
from labkiosk.facts.errors import Refused
from labkiosk.facts.pregnancy import PregnancyStated
from labkiosk.lab.lab import Lab
from labkiosk.lab.reassess import reassess, whose_samples
from labkiosk.lab.scan import order_of
from labkiosk.rules.text import printable

ANSWERS = {"yes": "yes", "no": "no", "unknown": ""}
"""What may be said, and what is kept of it."""

_JUDGED = {"yes": "pregnant", "no": "not pregnant", "": "pregnancy not known"}


def state_pregnancy(lab: Lab, subject: str, answer: str) -> str:
    """Say of an order, by its id or a tube of it, whether its patient is pregnant: yes, no or unknown.

    Values not yet released are judged anew. Returns the order. Raises Refused.
    """
    lab.require("register")
    said = ANSWERS.get(answer.strip().casefold())
    if said is None:
        raise Refused(f'"{printable(answer, limit=24)}" is no answer. Say yes, no or unknown.')
    with lab.act() as act:
        order = order_of(act.conn, subject)
        patient = patients.patient(act.conn, order.patient)
        assert patient is not None
        if said == "yes" and patient.sex == "M":
            raise Refused(f"{patient.name} is recorded as male: correct the patient first, or say no.")
        if orders.pregnant(act.conn, order.id) == said:
            raise Refused(f"That is known of order {order.id} already: {_JUDGED[said]}.")
        before = whose_samples(lab, act, order.patient)
        act.append(PregnancyStated(order=order.id, pregnant=said))
        reassess(lab, act, before, _JUDGED[said])
    return order.id

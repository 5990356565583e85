"""What a scanned or typed number of a sample means here: its own, or another system's barcode on its tube."""

import re
from collections.abc import Iterable

from labkiosk.board import orders, samples
from labkiosk.facts.blank import LabelsMinted
from labkiosk.facts.errors import Refused
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import told
from labkiosk.rules.barcode import is_number
from labkiosk.rules.number import check_number, last_four
from labkiosk.rules.text import printable

CLOSED = ("rejected", "cancelled")
"""States in which a tube or test will give no result."""

_ORDER = re.compile(r"O[0-9]{2}-[0-9]{7,}")


def sample_ever(conn: Connection, text: str) -> samples.Sample:
    """The sample that carries this number or once did, for looking at. Raises Refused.

    A barcode of another system finds the tube that was last given it: other systems begin anew some day.
    """
    found = None if is_number(text) else samples.by_alias(conn, text.strip())
    if found is not None:
        return found
    number = check_number(text)
    found = samples.find(conn, number)
    if found is None and is_blank(conn, number):
        raise Refused(
            f"Label {last_four(number)} is not bound to an order yet: scan it at intake, for the tube it is on."
        )
    if found is None:
        raise Refused(f"Sample {number} is not known here: look at the label, or register it.")
    return found


def is_of_a_tube(conn: Connection, text: str) -> bool:
    """Whether a text is the number of a tube, was one, or is to be: a patient's number may look alike."""
    code = text.strip()
    if not is_number(code):
        return samples.by_alias(conn, code) is not None
    number = check_number(code)
    return samples.find(conn, number) is not None or is_blank(conn, number)


def is_blank(conn: Connection, number: str) -> bool:
    """Whether this number was minted here for a label without an order; it may have one since."""
    return bool(told(conn, number, frozenset({LabelsMinted.kind})))


def is_order(text: str) -> bool:
    """Whether a text has the form of an order's id, such as ``O01-0000042``."""
    return _ORDER.fullmatch(text.strip().upper()) is not None


def order_of(conn: Connection, text: str) -> orders.Order:
    """The order of that id, or that a sample of this number belongs to. Raises Refused."""
    order_id = text.strip().upper() if is_order(text) else sample_of(conn, text).order
    found = orders.order(conn, order_id)
    if found is None:
        raise Refused(f"Order {order_id} is not known here.")
    return found


def refuse_tubeless(sample: samples.Sample) -> None:
    """Raises Refused for a number without a tube, where a tube is needed."""
    if sample.tubeless:
        raise Refused(
            f"{last_four(sample.number)} has no tube: it is done on the patient and waits for results."
        )


def refuse_not_received(sample: samples.Sample) -> None:
    """Raises Refused for a tube that has not arrived."""
    if sample.received_at is None:
        raise Refused(f"Sample {last_four(sample.number)} is not received yet: scan it at receipt first.")


def refuse_closed(sample: samples.Sample) -> None:
    """Raises Refused for a tube on which nothing is to be done any more: rejected or cancelled."""
    tail = last_four(sample.number)
    if sample.state == "rejected":
        raise Refused(f"Sample {tail} was rejected ({sample.reason}): a new one is expected.")
    if sample.state == "cancelled":
        raise Refused(f"Sample {tail} is cancelled: nothing is to be done on it.")


def codes_of(asked: list[samples.AskedTest], given: Iterable[str]) -> tuple[str, ...]:
    """Codes of a sample's tests as they were typed, each once. Raises Refused for one that it does not have."""
    codes = tuple(dict.fromkeys(t.strip().upper() for t in given))
    known = [t.code for t in asked]
    for code in codes:
        if code not in known:
            raise Refused(
                f"{printable(code, limit=24)} was not asked for on this sample: it has {', '.join(known)}."
            )
    return codes


def codes_in(
    asked: list[samples.AskedTest], given: tuple[str, ...], states: tuple[str, ...], done: str
) -> tuple[str, ...]:
    """The codes that were typed, or without any those of all tests in one of the states.

    Raises Refused as ``codes_of``, and for a test in another state: it cannot be ``done``.
    """
    known = {t.code: t.state for t in asked}
    codes = codes_of(asked, given)
    for code in codes:
        if known[code] not in states:
            raise Refused(f"{code} cannot be {done}: it is {known[code]}.")
    return codes or tuple(c for c, s in known.items() if s in states)


def sample_of(conn: Connection, text: str) -> samples.Sample:
    """The sample that carries this number, or this barcode of another system, now.

    Raises Refused for a wrong number, one that this home does not know, and one whose label is void.
    """
    found = sample_ever(conn, text)
    if is_number(text) and found.number != check_number(text):
        raise Refused(
            f"This label is void: the sample was relabelled and now ends in {last_four(found.number)}. "
            "Put the new label on, then scan that."
        )
    return found

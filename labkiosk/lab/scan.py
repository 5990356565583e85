"""What a scanned or typed sample number means here."""

from labkiosk.board import samples
from labkiosk.facts.errors import Refused
from labkiosk.journal.connection import Connection
from labkiosk.rules.number import check_number, last_four


def sample_of(conn: Connection, text: str) -> samples.Sample:
    """The sample that carries this number now.

    Raises Refused for a wrong number, one that this home does not know, and one whose label is void.
    """
    number = check_number(text)
    found = samples.find(conn, number)
    if found is None:
        raise Refused(f"Sample {number} is not known here: look at the label, or register it.")
    if found.number != number:
        raise Refused(
            f"This label is void: the sample was relabelled and now ends in {last_four(found.number)}. "
            "Put the new label on, then scan that."
        )
    return found

"""Which lot a control's vial is of, and whether it may be run."""

import re

from labkiosk.board import controls
from labkiosk.board.controls import Lot
from labkiosk.facts.errors import Refused
from labkiosk.journal.connection import Connection
from labkiosk.lab.lab import Lab
from labkiosk.rules.text import printable

_PURPOSE = "LK:QC:"
_LOT = re.compile(r"V[0-9]{2}-[0-9]{7,}")


def lot_code(lot: str) -> str:
    """What the QR code on a control's vial says; its first words are its purpose."""
    return f"{_PURPOSE}{lot}"


def is_lot(text: str) -> bool:
    """Whether a text is a lot's QR code or id."""
    return _LOT.fullmatch(text.strip().upper().removeprefix(_PURPOSE)) is not None


def is_named(lot: str, number: str, text: str) -> bool:
    """Whether a text names the lot of that id and number, by either or by its QR code."""
    return text.strip().upper().removeprefix(_PURPOSE) in (lot, number.upper())


def lot_of(conn: Connection, text: str) -> Lot:
    """The lot of that QR code or id, or the one in use of that number. Raises Refused."""
    given = text.strip().upper().removeprefix(_PURPOSE)
    if is_lot(given):
        found = [lot for lot in (controls.lot(conn, given),) if lot]
    else:
        found = [lot for lot in controls.lots(conn) if lot.number.upper() == given]
    if len(found) == 1:
        return found[0]
    shown = printable(text.strip(), limit=40)
    if found:
        ids = " and ".join(f"{lot.id} (level {lot.material.level})" for lot in found)
        raise Refused(f"{len(found)} lots in use are numbered {shown}: name one of {ids}.")
    raise Refused(f"No control lot {shown} is in use here: labkiosk qc lots lists them.")


def refuse_closed_lot(lot: Lot) -> None:
    """Raises Refused for a lot that is no more in use."""
    if lot.closed_at is not None:
        raise Refused(f"Lot {lot.number} is no more in use ({lot.reason}): open a new one.")


def refuse_unusable(lab: Lab, lot: Lot) -> None:
    """Raises Refused for a lot that is no more in use, or past its day."""
    refuse_closed_lot(lot)
    if lab.today().isoformat() > lot.expires:
        raise Refused(f"Lot {lot.number} expired on {lot.expires}: open a new one.")


def vial_of(lab: Lab, text: str) -> Lot:
    """The lot of a vial that is to be run now. Raises Refused."""
    found = lot_of(lab.conn, text)
    refuse_unusable(lab, found)
    return found

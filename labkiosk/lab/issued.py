"""A number that reads like one of this home's tubes, and is none."""

import re

from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import find_patients
from labkiosk.lab.scan import is_of_a_tube, sample_ever

_NUMBER = re.compile(r"[0-9]{12}")


def refuse_unissued(lab: Lab, text: str) -> None:
    """Raises Refused for a scanned sample number of this home that it did not give out, or with a wrong check digit.

    Where a patient is looked for, twelve digits may be another hospital's number for them: so it must begin with
    this home's own number, and be nobody's who is known.
    """
    number = text.replace(" ", "")
    if not (_NUMBER.fullmatch(number) and number.startswith(f"{lab.kiosk:02}")):
        return
    if not is_of_a_tube(lab.conn, number) and not find_patients(lab, number, limit=1):
        sample_ever(lab.conn, number)

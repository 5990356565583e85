"""Control materials for tests: sodium and potassium at two levels."""

from labkiosk.board.qc import Point
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc import Reading, run_controls
from labkiosk.lab.qc_lots import Goal, name_material, open_lot, set_targets

LOW, HIGH = "V01-0000001", "V01-0000002"


def set_up(lab: Lab) -> None:
    """Level 1 gives sodium 120 and potassium 3.0, level 2 sodium 150 and potassium 6.0; SD 2 and 0.1."""
    for level, number, sodium, potassium in (("1", "4581", "120", "3.0"), ("2", "4582", "150", "6.0")):
        material = name_material(lab, "Serum control", level, "Acme")
        lot = open_lot(lab, material.id, number, "2027-03-31", opened="2026-11-20")
        set_targets(lab, lot.id, [Goal("NA", sodium, "2"), Goal("k", potassium, "0.1", "mEq/L")])


def sodium(lab: Lab, low: str = "", high: str = "", instrument: str = "") -> list[Point]:
    """A run of sodium: low, high, or both."""
    given = [Reading(lot, "NA", value) for lot, value in ((LOW, low), (HIGH, high)) if value]
    return run_controls(lab, given, instrument=instrument, comment="again")

"""Another lot of a kit is no other kit."""

import pytest

from labkiosk.catalogue import load
from labkiosk.facts.errors import Refused
from labkiosk.rules.kits import refuse_same_kit

HIV = load().tests["HIV"]


@pytest.mark.parametrize(
    ("used", "typed"),
    [
        ("Determine lot 12", "Determine lot 13"),
        ("Determine, Lot: 12", "DETERMINE"),
        ("KitA L1", "Kit-A L2"),
        ("SD Bioline 3.0 05ADF009", "sd bioline 3.0 77123"),
        ("Tri-Dot (batch 4)", "Tri Dot"),
    ],
)
def test_another_lot_of_a_kit_agrees_with_itself(used: str, typed: str) -> None:
    with pytest.raises(Refused, match="already: another kit must give the same answer"):
        refuse_same_kit(HIV, (used,), typed)


@pytest.mark.parametrize(
    ("used", "typed"),
    [
        ("Determine lot 12", "Unigold lot 12"),
        ("Kit 1", "Kit 2"),
        ("SD HIV-1/2 lot 4", "SD Duo lot 4"),
        ("L1", "L2"),
    ],
)
def test_kits_of_another_make_do(used: str, typed: str) -> None:
    refuse_same_kit(HIV, (used,), typed)

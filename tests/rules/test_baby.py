"""What newborns are called."""

import pytest

from labkiosk.rules.baby import baby_name, check_order, with_order, without_order
from tests.lab.refusals import refused


@pytest.mark.parametrize(
    ("baby", "babies", "unnamed", "named"),
    [
        (1, 1, "Baby of Asha Devi", "Rohan"),
        (1, 2, "Baby 1 of 2 of Asha Devi", "Rohan (baby 1 of 2)"),
        (3, 3, "Baby 3 of 3 of Asha Devi", "Rohan (baby 3 of 3)"),
    ],
)
def test_names(baby: int, babies: int, unnamed: str, named: str) -> None:
    assert baby_name("Asha Devi", baby, babies) == unnamed
    for given, shown in ((unnamed, unnamed), ("Rohan", named)):
        assert with_order(given, baby, babies) == shown
        assert without_order(shown, baby, babies) == given


def test_of_one_who_is_no_baby_nothing_is_added() -> None:
    assert with_order("Asha ()", 0, 0) == without_order("Asha ()", 0, 0) == "Asha ()"


@pytest.mark.parametrize(("baby", "babies"), [(0, 1), (2, 1), (1, 0), (-1, 2), (1, 10)])
def test_what_cannot_be(baby: int, babies: int) -> None:
    with refused(f"Baby {baby} of {babies} cannot be: number them from 1, and say how many there are."):
        check_order(baby, babies)

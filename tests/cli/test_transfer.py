"""``labkiosk transfer``: one order, or all of a patient's."""

import json

from tests.cli.running import House


def test_a_transfer(house: House) -> None:
    line = {"patient": {"name": "Asha Devi", "sex": "F"}, "tests": ["K"], "location": "Ward 3"}
    (made,) = house.run("register", who="phleb", given=json.dumps(line)).lines
    assert house.run("transfer", made["order"], "--ward", "ICU", "--bed", "4", who="phleb") == (
        0,
        "Moved to ICU, bed 4: O01-0000001.\n",
        "",
    )
    assert house.run("transfer", made["patient"], "--ward", "ICU", "--bed", "4", who="phleb") == (
        1,
        "",
        "labkiosk: Nothing to move: it is ICU, bed 4 already.\n",
    )
    moved = house.run("transfer", "p01-0000001", "--ward", "Ward 9", "--json", who="phleb")
    assert moved.lines == [{"orders": ["O01-0000001"], "ward": "Ward 9", "bed": ""}]

"""``labkiosk cumulative``: a patient's results over time."""

import json

from tests.cli.running import House


def out(house: House, tube: str, **values: str) -> None:
    lines = "\n".join(json.dumps({"sample": tube, "test": t, "value": v}) for t, v in values.items())
    for done in (
        house.run("receive", tube, who="tech"),
        house.run("record", given=lines, who="tech"),
        house.run("release", tube, who="path"),
    ):
        assert (done.code, done.err) == (0, "")


def test_shown_and_printed(house: House) -> None:
    (tube,) = house.order("NA", "K")
    assert house.run("cumulative", tube).out == ("Asha Devi, F, ~51 y, P01-0000001\nNothing was released.\n")
    out(house, tube, NA="128", K="4.0")
    shown = house.run("cumulative", "P01-0000001", "--tests", "NA").out.splitlines()
    assert shown[:2] == ["Asha Devi, F, ~51 y, P01-0000001", ""]
    assert shown[4:] == ["Sodium  mmol/L  128 L", "* amended since its first report, ~ not final"]
    (line,) = house.run("cumulative", tube, "--tests", "NA", "--days", "1", "--json").lines
    values = line.pop("values")
    assert line == {
        "patient": "P01-0000001", "test": "NA", "name": "Sodium", "unit": "mmol/L", "reference": "136–145", "trend": ""
    }  # fmt: skip
    assert values == [
        {"at": "<stamp>", "order": "O01-0000001", "value": "128", "unit": "mmol/L", "flag": "L", "sample": tube,
         "amended": False, "provisional": False}
    ]  # fmt: skip
    made = house.run("cumulative", tube, "--print", who="tech")
    assert made.out == "Cumulative report U01-0000001 of Asha Devi will print.\n"
    assert house.run("print", "--once").code == 0
    assert (house.home / "paper" / "cumulative-U01-0000001.png").exists()
    again = house.run("papers", "again", "cumulative", "U01-0000001", who="tech").out
    assert again.startswith("The cumulative report, copy 1 will print: J01-")


def test_who_is_not_found_is_said(house: House) -> None:
    assert house.run("cumulative", "nobody") == (
        1, "", "labkiosk: Nobody is found by 'nobody': scan one of their tubes, or their card.\n"
    )  # fmt: skip
    (tube,) = house.order("NA")
    assert house.run("cumulative", tube, "--tests", "XX").code == 1
    assert house.run("cumulative", tube, "--days", "0").code == 2

"""A mother and her twins on one mobile number, from the window to three reports, by the command line."""

import json
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image

from tests.cli.running import House

MOBILE = "9876543210"


def _registered(house: House, patient: dict[str, object], *tests: str) -> dict[str, Any]:
    done = house.run("register", who="phleb", given=json.dumps({"patient": patient, "tests": tests}))
    assert (done.code, done.err) == (0, "")
    (made,) = done.lines
    assert isinstance(made, dict)
    return made


def _report(house: House, made: dict[str, Any], value: str) -> Any:
    tube = made["samples"][0]["sample"]
    assert house.run("receive", tube, who="tech").code == 0
    line = json.dumps({"sample": tube, "test": "NA", "value": value})
    assert house.run("record", who="tech", given=line).code == 0
    assert house.run("release", tube, who="path").code == 0
    return house.run("report", made["order"], "--json").lines[0]


def test_mother_and_twins_on_one_mobile_number(house: House, tmp_path: Path) -> None:
    ids = [{"system": "mobile", "value": MOBILE}, {"system": "hospital", "value": "104233"}]
    asha = {"name": "Asha Devi", "sex": "F", "age": "28 y", "ids": ids}
    mother = _registered(house, asha, "NA")
    twin = {"baby_of": mother["patient"], "babies": 2, "age": "0 d"}
    first = _registered(house, twin | {"baby": 1, "sex": "F"}, "NA")
    second = _registered(house, twin | {"baby": 2, "sex": "F"}, "NA")

    # The number lists the family and opens nobody; a fourth person on it is a patient of her own.
    family = house.run("patients", "find", MOBILE, "--json").lines
    assert {p["id"]: p["name"] for p in family} == {
        mother["patient"]: "Asha Devi",
        first["patient"]: "Baby 1 of 2 of Asha Devi",
        second["patient"]: "Baby 2 of 2 of Asha Devi",
    }
    assert {p["mother"] for p in family} == {None, mother["patient"]}
    assert second["similar"] == []
    sister = _registered(house, {"name": "Usha", "sex": "F", "ids": ids[:1]}, "NA")
    assert sister["patient"] not in {p["id"] for p in family}

    # A tube of one twin never becomes the other's: each label has its own number, and its order of birth.
    assert house.run("print", "--once").code == 0
    paper = house.home / "paper"
    for made in (mother, first, second):
        number = made["samples"][0]["sample"]
        (code,) = zxingcpp.read_barcodes(Image.open(paper / f"label-{number}.png"))
        assert code.text == number

    # A name given later keeps the order of birth, and the second twin is nobody else by it.
    correct = ("patients", "correct", second["patient"], "--name", "Rani", "--reason", "named", "--json")
    (new,) = house.run(*correct, who="phleb").lines[0]["relabelled"]
    second["samples"][0]["sample"] = new
    reports = [_report(house, made, v) for made, v in ((mother, "140"), (first, "135"), (second, "131"))]
    assert [(r["patient_name"], r["groups"][0]["results"][0]["value"]) for r in reports] == [
        ("Asha Devi", "140"),
        ("Baby 1 of 2 of Asha Devi", "135"),
        ("Rani (baby 2 of 2)", "131"),
    ]
    assert [r["groups"][0]["results"][0]["previous"] for r in reports] == ["", "", ""]
    assert house.run("verify").code == 0

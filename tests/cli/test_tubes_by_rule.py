"""What the hospital asks for, as tubes: culture sets, a child's tubes, gases before others, its choice of ESR tube."""

import json
from typing import Any

from labkiosk.resources import asset
from tests.cli.running import House, run


def tubes(house: House, *tests: str, age: str = "30 y", **said: object) -> list[dict[str, Any]]:
    line = {"patient": {"name": f"A {age}", "sex": "F", "age": age}, "tests": tests, **said}
    done = house.run("register", who="phleb", given=json.dumps(line))
    assert (done.code, done.err) == (0, "")
    return [house.run("sample", s["sample"], "--json").lines[0] for s in done.lines[0]["samples"]]


def test_two_blood_cultures_are_four_bottles_each_with_its_label(house: House) -> None:
    drawn = tubes(house, "BC2", "K")
    assert [(t["container"], t["mark"], f"{t['part']}/{t['parts']}") for t in drawn] == [
        ("BCAE", "set 1 aerobic", "1/5"), ("BCAN", "set 1 anaerobic", "2/5"),
        ("BCAE", "set 2 aerobic", "3/5"), ("BCAN", "set 2 anaerobic", "4/5"), ("SST", "", "5/5"),
    ]  # fmt: skip
    assert all([p["form"] for p in t["papers"]] == ["label"] for t in drawn)


def test_a_newborn_s_tubes_are_small_and_in_the_order_of_the_skin(house: House) -> None:
    drawn = tubes(house, "LFT", "CBC", "BLDCUL", age="3 d")
    assert [(t["container"], t["mark"]) for t in drawn] == [
        ("BCPED", "child"), ("CEDTA", "capillary"), ("CSST", "capillary"),
    ]  # fmt: skip
    assert [t["container"] for t in tubes(house, "LFT", "CBC", "BLDCUL", age="13 y")] == [
        "BLDC",
        "SST",
        "EDTA",
    ]


def test_a_gas_goes_before_the_stats_that_came_just_before_it(house: House) -> None:
    (urgent,) = tubes(house, "ABG", priority="urgent")
    (blood,) = tubes(house, "K", priority="stat")
    (gas,) = tubes(house, "ABG", priority="stat")
    for tube in (urgent, blood, gas):
        house.run("receive", tube["sample"], who="tech")
    assert [item["sample"] for item in house.run("queue", "--json").lines] == [
        gas["sample"], blood["sample"], urgent["sample"],
    ]  # fmt: skip


def test_the_hospital_chooses_the_tube_of_the_esr(house: House) -> None:
    assert [t["container"] for t in tubes(house, "ESR", "HB")] == ["ESR", "EDTA"]
    own = house.home / "catalogue"
    own.mkdir(exist_ok=True)
    text = (asset("catalogue") / "tests.csv").read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith("ESR,"))
    assert ",Blood,ESR,1600," in row
    shared = text.replace(row, row.replace(",Blood,ESR,1600,", ",Blood,EDTA,1600,"))
    (own / "tests.csv").write_text(shared, "utf-8")
    assert run("catalogue", "check", own / "tests.csv").code == 0
    assert [[x["test"] for x in t["tests"]] for t in tubes(house, "ESR", "HB")] == [["ESR", "HB"]]
    (own / "tests.csv").write_text(shared.replace(",Blood,EDTA,1600,", ",Blood,EDTA,3001,"), "utf-8")
    wrong = run("catalogue", "check", own / "tests.csv")
    assert (wrong.code, wrong.out.split(": ", 1)[1]) == (
        1,
        "volume_ul '3001' must be a whole number from 1 to 3000\n",
    )

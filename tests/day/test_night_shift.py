"""One technician at night, the pathologist in the morning: provisional, then final replaces it."""

import json
from pathlib import Path

from tests.cli.running import House


def typed(sample: str, test: str, value: str, **more: str) -> str:
    return json.dumps({"sample": sample, "test": test, "value": value, **more}) + "\n"


def test_provisional_then_final_replaces_it(tmp_path: Path) -> None:
    house = House(tmp_path)
    (stat,) = house.order("NA", "K", priority="stat", location="Ward 3")
    (other,) = house.order("NA", name="Ravi Kumar", priority="stat")
    house.run("receive", other, stat, who="tech")
    given = typed(other, "NA", "138") + typed(stat, "NA", "140") + typed(stat, "K", "8.1")
    house.run("record", who="tech", given=given)

    early = ("release", stat, "--provisional", "--print", "--json")
    assert house.run(*early, who="tech").err == "labkiosk: Reason is missing. Type it.\n"
    (out,) = house.run(*early, "--reason", "no pathologist at night", who="tech").lines
    assert (out["version"], out["samples"]) == (1, [{"sample": stat, "tests": ["NA"]}])
    assert out["left"] == [f"Sample {stat[-4:]} K is held: type its value again first."]
    house.run("print", "--once")
    assert (house.home / "paper" / "report-O01-0000001-v1.png").exists()
    first = house.run("report", stat).out.splitlines()
    assert first[:2] == [
        "*** PROVISIONAL: no pathologist has seen the results marked so ***",
        "*** INTERIM: more to come ***",
    ]
    why = "  PROVISIONAL, why: no pathologist at night; typed and released by one person"
    at = first.index(why)
    assert first[at - 1 : at + 2] == ["    PROVISIONAL", why, "  Released by Example Technician, <time>"]
    assert first[first.index("Still to come") + 1] == "  Potassium"

    waits = house.run("release", "--list", "--json").lines
    assert [(w["sample"], w["provisional"]) for w in waits] == [(stat, True), (other, False)]
    (way,) = house.run("deliver", "--list", "--json").lines
    assert (way["version"], way["paper"], way["ward"]) == (1, "out", "Ward 3")
    assert house.run("deliver", "--handed", stat, "--taken-by", "Sister Mary", who="tech").code == 0

    assert house.run("release", stat, "--print", who="path").code == 0
    final = house.run("report", stat, "--json").lines[0]
    assert final["replaces"] == ["provisional version 1 of <time> by Example Technician"]
    assert [(g["released_by"], g["provisional"]) for g in final["groups"]] == [("Example Pathologist", "")]
    assert "PROVISIONAL" not in house.run("report", stat).out
    again = house.run("release", stat, "--provisional", "--reason", "once more", who="tech")
    assert again.err == f"labkiosk: Sample {stat[-4:]} K is held: type its value again first.\n"
    assert [w["sample"] for w in house.run("release", "--list", "--json").lines] == [other]
    assert [w["version"] for w in house.run("deliver", "--list", "--json").lines] == [2]
    assert house.run("verify").code == 0

"""From the command line: calculated, diluted, repeated, added by themselves, of a pregnant patient."""

import json

from tests.cli.running import House


def record(house: House, *lines: dict[str, object], dilution: str = "") -> list[dict[str, object]]:
    said = ("--dilution", dilution) if dilution else ()
    done = house.run("record", *said, who="tech", given="\n".join(json.dumps(line) for line in lines))
    assert (done.code, done.err) == (0, "")
    return done.lines


def values_of(house: House, tube: str) -> dict[str, dict[str, object]]:
    (sample,) = house.run("sample", tube, "--json").lines
    return {each["test"]: each for each in sample["tests"]}


def test_from_the_values_to_the_report(house: House) -> None:
    (tube,) = house.order("LIPID", "TSH")
    house.run("receive", tube, who="tech")
    said = house.run("pregnant", tube, "yes", who="tech").out
    assert said == "Order O01-0000001: pregnant. Unreleased values are judged by the ranges for that.\n"
    (tg,) = record(house, {"sample": tube, "test": "TG", "value": "21.0"}, dilution="10")
    assert (tg["value"], tg["flag"]) == ("210.0", "H")
    record(
        house, {"sample": tube, "test": "CHOL", "value": 250}, {"sample": tube, "test": "HDL", "value": 40}
    )
    (again,) = record(
        house, {"sample": tube, "test": "HDL", "value": 90, "repeat": "beside", "reason": "short sample"}
    )
    assert (again["state"], again["needs"]) == ("beside", [])
    (tsh,) = record(house, {"sample": tube, "test": "TSH", "value": "9.8"})
    assert tsh["follows"] == ["FT4 added: reflex, TSH outside its range"]
    found = values_of(house, tube)
    assert (found["LDL"]["value"], found["LDL"]["calculated"]) == ("168", "TC - HDL - TG/5 (Friedewald)")
    assert (found["TG"]["value"], found["TG"]["raw"], found["TG"]["dilution"]) == ("210.0", "21.0", "10")
    assert found["FT4"]["state"] == "open"
    typed = house.run("record", who="tech", given=json.dumps({"sample": tube, "test": "LDL", "value": 120}))
    assert (typed.code, typed.err) == (
        1,
        "line 1: LDL is calculated here (TC - HDL - TG/5 (Friedewald)): leave it out, "
        "or give the reason to type another value.\n",
    )
    house.run("release", tube, who="path")
    report = house.run("report", tube).out
    assert "F, pregnant" in report
    assert "    diluted 1:10\n" in report
    assert "    calculated: TC - HDL - TG/5 (Friedewald)\n" in report


def test_what_is_refused(house: House) -> None:
    (tube,) = house.order("K")
    house.run("receive", tube, who="tech")
    done = house.run("pregnant", tube, "maybe", who="tech")
    assert (done.code, done.err) == (1, 'labkiosk: "maybe" is no answer. Say yes, no or unknown.\n')
    line = json.dumps({"sample": tube, "test": "K", "value": "4", "repeat": "twice"})
    done = house.run("record", who="tech", given=line)
    assert done.code == 1
    assert "Invalid enum value 'twice'" in done.err

"""Every key of what calls answer in JSON is on the page of commands."""

import json

from tests.cli.running import House
from tests.docs.telling import objects, only, told


def critical(house: House, patient: dict[str, object]) -> str:
    line = {"patient": patient, "tests": ["K"], "location": "ICU", "arrived": True}
    done = only(house.run("register", who="phleb", given=json.dumps(line)))
    tube = str(done["samples"][0]["sample"])
    value = {"sample": tube, "test": "K", "value": "6.8", "again": "6.8"}
    assert house.run("record", who="tech", given=json.dumps(value)).code == 0
    return tube


def test_calls(house: House) -> None:
    (house.home / "catalogue").mkdir()
    (house.home / "catalogue" / "known.csv").write_text(
        "test,days,change,unit,source,approved_by,note\nK,7,0.5,mmol/L,policy,,\n"
    )
    (house.home / "catalogue" / "calls.csv").write_text(
        "ward,phone,escalate_min,tries,to,to_phone,note\n,4112,15,2,doctor on call,4100,\n"
    )
    tube = critical(house, {"name": "Asha Devi", "sex": "F", "age": "51 y"})
    tried = [only(house.run("call", tube, "--tried", "no answer", "--json", who="tech")) for _ in range(2)]
    assert set(tried[1]) == told("call", "with `--tried`")
    assert [one["tries"] for one in tried] == [1, 2]
    assert set(only(house.run("call", tube, "--slip", "--json", who="tech"))) == told("call", "with `--slip`")
    [listed] = objects(house.run("call", "--json", who="tech"))
    assert set(listed) == told("call")
    assert set(listed["values"][0]) == told("call", "each of `values`")
    assert [set(each) for each in listed["tries"]] == [told("call", "each of `tries`")] * 3
    who = ("--taken-by", "Mary", "--role", "Sister")
    wrong = house.run("call", tube, *who, "--read-back", "K=8.6", "--json", who="tech")
    assert (wrong.code, wrong.lines[0]["taken"]) == (1, False)
    assert wrong.err == "labkiosk: not taken: read back K 8.6, it is 6.8 mmol/L. Say it again.\n"
    taken = only(house.run("call", tube, *who, "--read-back", "K=6.80", "--json", who="tech"))
    assert set(taken) == told("call", "with `--taken-by`")
    assert (taken["taken"], taken["values"], taken["wrong"]) == (True, [f"{tube}:K"], [])
    known = critical(house, {"id": "P01-0000001"})
    [left] = objects(house.run("call", "--json", who="tech"))
    assert set(left) == told("call", "of what the ward knows")
    done = only(house.run("call", known, "--anyway", "--reason", "asked", "--json", who="tech"))
    assert done == {"sample": known, "tests": ["K"]}
    assert set(done) == told("call", "with `--anyway`")
    assert house.run("call", "--escalate", "--json", who="tech").out == ""

"""`labkiosk accept`: what the rules hold leaves only once another person has accepted it."""

import json

from tests.cli.running import House
from tests.docs.telling import only, told

SAID = "White cell count 0.71 looks like 7.1 10³/µL with its point moved: far outside the range."


def test_held_told_accepted_and_released(house: House) -> None:
    (tube,) = house.order("WBC")
    house.run("receive", tube, who="tech")
    given = json.dumps({"sample": tube, "test": "WBC", "value": "0.71", "again": "0.71"})
    answer = only(house.run("record", who="tech", given=given))
    assert (answer["state"], answer["needs"], answer["held"]) == ("held", ["look"], [SAID])
    assert set(answer) == told("record") | told("record", "of an unlikely value, besides") - {"delta"}
    stays = house.run("release", tube, who="path")
    assert (stays.code, stays.err) == (
        1,
        f"labkiosk: Sample {tube[-4:]} WBC is held: somebody must look at why, and accept it with a reason first.\n",
    )
    own = house.run("accept", tube, "--reason", "counted by hand", who="tech")
    assert (own.code, own.err) == (
        1,
        "labkiosk: WBC was recorded by you: another person looks at it and accepts it.\n",
    )
    done = only(house.run("accept", tube, "wbc", "--reason", "counted by hand", "--json", who="path"))
    assert done == {"sample": tube, "tests": {"WBC": []}}
    assert set(done) == told("accept")
    (shown,) = only(house.run("sample", tube, "--json"))["tests"]
    assert (shown["state"], shown["held"], shown["delta"]) == ("recorded", [SAID], "")
    assert house.run("release", tube, who="path").code == 0
    assert "looked at and accepted: counted by hand" in house.run("sample", tube).out


def test_in_words(house: House) -> None:
    (tube,) = house.order("WBC")
    house.run("receive", tube, who="tech")
    given = json.dumps({"sample": tube, "test": "WBC", "value": "0.71", "again": "0.71"})
    house.run("record", who="tech", given=given)
    done = house.run("accept", tube, "--reason", "counted by hand", who="path")
    assert (done.code, done.out) == (0, f"Accepted WBC of sample {tube}.\n")
    assert house.run("accept", tube, who="path").code == 2

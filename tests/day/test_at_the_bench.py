"""What becomes of a tube whose tests part ways, and of a number that was rejected."""

import json
from pathlib import Path

from tests.cli.running import House

NO_RESULT = "line 1: {test} is rejected on this sample (Clotted): no result can be kept.\n"
CLOSED = "Sample {tail} was rejected (Clotted): a new one is expected.\n"


def typed(sample: str, test: str, value: str) -> str:
    return json.dumps({"sample": sample, "test": test, "value": value}) + "\n"


def test_a_tube_at_two_benches_one_test_rejected_the_other_released(tmp_path: Path) -> None:
    house = House(tmp_path)
    (tube,) = house.order("HB", "A1C")
    house.run("receive", tube, who="tech")
    waiting = house.run("queue", "--json").lines
    assert {(item["bench"], *item["tests"]) for item in waiting} == {("HAEM", "HB"), ("CHEM", "A1C")}
    (said,) = house.run("reject", tube, "--reason", "CLOTTED", "--test", "A1C", "--json", who="tech").lines
    assert (said["tests"], said["reason"]) == (["A1C"], "Clotted")
    new = said["replacement"]
    assert [(item["bench"], item["tests"]) for item in house.run("queue", "--json").lines] == [
        ("HAEM", ["HB"])
    ]
    refused = house.run("record", who="tech", given=typed(tube, "A1C", "5.5"))
    assert (refused.code, refused.out, refused.err) == (1, "", NO_RESULT.format(test="A1C"))
    assert house.run("record", who="tech", given=typed(tube, "HB", "12.5")).code == 0
    assert house.run("release", tube, who="path").code == 0
    report = house.run("report", tube).out
    assert report.startswith("*** INTERIM: more to come ***\n")
    assert "Haemoglobin                      12.5 g/dL" in report
    assert f"HbA1c: Clotted; new sample {new[-4:]} asked for\n" in report

    house.run("receive", new, who="tech")
    assert [(item["sample"], item["tests"]) for item in house.run("queue", "--json").lines] == [
        (new, ["A1C"])
    ]
    assert house.run("record", who="tech", given=typed(new, "A1C", "5.5")).code == 0
    assert house.run("release", new, who="path").code == 0
    report = house.run("report", tube).out
    assert "INTERIM" not in report
    assert "Still to come" not in report
    assert f"sample {tube}\n" in report
    assert f"sample {new}\n" in report
    counts = house.run("counts", "--json").lines[0]
    assert {state: counts[state] for state in ("registered", "received", "rejected", "reported")} == {
        "registered": 2, "received": 2, "rejected": 0, "reported": 2
    }  # fmt: skip
    assert house.run("verify").code == 0


def test_a_rejected_tubes_number_accepts_no_result(tmp_path: Path) -> None:
    house = House(tmp_path)
    (tube,) = house.order("NA", "K")
    house.run("receive", tube, who="tech")
    assert house.run("record", who="tech", given=typed(tube, "NA", "140")).code == 0
    (said,) = house.run("reject", tube, "--reason", "CLOTTED", "--json", who="tech").lines
    assert set(said["tests"]) == {"NA", "K"}
    before, closed = house.run("verify").out, CLOSED.format(tail=tube[-4:])
    for test, value in (("NA", "140"), ("K", "4.2")):
        done = house.run("record", who="tech", given=typed(tube, test, value))
        assert (done.code, done.out, done.err) == (1, "", f"line 1: {closed}")
    refusals = {
        "receive": house.run("receive", tube, who="tech"),
        "reject": house.run("reject", tube, "--reason", "CLOTTED", who="tech"),
        "release": house.run("release", tube, who="path"),
    }
    assert {name: (done.code, done.out) for name, done in refusals.items()} == dict.fromkeys(
        refusals, (1, "")
    )
    assert refusals["receive"].err == f"labkiosk: {closed}"
    assert house.run("verify").out == before  # as many facts as before
    assert house.run("queue").out == "Nothing waits.\n"
    for test, value in (("NA", "139"), ("K", "4.4")):
        early = house.run("record", who="tech", given=typed(said["replacement"], test, value))
        assert early.code == 1
    assert house.run("receive", said["replacement"], who="tech").code == 0
    assert house.run("record", who="tech", given=typed(said["replacement"], "K", "4.4")).code == 0

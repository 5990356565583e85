"""Glucose tolerance from the window to the report: one order, a clock that starts at the load, a tube for each time."""

import json
import re

from tests.cli.running import House

_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")


def value(tube: str, test: str, mg_dl: str) -> str:
    return json.dumps({"sample": tube, "test": test, "value": mg_dl})


def test_glucose_tolerance(house: House) -> None:
    fasting, hour, two = house.order("GTT", location="Antenatal ward")
    with_mark = {tube: house.run("sample", tube, "--json").lines[0] for tube in (fasting, hour, two)}
    assert [(s["mark"], s["minute"], s["part"], s["draw_at"]) for s in with_mark.values()] == [
        ("fasting", 0, 1, None), ("60 min", 60, 2, None), ("120 min", 120, 3, None),
    ]  # fmt: skip
    house.run("receive", fasting, who="tech")

    load = house.run("load", fasting, who="phleb")
    assert (load.code, load.err) == (0, "")
    times = _CLOCK.findall(load.out)
    assert load.out == (
        f"Order O01-0000001: 75 g glucose taken at {times[0]}.\n"
        f"  Draw {hour}, 60 min, at {times[1]}.\n  Draw {two}, 120 min, at {times[2]}.\n"
    )
    started, *due = [int(each[:2]) * 60 + int(each[3:]) for each in times]
    assert [(at - started) % (24 * 60) for at in due] == [60, 120]

    wrong = house.run("record", who="tech", given=value(fasting, "GLU2H", "130"))
    assert (wrong.code, wrong.out) == (1, "")
    said = f"GLU2H belongs to the tube {two[-4:]} (120 min); this is {fasting[-4:]} (fasting)."
    assert wrong.err == f"line 1: {said}\n"
    early = house.run("record", who="tech", given=value(two, "GLU2H", "130"))
    assert early.err == f"line 1: Sample {two[-4:]} is not received yet: scan it at receipt first.\n"

    assert house.run("receive", hour, two, who="tech").out == (
        f"Sample {hour} received: GLU1H\nLook: here before the 60 min after the load have passed.\n"
        f"Sample {two} received: GLU2H\nLook: here before the 120 min after the load have passed.\n"
    )
    given = "\n".join(
        value(*each) for each in ((fasting, "GLUF", "82"), (hour, "GLU1H", "141"), (two, "GLU2H", "118"))
    )
    assert house.run("record", who="tech", given=given).code == 0
    assert house.run("release", fasting, hour, two, who="path").code == 0
    report = house.run("report", fasting, "--json").lines[0]
    assert [(s["number"], s["container"]) for s in report["specimens"]] == [
        (fasting, "Fluoride tube, fasting"), (hour, "Fluoride tube, 60 min"), (two, "Fluoride tube, 120 min"),
    ]  # fmt: skip
    results = [r for group in report["groups"] for r in group["results"]]
    assert [(r["test"], r["value"]) for r in results] == [
        ("Glucose fasting", "82"),
        ("Glucose 1 h after 75 g glucose", "141"),
        ("Glucose 2 h after 75 g glucose", "118"),
    ]


def test_a_draw_out_of_its_time_says_so_as_the_screen_does(house: House) -> None:
    _, hour, two = house.order("GTT")
    assert house.run("load", hour, who="phleb").code == 0
    wrong = r"drawn [01] min after the load, not"
    said = house.run("collect", "O01-0000001", hour, who="phleb").out
    assert re.fullmatch(rf"Sample {hour} collected .*\nLook: {wrong} 60\.\n", said)
    told = house.run("collect", "O01-0000001", two, "--json", who="phleb").lines[0]
    assert re.fullmatch(rf"{wrong} 120", told["timing"])


def test_a_meal_and_a_load_are_two_orders(house: House) -> None:
    line = {"patient": {"name": "Asha Devi", "sex": "F", "age": "30 y"}, "tests": ["GTT", "GLUPP"]}
    done = house.run("register", who="phleb", given=json.dumps(line))
    said = "GLU1H counts from 75 g glucose and GLUPP from a meal: place two orders."
    assert (done.code, done.out, done.err) == (1, "", f"line 1: {said}\n")
    assert house.run("counts", "--json").lines[0]["registered"] == 0

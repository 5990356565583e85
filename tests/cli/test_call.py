"""Calls at the command line, word for word."""

import json
import re

from tests.cli.running import House


def critical(house: House) -> str:
    (tube, *_) = house.order("K", "NA", location="ICU", arrived=True)
    for test, value in (("K", "6.8"), ("NA", "118")):
        line = {"sample": tube, "test": test, "value": value, "again": value}
        assert house.run("record", who="tech", given=json.dumps(line)).code == 0
    return tube


def test_a_ward_is_told(house: House) -> None:
    tube = critical(house)
    out = re.sub(r"[0-9]+ min", "0 min", house.run("call", who="tech").out)
    assert out == (
        f"0 min  ICU  {tube} Asha Devi\n"
        "    Potassium 6.8 mmol/L HH critical high\n"
        "    Sodium 118 mmol/L LL critical low\n"
    )
    assert house.run("call", tube, who="tech").out.splitlines()[1:] == out.splitlines()[1:]
    assert (
        house.run("call", tube, "--tried", "engaged", "--phone", "4112", who="tech").out == "Kept, try 1.\n"
    )
    assert house.run("call", tube, "--tried", "no answer", who="tech").out == (
        "Kept, try 2. It goes to ICU registrar now, and a runner's slip prints.\n"
    )
    assert house.run("call", who="tech").out.startswith("!! ")
    assert house.run("call", tube, "--slip", who="tech").out == "A runner's slip will print.\n"
    given = ("--taken-by", "Mary", "--role", "Sister", "--read-back", "K=6.80", "--read-back", "NA=118")
    done = house.run("call", tube, *given, who="tech")
    assert (done.code, done.out) == (0, "Mary was told K, NA, and read it back.\n")
    assert house.run("call", who="tech").out == "Nobody is to be told anything.\n"
    house.run("release", tube, who="path")
    report = house.run("report", tube).out.replace("\n    ", " ")
    assert "Called <time> to Mary (Sister) by Example Technician, read back 6.80, after 2 tries" in report


def test_a_slip_prints_before_anything_else_and_its_code_is_its_call(house: House) -> None:
    tube = critical(house)
    house.run("release", tube, "--print", who="path")
    house.run("call", tube, "--slip", who="tech")
    printed = [line.split()[1] for line in house.run("print", "--once").out.splitlines()]
    assert printed == ["runner", "label", "slip", "report"]
    assert (house.home / "paper" / f"runner-{tube}.png").is_file()


def test_what_is_wrong_is_said(house: House) -> None:
    tube = critical(house)
    for words, err in (
        (("--tried", "engaged"), "labkiosk: Say which sample: labkiosk call lists those to be told.\n"),
        ((tube, "--taken-by", "Mary", "--role", "Sister"), "labkiosk: K was not read back"),
        ((tube, "--taken-by", "Mary", "--read-back", "K"), "labkiosk: --read-back K lacks its value"),
        ((tube, "--anyway", "--reason", "x"), f"labkiosk: Nothing of sample {tube[-4:]} was left untold"),
    ):
        done = house.run("call", *words, who="tech")
        assert (done.code, done.err[: len(err)]) == (1, err)
    assert house.run("call", tube, "--tried", "x", who="phleb").err.startswith(
        "labkiosk: phleb (phlebotomist)"
    )
    assert house.run("call", tube, "--tried", "x", "--slip").code == 2


def test_none_has_waited_too_long(house: House) -> None:
    critical(house)
    assert house.run("call", "--escalate").out == "None has waited too long.\n"

"""Released results corrected, withdrawn and told of by command, word for word."""

from pathlib import Path

import pytest

from tests.cli.running import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_a_wrong_result_from_its_correction_to_the_last_who_was_told(house: House) -> None:
    (tube,) = house.order("NA", "K", location="Ward 3")
    house.run("receive", tube, who="tech")
    given = "".join(
        f'{{"sample": "{tube}", "test": "{t}", "value": "{v}"}}\n' for t, v in (("NA", 140), ("K", 5.9))
    )
    house.run("record", who="tech", given=given)
    house.run("release", tube, who="path")
    done = house.run("amend", tube, "K=4.1", "--reason", "wrong rack", who="tech")
    assert (done.code, done.err) == (
        1,
        "labkiosk: tech (technician) may not amend released results: ask a pathologist.\n",
    )
    done = house.run("amend", tube, "k=4.1", "--reason", "wrong rack", who="path")
    assert done.out == "K is now 4.1 mmol/L. Another person releases it, and that makes the amended report.\n"
    done = house.run("release", tube, who="path")
    assert done.err == "labkiosk: Sample 0016 K was entered by you: a second person releases it.\n"
    house.run("people", "add", "bose", "Dr Bose", "--role", "pathologist", who="super")
    house.run("release", tube, who="bose")
    done = house.run("amend", tube, "--withdraw", "NA", "--reason", "wrong patient", who="bose")
    assert done.out.splitlines() == [
        "Withdrawn: NA. Order O01-0000001: amended report 3.",
        "labkiosk amend --list shows who is to be told.",
    ]
    assert house.run("amend", "--list").out.splitlines() == [
        "O01-0000001  2.1  <time>  Ward 3  version 1 asked for it",
        "O01-0000001  3.1  <time>  Ward 3  version 2 asked for it",
    ]
    for at, version in (("2.1", 2), ("3.1", 3)):
        told = house.run("amend", tube, "--told", at, "--who", "Sister Mary", who="phleb")
        assert told.out == f"Ward 3: Sister Mary was told of report {version} of order O01-0000001.\n"
    assert house.run("amend", "--list").out == "Everybody who had an amended report was told.\n"
    said = house.run("report", tube, "--version", "1").out.splitlines()
    assert said[0] == "*** REPLACED by version 3 of <time>: do not use ***"
    history = house.run("sample", tube).out
    for line in (
        "Released K in report 2.",
        "K: corrects what was out.",
        "Withdrawn in report 3: NA (wrong patient).",
        "Sister Mary was told of what report 3 corrects.",
    ):
        assert f"    {line}\n" in history


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Give the sample and TEST=VALUE, or --list to see who is to be told."),
        (("010000000016",), "Give either TEST=VALUE, or --withdraw T, or --told V.N."),
        (("010000000016", "K"), "'K' is no TEST=VALUE: write the test's code, =, and the right value."),
        (("010000000016", "--told", "2"), "'2' is no V.N, such as 2.1: labkiosk amend --list shows them."),
        (("010000000016", "--withdraw", "K"), "Reason is missing. Type it."),
    ],
)
def test_what_is_not_said_is_asked_for(house: House, words: tuple[str, ...], said: str) -> None:
    done = house.run("amend", *words, who="path")
    assert (done.code, done.out, done.err) == (1, "", f"labkiosk: {said}\n")

"""Cultures and texts from the command line."""

import json

import pytest

from tests.cli.running import House


def received(house: House, *tests: str) -> str:
    (tube,) = house.order(*tests)
    house.run("receive", tube, who="tech")
    return tube


def test_a_culture_is_listed_read_tested_and_shown(house: House) -> None:
    tube = received(house, "URICUL")
    assert house.run("culture").out == f"  <time>  {tube}  URICUL  not read yet  Asha Devi\n"
    told = house.run("culture", tube, "uricul", "--read", "growth", "--grew", "eco=>10^5", who="tech")
    assert told.out == (
        f"{tube} URICUL: growth, read after 0 h, not final\n  1  Escherichia coli  >10^5 CFU/mL\n"
    )
    done = house.run(
        "culture", tube, "URICUL", "--isolate", "1", "--disk", "CIP=23", "--mic", "GEN=<=8", "--letter", "COL=S",
        "--reason", "reference laboratory", who="tech",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[2:] == [
        "       I  Ciprofloxacin  23 mm",
        "       -  Gentamicin     <=8 mg/L  reaches over a limit (S <= 2, R > 2 mg/L)",
        "       S  Colistin                 category given by a person; not printed",
    ]


def test_wrong_use_and_what_is_refused(house: House) -> None:
    tube = received(house, "URICUL")
    assert house.run("culture", "--read", "none").err == "labkiosk culture: give the sample and its test.\n"
    wrong = house.run("culture", tube, "URICUL", "--disk", "CIP=20")
    assert (wrong.code, wrong.err) == (
        2, "labkiosk culture: --disk, --mic and --letter go with --isolate, and apart from --read.\n",
    )  # fmt: skip
    nothing = house.run("culture", tube, "URICUL", "--isolate", "1", "--disk", "CIP=20", who="tech")
    assert (nothing.code, nothing.err) == (
        1, "labkiosk: URICUL has no isolate 1: read the culture first, and say what grew.\n",
    )  # fmt: skip


def test_an_isolate_without_an_antibiogram_is_shown_and_struck(house: House) -> None:
    tube = received(house, "URICUL")
    told = house.run(
        "culture", tube, "URICUL", "--read", "growth", "--grew", "ECO", "--grew", "SKIN", who="tech"
    )
    assert told.out.splitlines()[1:] == ["  1  Escherichia coli", "  2  Skin flora"]
    struck = house.run("culture", tube, "URICUL", "--isolate", "2", "--strike", "a contaminant", who="tech")
    assert struck.out.splitlines()[1:] == [
        "  1  Escherichia coli",
        "  2  Skin flora    struck: a contaminant",
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            ("--strike", "why"),
            "--strike goes with the sample, its test and --isolate, and with nothing else.",
        ),
        (("--grew", "ECO"), "--grew goes with --read."),
        (("--hours", "0"), "--hours goes with --read."),
        (("--not-final",), "--not-final goes with --read."),
    ],
)
def test_what_is_given_is_never_passed_over(house: House, given: tuple[str, ...], said: str) -> None:
    wrong = house.run("culture", received(house, "URICUL"), "URICUL", *given, who="tech")
    assert (wrong.code, wrong.err) == (2, f"labkiosk culture: {said}\n")


def test_a_text_is_recorded_from_a_file_and_from_a_line(house: House) -> None:
    tube = received(house, "PSMEAR")
    text = "Red cells: normal.\nImpression: normal"
    done = house.run("record", "--text", tube, "--test", "PSMEAR", who="tech", given=text)
    assert (done.code, done.lines[0]["value"]) == (0, "normal")
    line = {"sample": tube, "test": "PSMEAR", "value": f"{text} smear", "reason": "seen again"}
    assert house.run("record", who="tech", given=json.dumps(line)).lines[0]["value"] == "normal smear"
    assert house.run("record", "--text", tube).err == "labkiosk record: --text and --test go together.\n"
    broken = house.run("record", "--text", tube, "--test", "PSMEAR", who="tech", given=b"\xff")
    assert (broken.code, broken.err) == (1, "labkiosk: The text is not UTF-8.\n")
    typed = {"sample": tube, "test": "PSMEAR", "value": "x" * 6001}
    assert house.run("record", who="tech", given=json.dumps(typed)).code == 1

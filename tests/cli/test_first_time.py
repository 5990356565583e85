"""The first time at a terminal: the program offers to make a home."""

import os
import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.running import run

ASKED = (
    ("Make one now? [y/n] ", "y"),
    ("This home's number, 01 to 97 (98 is for training): ", "7"),
    ("Numbers this site has used before, such as 01 02 (Enter for none): ", "01 07"),
    ("Name of the laboratory, as reports show it: ", "District Hospital"),
    ("Its address, for reports: ", "12 Station Road"),
    ("Add example people (badges phleb, tech, path, super)? [y/n] ", "n"),
    ("Number 07 was used before: choose one that never was. Again:", None),
    ("This home's number, 01 to 97 (98 is for training): ", "08"),
    ("such as 01 02 (Enter for none): ", "01 07"),
    ("as reports show it: ", "District Hospital"),
    ("for reports: ", "12 Station Road"),
    ("path, super)? [y/n] ", "y"),
)


def _at_terminal(home: Path, *words: str) -> "pexpect.spawn[str]":
    return pexpect.spawn(
        sys.executable,
        ["-m", "labkiosk", *words, "--home", str(home)],
        env=dict(os.environ) | {"TERM": "linux"},
        encoding="utf-8",
        dimensions=(24, 80),
        timeout=30,
    )


def test_a_home_is_offered_made_and_opened(tmp_path: Path) -> None:
    home = tmp_path / "home"
    child = _at_terminal(home)
    child.expect_exact(f"There is no home in {home} yet. It will hold this laboratory's data.")
    for question, answer in ASKED:
        child.expect_exact(question)
        if answer is not None:
            child.sendline(answer)
    child.expect_exact("District Hospital")  # the screen's title bar
    child.kill(9)
    child.close()
    people = run("people", "list", "--home", home, "--json").lines
    assert [person["badge"] for person in people] == ["path", "phleb", "super", "tech"]
    assert (
        run("doctor", "--home", home, "--json").lines[2]["said"].startswith("number 08, District Hospital, ")
    )


@pytest.mark.parametrize("answer", ["n\n", "\n", "\x04"])
def test_nothing_is_made_for_who_does_not_want_it(tmp_path: Path, answer: str) -> None:
    home = tmp_path / "home"
    child = _at_terminal(home)
    child.expect_exact("Make one now? [y/n] ")
    child.send(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert not home.exists()


def test_init_asks_which_numbers_were_used(tmp_path: Path) -> None:
    home = tmp_path / "home"
    child = _at_terminal(home, "init", "--kiosk", "03", "--site", "X")
    child.expect_exact("Numbers this site has used before, such as 01 02 (Enter for none): ")
    child.sendline("03")
    child.expect_exact("labkiosk: Number 03 was used before: choose one that never was.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
    assert not home.exists()

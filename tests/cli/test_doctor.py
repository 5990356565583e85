"""The doctor says what is set up, what is missing, and what to do."""

from pathlib import Path

import pexpect
import pytest

from labkiosk.cli.health import of_home
from labkiosk.lab.backups import back_up
from tests.cli.running import House, Ran, run
from tests.lab.homes import Clock, make
from tests.support.teller import LABKIOSK


def _said(done: Ran) -> dict[str, tuple[str, str]]:
    return {check["what"]: (check["word"], check["said"]) for check in done.lines}


def test_a_new_home(house: House) -> None:
    done = house.run("doctor", "--json")
    assert (done.code, done.err) == (0, "")
    said = _said(done)
    assert said["home"] == (
        "LOOK",
        f"number 01, District Hospital, in {house.home}: its address is not stated, and reports say so",
    )
    assert said["key"] == (
        "LOOK",
        "it lies beside the data: it protects a stolen copy of the database, not a stolen box."
        " Keep a copy in another place: without it the data and every backup are lost",
    )
    assert said["backup"] == ("LOOK", "there is none: labkiosk backup DIR, on another disk")
    assert said["scripts"][0] == said["SQLite"][0] == said["disk"][0] == "OK"
    assert said["catalogue"][0] == "LOOK"
    assert said["printing"] == ("OK", "0 papers waiting; a worker is not running")
    assert [c["said"] for c in done.lines if c["what"] == "people"] == [
        "example people may act (path, phleb, super, tech): labkiosk people remove BADGE",
        "4 may act",
    ]


def test_each_line_fits_the_screen(house: House) -> None:
    done = house.run("doctor")
    assert done.code == 0
    assert max(len(line) for line in done.out.splitlines() if str(house.home) not in line) <= 80
    assert {line[:4].strip() for line in done.out.splitlines()} == {"OK", "LOOK", ""}


def test_what_is_amiss(house: House) -> None:
    (house.home / "key").chmod(0o644)
    house.order("K")
    for badge in ("path", "super"):
        house.run("people", "remove", badge)
    (house.home / "catalogue").mkdir()
    (house.home / "catalogue" / "reasons.csv").write_text("code\n")
    done = house.run("doctor", "--json")
    said = _said(done)
    assert said["key"] == ("BAD", f"others may read it: chmod 600 {house.home}/key")
    assert said["catalogue"][0] == "BAD"
    assert said["printing"] == ("LOOK", "2 papers waiting and no worker runs: labkiosk print")
    assert [c["said"] for c in done.lines if c["what"] == "people"][:2] == [
        'no pathologist, so nothing can be released: labkiosk people add BADGE "NAME" --role pathologist',
        'no supervisor, so nobody signs for people and backups: labkiosk people add BADGE "NAME" --role supervisor',
    ]
    assert (done.code, done.err) == (1, "labkiosk: BAD: key, catalogue. Do what is said there first.\n")


def test_pictures_in_clear_are_named(house: House) -> None:
    house.order("K")
    assert house.run("print", "--once").code == 0
    said = _said(house.run("doctor", "--json"))
    assert said["paper"] == (
        "LOOK",
        f"2 pictures in {house.home}/paper, unencrypted, with names and results",
    )


def test_without_a_home_it_still_looks_at_the_machine(tmp_path: Path) -> None:
    done = run("doctor", "--home", tmp_path / "none", "--json")
    assert (done.code, done.err) == (1, "labkiosk: BAD: home. Do what is said there first.\n")
    assert _said(done)["home"][1].startswith(f"There is no home in {tmp_path}/none: labkiosk init ")
    assert _said(done)["SQLite"][0] == "OK"


def test_a_screen_that_is_too_small(tmp_path: Path) -> None:
    words = [*LABKIOSK, "doctor", "--home", str(tmp_path / "none")]
    there = pexpect.spawn(words[0], words[1:], dimensions=(20, 70), encoding="utf-8")
    there.expect_exact("70x20: make it 80x24 or larger")
    there.wait()


def test_without_example_people_none_are_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run("init", "--home", home, "--kiosk", "01", "--site", "Clinic")
    said = [check["said"] for check in run("doctor", "--home", home, "--json").lines]
    assert [text for text in said if text.startswith("example people")] == []


def test_a_training_home_says_so(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run("init", "--home", home, "--kiosk", "98", "--site", "School", "--examples")
    assert _said(run("doctor", "--home", home, "--json"))["home"] == (
        "LOOK",
        f"number 98, School, in {home}: for TRAINING only, its papers say so",
    )


@pytest.mark.parametrize(("hours", "word"), [(0, "OK"), (23, "OK"), (24, "LOOK"), (71, "LOOK"), (72, "BAD")])
def test_a_backup_grows_old(tmp_path: Path, hours: int, word: str) -> None:
    clock = Clock()
    (tmp_path / "stick").mkdir()
    with make(tmp_path / "home", clock) as lab:
        lab.sign_in("super")
        made = back_up(lab, tmp_path / "stick")
        clock.turn(60 * hours)
        advice = "" if word == "OK" else ": labkiosk backup DIR"
        (check,) = [c for c in of_home(lab) if c.what == "backup"]
    assert made.path == tmp_path / "stick" / "labkiosk-01-20261122-120000.db"
    assert check == ("backup", word, f"{hours} h old, {made.path}{advice}")


@pytest.mark.parametrize(
    ("zone", "word", "said"),
    [
        (330, "OK", "lab time 22 Nov 2026 12:00"),
        (-210, "OK", "lab time 22 Nov 2026 03:00"),
        (
            0,
            "LOOK",
            "lab time 22 Nov 2026 06:30, and the machine's zone is UTC: where the clock on the wall says another"
            " time, timedatectl set-timezone Asia/Kolkata",
        ),
    ],
)
def test_a_machine_that_nobody_told_where_it_stands_is_looked_at(
    tmp_path: Path, zone: int, word: str, said: str
) -> None:
    with make(tmp_path / "home", Clock()) as lab:
        there = lab.clock()._replace(zone=zone)
        lab.clock = lambda: there
        assert [c for c in of_home(lab) if c.what == "clock"] == [("clock", word, said)]


def test_a_clock_in_doubt_is_bad(tmp_path: Path) -> None:
    clock = Clock()
    with make(tmp_path / "home", clock) as lab:
        wrong = clock()._replace(wall=clock().wall - 86_400_000)
        lab.clock = lambda: wrong
        (check,) = [c for c in of_home(lab) if c.what == "clock"]
    assert check == (
        "clock",
        "BAD",
        "lab time 22 Nov 2026 12:00, but the machine says 21 Nov 2026 12:00:"
        ' labkiosk clock --set "2026-11-22 07:10"',
    )

"""A home is made whole or not at all, under a number that was never used."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from labkiosk.board import people
from labkiosk.lab.lab import Lab
from labkiosk.lab.site import make_home, set_clock, site_and_address
from tests.lab.homes import NOON, Clock, make
from tests.lab.refusals import refused


def made(folder: Path, **said: object) -> None:
    given: dict[str, object] = {"kiosk": 1, "site": "District Hospital", "address": "", "user": "root"}
    make_home(folder, **(given | said))  # type: ignore[arg-type]


def test_a_home_holds_its_settings_and_no_people(tmp_path: Path) -> None:
    made(tmp_path / "home", kiosk=7, used=(1, 3), clock=Clock())
    with Lab(tmp_path / "home", badge=None, user="root") as lab:
        assert people.settings(lab.conn) == {
            "kiosk": "7", "site": "District Hospital", "address": "", "used": "01 03 07",
        }  # fmt: skip
        assert people.people(lab.conn) == []
        assert (lab.kiosk, lab.training) == (7, False)
        assert site_and_address(lab) == ("District Hospital", "address not stated")
        assert sorted(p.name for p in lab.home.folder.iterdir()) == [
            "key", "lab.db", "lab.db-shm", "lab.db-wal", "lab.lock",
        ]  # fmt: skip


def test_examples_are_four_people(tmp_path: Path) -> None:
    with make(tmp_path / "home", Clock(), kiosk=98) as lab:
        assert [(p.badge, p.role) for p in people.people(lab.conn)] == [
            ("path", "pathologist"), ("phleb", "phlebotomist"), ("super", "supervisor"), ("tech", "technician"),
        ]  # fmt: skip
        assert lab.training


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"kiosk": 0}, "The kiosk's number is from 01 to 98 (98 is for training)."),
        ({"kiosk": 99}, "The kiosk's number is from 01 to 98 (98 is for training)."),
        ({"kiosk": 3, "used": (1, 3)}, "Number 03 was used before: choose one that never was."),
        ({"used": (2, 100)}, "A used number is from 01 to 98, not 100."),
        ({"site": " "}, "Site is missing. Type it."),
        ({"site": "a\u202eb"}, "Site has a hidden character (\\u202e). Type it again without it."),
        ({"address": "x" * 161}, "Address is too long: 161 characters, at most 160."),
    ],
)
def test_what_is_refused_leaves_nothing(tmp_path: Path, said: dict[str, object], line: str) -> None:
    with refused(line):
        made(tmp_path / "home", **said)
    assert not (tmp_path / "home").exists()


def test_a_home_is_never_made_over_another(tmp_path: Path) -> None:
    made(tmp_path / "home")
    with refused(f"{tmp_path / 'home'} holds a home already: choose another folder."):
        made(tmp_path / "home", kiosk=2)
    (tmp_path / "home" / "lab.db").unlink()
    with refused(f"{tmp_path / 'home'} holds a home already: choose another folder."):
        made(tmp_path / "home", kiosk=2)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with refused(f"A home cannot be made in {tmp_path / 'file' / 'home'}: Not a directory."):
        made(tmp_path / "file" / "home")


def test_a_person_sets_the_clock(tmp_path: Path) -> None:
    clock = Clock()
    with make(tmp_path / "home", clock) as lab:
        lab.sign_in("super")
        set_clock(lab, datetime(2026, 11, 24, 1, 30, tzinfo=UTC))
        assert lab.local(lab.time().at).isoformat() == "2026-11-24T07:00:00+05:30"
        clock.turn(5)
        assert lab.time() == (NOON + (43 * 60 + 5) * 60_000, False)
        assert lab.today().isoformat() == "2026-11-24"


@pytest.mark.parametrize("year", [2020, 2099])
def test_the_first_and_the_last_year_there_are(tmp_path: Path, year: int) -> None:
    with make(tmp_path / "home", Clock()) as lab:
        lab.sign_in("super")
        set_clock(lab, datetime(year, 6, 1, tzinfo=UTC))
        assert lab.today().year == year


@pytest.mark.parametrize("year", [2019, 2100])
def test_a_year_that_is_a_slip_of_the_hand(tmp_path: Path, year: int) -> None:
    with make(tmp_path / "home", Clock()) as lab:
        lab.sign_in("super")
        with refused("The year is from 2020 to 2099: type the date again."):
            set_clock(lab, datetime(year, 6, 1, tzinfo=UTC))
        assert lab.time().at == NOON


def test_a_home_of_a_newer_program_is_not_opened(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with make(home, Clock()) as lab:
        lab.conn.execute("PRAGMA user_version=2")
    with refused("This home was written by a newer labkiosk: open it with that one."):
        Lab(home, badge=None, user="root")

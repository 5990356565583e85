"""A backup is refused in one line where the disk does not take it."""

from pathlib import Path

import pytest

from labkiosk.lab.backups import back_up
from labkiosk.lab.lab import Lab
from tests.disasters.small_disk import CannotMount, small_disk
from tests.lab.refusals import refused


def test_a_folder_in_which_something_stands_in_the_way(lab: Lab, tmp_path: Path) -> None:
    lab.sign_in("super")
    stick = tmp_path / "stick"
    in_the_way = stick / ".labkiosk-01-20261122-120000.db.part"
    in_the_way.mkdir(parents=True)
    with refused(f"{stick} cannot be written (Is a directory): choose another folder."):
        back_up(lab, stick)
    assert list(stick.iterdir()) == [in_the_way]


def test_a_stick_that_is_full(lab: Lab, tmp_path: Path) -> None:
    lab.sign_in("super")
    (tmp_path / "stick").mkdir()
    try:
        with small_disk(tmp_path / "stick", "64k") as stick:
            with refused(f"{stick} cannot be written (database or disk is full): choose another folder."):
                back_up(lab, stick)
            assert list(stick.iterdir()) == []
    except CannotMount as error:
        pytest.skip(str(error))

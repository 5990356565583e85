"""Who acts and whom it is about are two badges."""

from pathlib import Path

from tests.cli.running import House, run


def test_a_supervisor_adds_and_removes_somebody_else(tmp_path: Path) -> None:
    house = House(tmp_path)
    added = house.run("people", "add", "b7", "Dr Rao", "--role", "pathologist", who="super")
    assert added == (0, "Dr Rao may act as pathologist with badge b7.\n", "")
    assert house.run("people", "remove", "b7", who="super") == (0, "Badge b7 may act no more.\n", "")
    listed = house.run("people", "list").out.splitlines()
    assert [line.split()[:2] for line in listed] == [
        ["b7", "pathologist"],
        ["path", "pathologist"],
        ["phleb", "phlebotomist"],
        ["super", "supervisor"],
        ["tech", "technician"],
    ]


def test_the_first_person_of_a_new_home_is_added_without_a_badge(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run("init", "--home", home, "--kiosk", "02", "--site", "Lab")
    added = run("people", "add", "s1", "Anita", "--role", "supervisor", "--home", home)
    assert added == (0, "Anita may act as supervisor with badge s1.\n", "")
    assert run("clock", "--home", home, "--as", "s1").code == 0

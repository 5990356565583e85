"""People come and go; what they did stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import people
from labkiosk.lab.lab import Lab
from labkiosk.lab.staff import add_person, remove_person
from tests.lab.homes import Clock, make
from tests.lab.refusals import refused


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with make(tmp_path / "home", Clock()) as lab:
        lab.sign_in("super")
        yield lab


def test_a_person_is_added_with_clean_texts(lab: Lab) -> None:
    added = add_person(lab, " T-7 ", " Meena   Bai ", "Technician")
    assert added == people.Person("T-7", "Meena Bai", "technician", here=True)
    assert people.person(lab.conn, "T-7") == added
    assert lab.sign_in("T-7") == added


def test_a_badge_that_is_known_gets_the_new_name_and_role(lab: Lab) -> None:
    add_person(lab, "tech", "Dr Rao", "pathologist")
    assert people.person(lab.conn, "tech") == people.Person("tech", "Dr Rao", "pathologist", here=True)


def test_who_left_is_still_named_on_paper(lab: Lab) -> None:
    remove_person(lab, "tech")
    assert people.person(lab.conn, "tech") == people.Person(
        "tech", "Example Technician", "technician", here=False
    )
    assert people.actor_name(lab.conn, "badge:tech") == "Example Technician"
    add_person(lab, "tech", "Example Technician", "technician")
    assert lab.sign_in("tech").here


def test_names_of_actors(lab: Lab) -> None:
    assert people.actor_name(lab.conn, "badge:never") == "never"
    assert people.actor_name(lab.conn, "os:root") == "root (no badge)"
    assert people.actor_name(lab.conn, "machine:print") == "print (machine)"


def test_refusals(lab: Lab) -> None:
    with refused("Badge is missing. Type it."):
        add_person(lab, "  ", "Meena", "technician")
    with refused("Name is missing. Type it."):
        add_person(lab, "t1", "", "technician")
    with refused("Name has a control character (\\x1b). Type it again without it."):
        add_person(lab, "t1", "Meena\x1b[2J", "technician")
    with refused('Unknown role "chief". Use phlebotomist, technician, pathologist or supervisor.'):
        add_person(lab, "t1", "Meena", "chief")
    with refused("Badge 't1' is not known here: labkiosk people list shows who is."):
        remove_person(lab, "t1")
    remove_person(lab, "tech")
    with refused("Badge 'tech' is not known here: labkiosk people list shows who is."):
        remove_person(lab, "tech")
    assert people.person(lab.conn, "t1") is None

"""The keys that validation, release by rules and amendments print are those that the manual tells."""

from pathlib import Path

import pytest

from tests.cli.running import House
from tests.docs.telling import objects, only, told
from tests.lab.approved import approve


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def recorded(house: House, **values: str) -> str:
    """A received tube with these values."""
    (tube,) = house.order(*values)
    house.run("receive", tube, who="tech")
    lines = [f'{{"sample": "{tube}", "test": "{t}", "value": "{v}"}}\n' for t, v in values.items()]
    house.run("record", who="tech", given="".join(lines))
    return tube


def test_validation_and_release_by_rules(house: House) -> None:
    approve(house.home, "test,NA,2,no,book,,\ntest,K,1,asked,book,Dr Rao,\n")
    tube = recorded(house, NA="140", K="4.1")
    judged = objects(house.run("release", "--auto", "--all", "--json", who="tech"))
    assert [set(each) for each in judged] == [told("release", "with `--auto`")] * 2
    assert [(each["test"], each["released"]) for each in judged] == [("NA", False), ("K", True)]
    house.run("people", "add", "meena", "Meena", "--role", "technician", who="super")
    done = only(house.run("release", "--validate", tube, "--json", who="meena"))
    assert set(done) == told("release", "with `--validate`")


def test_amend(house: House) -> None:
    tube = recorded(house, NA="140", K="4.1")
    house.run("release", tube, who="path")
    done = only(house.run("amend", tube, "K=4.4", "--reason", "wrong rack", "--json", who="path"))
    assert set(done) == told("amend")
    done = only(
        house.run("amend", tube, "--withdraw", "NA", "--reason", "wrong patient", "--json", who="path")
    )
    assert set(done) == told("amend", "with `--withdraw`")
    (one,) = objects(house.run("amend", "--list", "--json"))
    assert set(one) == told("amend", "with `--list`")
    words = (one["order"], "--told", one["at"], "--who", "Sister Mary", "--json")
    assert set(only(house.run("amend", *words, who="phleb"))) == told("amend", "with `--told`")
    assert objects(house.run("amend", "--list", "--json")) == []

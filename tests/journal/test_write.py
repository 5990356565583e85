"""What is said in one act is kept together or not at all, and no number is given twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.board import people
from labkiosk.facts.errors import Refused
from labkiosk.facts.person import PersonAdded
from labkiosk.lab.lab import Lab
from tests.journal.outsider import journal, outsider
from tests.lab.homes import Clock, make


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with make(tmp_path / "home", Clock()) as lab:
        yield lab


def person(badge: str) -> PersonAdded:
    return PersonAdded(badge=badge, name="Meena Bai", role="technician")


def state(lab: Lab) -> dict[str, object]:
    with outsider(lab.home.folder) as conn:
        return dict(conn.execute("SELECT name, value FROM state").fetchall())


def test_an_error_inside_an_act_keeps_nothing_of_it(lab: Lab) -> None:
    before = journal(lab.home.folder), state(lab)
    with pytest.raises(RuntimeError, match=r"^half way$"), lab.act() as act:
        act.append(person("t1"))
        act.settle()
        assert people.person(act.conn, "t1") is not None
        raise RuntimeError("half way")
    assert (journal(lab.home.folder), state(lab)) == before
    assert people.person(lab.conn, "t1") is None


def test_the_next_act_goes_on_where_the_last_whole_one_ended(lab: Lab) -> None:
    with pytest.raises(RuntimeError), lab.act() as act:
        act.append(person("t1"))
        raise RuntimeError
    with lab.act() as act:
        act.append(person("t2"))
    assert [r["seq"] for r in journal(lab.home.folder)] == [1, 2, 3, 4, 5, 6]


def test_an_act_that_says_nothing_writes_nothing(lab: Lab) -> None:
    before = journal(lab.home.folder), state(lab)
    with lab.act() as act:
        act.mint("J")
    assert (journal(lab.home.folder), state(lab)) == before


def test_patients_and_orders_lie_beside_the_tubes_they_come_with(lab: Lab) -> None:
    with lab.act() as act:
        given = [act.mint("P"), act.mint("O"), *(act.serial("S") for _ in range(3)), act.mint("J")]
        assert given == ["P01-0000001", "O01-0000001", 1, 2, 3, "J01-0000001"]
        act.append(person("t1"))
    with lab.act() as act:
        assert [act.mint("O"), act.serial("S"), act.mint("J")] == ["O01-0000004", 4, "J01-0000002"]
        assert [act.mint("P"), act.mint("P")] == ["P01-0000004", "P01-0000005"]
        act.append(person("t2"))
    with lab.act() as act:
        assert [act.mint("P"), act.mint("O")] == ["P01-0000006", "O01-0000005"]


def test_two_open_programs_mint_in_turn_and_never_the_same(lab: Lab) -> None:
    minted = []
    with Lab(lab.home.folder, badge="phleb", user="root", clock=lab.clock) as other:
        for number in range(6):
            with (lab, other)[number % 2].act() as act:
                minted += [act.mint("O"), act.mint("O"), act.mint("P")]
                act.append(person(f"t{number}"))
    assert minted[:6] == [
        "O01-0000001",
        "O01-0000002",
        "P01-0000001",
        "O01-0000003",
        "O01-0000004",
        "P01-0000002",
    ]
    assert len(set(minted)) == 18


def test_every_fact_is_filed_under_each_of_its_subjects(lab: Lab) -> None:
    with lab.act() as act:
        act.append(person("t1"))
    with outsider(lab.home.folder) as conn:
        filed = conn.execute("SELECT subject, kiosk, seq FROM touch ORDER BY seq").fetchall()
    assert filed == [
        ("home", 1, 1), ("B:phleb", 1, 2), ("B:tech", 1, 3), ("B:path", 1, 4), ("B:super", 1, 5), ("B:t1", 1, 6)
    ]  # fmt: skip


def test_a_lock_that_cannot_be_opened_is_said_in_one_line(lab: Lab) -> None:
    lab.home.lock.unlink()
    lab.home.lock.mkdir()
    with pytest.raises(Refused) as refused, lab.act():
        pass
    assert str(refused.value) == (
        f"{lab.home.lock} cannot be opened (Is a directory): look at the disk, then try again."
    )


def test_an_error_of_our_own_is_not_blamed_on_the_disk(lab: Lab) -> None:
    with pytest.raises(Exception, match=r"^UNIQUE constraint failed: touch") as error, lab.act() as act:
        act.append(person("t1"))
        act.conn.execute("INSERT INTO touch SELECT * FROM touch")
    assert not isinstance(error.value, Refused)
    assert len(journal(lab.home.folder)) == 5

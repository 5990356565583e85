"""A board of another version, or none, is made anew from the journal when a lab opens."""

import tracemalloc
from pathlib import Path

import pytest

from labkiosk.board import schema
from labkiosk.board.rebuild import differences, rebuild
from labkiosk.facts.person import PersonAdded
from labkiosk.lab.bench import receive
from labkiosk.lab.lab import Lab
from labkiosk.lab.results import Given, record
from tests.journal.outsider import outsider
from tests.lab.homes import Clock, make, order


def dump(lab: Lab) -> dict[str, list[tuple[object, ...]]]:
    return {name: lab.conn.execute(f"SELECT * FROM {name}").fetchall() for name in schema.NAMES}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with make(tmp_path / "home", Clock()) as lab:
        made = order(lab, "NA", "PT")
        tube = next(s for s in made.samples if s.tests == ("NA",))
        receive(lab, tube.sample)
        record(lab, tube.sample, [Given(test="NA", value="140")])
    return tmp_path / "home"


EDITS = {
    "of an older version": "UPDATE state SET value = '0-00000000' WHERE name = 'board'; UPDATE sample SET state = 'x'",
    "with other tables": "UPDATE state SET value = 'x' WHERE name = 'board'; DROP TABLE result; CREATE TABLE old (a)",
    "that was never made": "DELETE FROM state WHERE name = 'board'",
}


@pytest.mark.parametrize("sql", EDITS.values(), ids=EDITS.keys())
def test_a_board(home: Path, sql: str) -> None:
    with Lab(home, badge=None, user="root") as lab:
        before = dump(lab)
    with outsider(home) as conn:
        for statement in sql.split("; "):
            conn.execute(statement)
    with Lab(home, badge="tech", user="root") as lab:
        assert dump(lab) == before
        assert schema.version(lab.conn) == schema.VERSION
        assert list(differences(lab.conn)) == []
        kept = {name for (name,) in lab.conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        assert "old" not in kept


def test_a_board_of_this_version_is_left_as_it_is(home: Path) -> None:
    with outsider(home) as conn:
        conn.execute("UPDATE orders SET ward = 'Ward 9'")
    with Lab(home, badge=None, user="root") as lab:
        assert list(differences(lab.conn)) == ["board: orders O01-0000001 is not what the journal says"]


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("DROP INDEX work_queue", "work_queue"),
        ("DROP TRIGGER sample_uncounted", "sample_uncounted"),
    ],
)
def test_what_the_board_is_made_of_is_proved_too(home: Path, sql: str, name: str) -> None:
    with outsider(home) as conn:
        conn.execute(sql)
    with Lab(home, badge=None, user="root") as lab:
        assert list(differences(lab.conn)) == [f"board: {name} is not as the board is made"]
        with lab.act() as act:
            rebuild(act.conn)
        assert list(differences(lab.conn)) == []


def test_a_rebuild_is_one_transaction(home: Path) -> None:
    with Lab(home, badge=None, user="root") as lab:
        before = dump(lab)
        with pytest.raises(RuntimeError), lab.act() as act:
            rebuild(act.conn)
            raise RuntimeError
        assert dump(lab) == before
        with lab.act() as act:
            rebuild(act.conn)
        assert dump(lab) == before


def test_the_version_changes_with_the_tables() -> None:
    assert schema.VERSION.startswith(f"{schema.FOLDS}-")
    assert len(schema.VERSION.partition("-")[2]) == 8


def test_the_comparison_holds_no_whole_table(home: Path) -> None:
    with Lab(home, badge="super", user="root") as lab:
        with lab.act() as act:
            for n in range(3000):
                act.append(PersonAdded(badge=f"b{n:04}", name=f"Person {n:04}", role="technician"))
        tracemalloc.start()
        try:
            assert list(differences(lab.conn)) == []
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert most < 300_000  # the rows of these people alone take a megabyte


def test_each_place_that_differs_is_said_once(home: Path) -> None:
    with outsider(home) as conn:
        conn.execute("INSERT INTO person VALUES ('a', 'A', 'technician', 1), ('zz', 'Z', 'technician', 1)")
        conn.execute("UPDATE person SET name = 'X' WHERE badge = 'path'")
        conn.execute("DELETE FROM person WHERE badge = 'super'")
        conn.execute("INSERT INTO draft VALUES ('010000000016', 'NA', '14')")
    with Lab(home, badge=None, user="root") as lab:
        assert list(differences(lab.conn)) == [
            "board: draft 010000000016 is not what the journal says",
            "board: person a is not what the journal says",
            "board: person path is not what the journal says",
            "board: person super is missing",
            "board: person zz is not what the journal says",
        ]

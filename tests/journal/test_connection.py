"""The one recipe by which a database is opened, held to what SQLite says of it."""

from contextlib import closing
from pathlib import Path

import pytest

from labkiosk.facts.errors import Refused
from labkiosk.journal import connection
from labkiosk.journal.connection import connect, data_version, forbid_writing, snapshot
from labkiosk.journal.home import Home
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from tests.journal.outsider import outsider
from tests.lab.homes import Clock, make

FRAME = 24 + 4096


@pytest.fixture
def home(tmp_path: Path) -> Home:
    with make(tmp_path / "home", Clock()) as lab:
        return lab.home


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 30_000),
        ("temp_store", 2),
        ("cache_size", -32_000),
    ],
)
def test_every_connection_is_set_up_alike(home: Home, pragma: str, value: object) -> None:
    with closing(connect(home.database, home.key())) as conn:
        assert conn.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_torn_write_is_not_trusted_to_stop_at_its_bytes(home: Home) -> None:
    """With psow=0 a commit's last frame is written again until the disk's sector is full; else it is not."""
    wal = home.database.with_name("lab.db-wal")
    grown = {}
    with closing(connect(home.database, home.key())) as ours, outsider(home.folder, "&psow=1") as theirs:
        for name, conn in (("ours", ours), ("theirs", theirs)):
            conn.execute("UPDATE state SET value = 'x' WHERE name = 'board'")
            before = wal.stat().st_size
            conn.execute("UPDATE state SET value = 'y' WHERE name = 'board'")
            grown[name] = wal.stat().st_size - before
    assert grown == {"ours": 2 * FRAME, "theirs": FRAME}


def test_another_key_does_not_open_it(home: Home) -> None:
    with pytest.raises(Refused) as refused:
        connect(home.database, "0" * 64)
    assert str(refused.value) == f"{home.database} does not open with this key: put the right key file back."


def test_a_file_that_is_no_database_is_said_to_be_none(home: Home) -> None:
    for left in home.folder.glob("lab.db-*"):
        left.unlink()
    home.database.write_bytes(b"not a database " * 1000)
    with pytest.raises(Refused) as refused:
        connect(home.database, home.key())
    assert str(refused.value) == f"{home.database} does not open with this key: put the right key file back."


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        connect(tmp_path / "lab.db", "0" * 64)
    assert str(refused.value) == (
        f"There is no database at {tmp_path / 'lab.db'}: run labkiosk init, or name another home."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "lab.db").mkdir()
    with pytest.raises(Refused) as refused:
        connect(tmp_path / "lab.db", "0" * 64)
    assert str(refused.value) == (
        f"{tmp_path / 'lab.db'} cannot be opened (unable to open database file): look at the disk, then try again."
    )


def test_an_sqlite_that_can_damage_data_is_refused(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert connection.LOWEST_SQLITE == (3, 51, 3)
    assert connection.sqlite_version() >= (3, 51, 3)
    monkeypatch.setattr(connection, "LOWEST_SQLITE", (99, 0, 0))
    with pytest.raises(Refused, match=r"^SQLite 3\.\d+\.\d+ can damage data: install sqlcipher3 with SQLite"):
        connect(home.database, home.key())


def test_nothing_of_a_patient_can_be_read_from_any_file_of_the_home(tmp_path: Path) -> None:
    secrets = (b"Quetzalcoatl", b"9812345678", b"HOSP-77", b"Sorcerer", b"Fever of nine days")
    patient = PatientRequest(
        name="Quetzalcoatl Sharma",
        sex="M",
        ids=(Ident(system="mobile", value="9812345678"), Ident(system="hospital", value="HOSP-77")),
    )
    request = OrderRequest(
        patient=patient, tests=("CBC",), clinician="Dr Sorcerer", note="Fever of nine days"
    )
    with make(tmp_path / "home", Clock()) as lab:
        register(lab, request)
        held = {p.name: p.read_bytes() for p in lab.home.folder.rglob("*") if p.is_file()}
    assert {"lab.db", "lab.db-wal"} <= set(held)
    after = {p.name: p.read_bytes() for p in lab.home.folder.rglob("*") if p.is_file()}
    for files in (held, after):
        assert [(name, s) for name, data in files.items() for s in secrets if s.lower() in data.lower()] == []


def test_the_key_is_for_its_owner_alone(home: Home) -> None:
    assert home.key_file.stat().st_mode & 0o777 == 0o600
    assert home.folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read: put it back from your copy."),
        ("", "is damaged: put it back from your copy."),
        ("ab" * 31, "is damaged: put it back from your copy."),
        ("g" * 64, "is damaged: put it back from your copy."),
        ("A" * 64, "is damaged: put it back from your copy."),
        ("é" * 64, "cannot be read: put it back from your copy."),
    ],
)
def test_a_key_file_that_is_gone_or_damaged_is_named(home: Home, text: str | None, said: str) -> None:
    home.key_file.unlink()
    if text is not None:
        home.key_file.write_text(text, "utf-8")
    with pytest.raises(Refused) as refused:
        Lab(home.folder, badge=None, user="root")
    assert str(refused.value) == f"The key file {home.key_file} {said}"


def test_a_snapshot_sees_one_state_while_others_write(home: Home) -> None:
    sql = "SELECT value FROM state WHERE name = 'board'"
    with closing(connect(home.database, home.key())) as conn, outsider(home.folder) as other:
        with snapshot(conn):
            before = conn.execute(sql).fetchone()
            other.execute("UPDATE state SET value = 'x' WHERE name = 'board'")
            assert conn.execute(sql).fetchone() == before
        assert conn.execute(sql).fetchone() == ("x",)


def test_others_commits_are_noticed_and_own_ones_are_not(home: Home) -> None:
    with closing(connect(home.database, home.key())) as conn, outsider(home.folder) as other:
        first = data_version(conn)
        conn.execute("UPDATE state SET value = 'x' WHERE name = 'board'")
        assert data_version(conn) == first
        other.execute("UPDATE state SET value = 'y' WHERE name = 'board'")
        assert data_version(conn) != first


def test_a_connection_for_reading_cannot_write(home: Home) -> None:
    with closing(connect(home.database, home.key())) as conn:
        forbid_writing(conn)
        with pytest.raises(Exception, match="attempt to write a readonly database"):
            conn.execute("DELETE FROM state")

"""Backups: proved copies, and homes brought back from them under numbers of their own."""

import hashlib
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from labkiosk.journal.connection import connect
from labkiosk.journal.home import Home
from tests.cli.running import House, Ran, run
from tests.support.teller import LABKIOSK


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def _back_up(house: House, stick: Path) -> Path:
    done = house.run("backup", stick, "--json", who="super")
    assert (done.code, done.err) == (0, "")
    (answer,) = done.lines
    path = Path(answer["path"])
    assert [path] == list(stick.iterdir())
    assert answer["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    return path


def _restore(house: House, file: Path, to: Path, kiosk: str = "02", key: Path | None = None) -> Ran:
    return run("restore", file, "--to", to, "--kiosk", kiosk, "--key", key or house.home / "key")


def test_a_backup_says_what_it_is_worth(house: House, stick: Path) -> None:
    house.order("K")
    done = house.run("backup", stick, who="super")
    (file,) = stick.iterdir()
    assert done == (
        0,
        f"Backup {file}: 8 facts, read back and whole.\n"
        f"It opens only with {house.home}/key: keep a copy of that key in a third place, not beside this.\n"
        "LOOK: this folder is on the home's own disk, and is lost with it. Use another.\n",
        "",
    )
    assert b"Asha" not in file.read_bytes()
    assert (house.home / "key").read_bytes().strip() not in file.read_bytes()
    checks = {check["what"]: check for check in house.run("doctor", "--json").lines}
    assert checks["backup"] == {"what": "backup", "word": "OK", "said": f"0 h old, {file}"}


def test_a_backup_is_refused_where_it_would_be_lost(house: House, stick: Path) -> None:
    missing = stick / "none"
    assert house.run("backup", missing).err == (
        f"labkiosk: There is no folder {missing}: is the stick or disk mounted?\n"
    )
    (house.home / "inside").mkdir()
    assert house.run("backup", house.home / "inside").err == (
        f"labkiosk: {house.home}/inside is inside the home: choose a folder on another disk or stick.\n"
    )
    # No folder is made in /proc, not even by root.
    done = house.run("backup", "/proc")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(
        "labkiosk: /proc cannot be written (unable to open database: /proc/.labkiosk-01-"
    )
    assert done.err.endswith("): choose another folder.\n")
    assert house.run("backup", stick, who="tech").err == (
        "labkiosk: tech (technician) may not make a backup: ask a supervisor.\n"
    )
    assert list(stick.iterdir()) == []


def test_a_restored_home_goes_on_under_its_own_number(house: House, stick: Path, tmp_path: Path) -> None:
    serum, blood = house.order("K", "HB")
    house.run("receive", serum, who="tech")
    own = house.home / "catalogue"
    own.mkdir()
    shipped = run("catalogue", "--json").lines
    rows = "".join(f"{e['code']},{e['text']},{e['use']}\n" for e in shipped if e["is"] == "reason")
    (own / "reasons.csv").write_text(f"code,text,use\n{rows}SPILT,Spilt,reject\n")
    file = _back_up(house, stick)
    later = house.order("K")

    new = tmp_path / "new"
    done = _restore(house, file, new)
    assert done == (
        0,
        f"Home 02 is restored in {new} with 9 facts, and goes on where the backup ended.\n"
        "What was done after that backup is not in it: look at the tubes and papers of that time.\n"
        "The old home must not be used beside it: put its box away.\n",
        "",
    )
    assert sorted(path.name for path in new.iterdir()) == ["catalogue", "key", "lab.db", "lab.lock"]
    assert [(new / name).stat().st_mode & 0o777 for name in ("key", "lab.db")] == [0o600, 0o600]
    assert (new / "catalogue" / "reasons.csv").read_bytes() == (own / "reasons.csv").read_bytes()
    assert run("verify", "--home", new).out == (
        "Home 01: 9 facts, each in its place and unchanged.\n"
        "Home 02: 1 fact, each in its place and unchanged.\n"
        "Database, chain and board are sound.\n"
    )
    assert [item["sample"] for item in run("queue", "--home", new, "--json").lines] == [serum]
    there = House.__new__(House)
    there.home = new
    assert there.run("receive", blood, who="tech").code == 0
    assert there.run("receive", *later, who="tech").err == (
        f"labkiosk: Sample {later[0]} is not known here: look at the label, or register it.\n"
    )
    assert (
        there.run("reject", blood, "--reason", "SPILT", "--json", who="tech").lines[0]["replacement"][:2]
        == "02"
    )
    minted = there.order("NA", name="Ravi")
    assert minted[0].startswith("02")
    assert there.run("verify").code == 0


def test_no_number_is_used_again(house: House, stick: Path, tmp_path: Path) -> None:
    house.order("K")
    file = _back_up(house, stick)
    said = "labkiosk: Number 01 was used before: choose one that never was.\n"
    assert _restore(house, file, tmp_path / "a", "01").err == said
    said = "labkiosk: Training and a real laboratory do not mix: a training home is made anew, by labkiosk init.\n"
    assert _restore(house, file, tmp_path / "a", "98").err == said
    assert list((tmp_path / "a").iterdir()) == []
    assert _restore(house, file, tmp_path / "a", "02").code == 0
    there = House.__new__(House)
    there.home = tmp_path / "a"
    second = tmp_path / "second"
    second.mkdir()
    again = _back_up(there, second)
    for number in ("01", "02"):
        said = f"labkiosk: Number {number} was used before: choose one that never was.\n"
        assert _restore(house, again, tmp_path / "b", number).err == said
    assert _restore(house, again, tmp_path / "b", "03").code == 0
    assert run("verify", "--home", tmp_path / "b").code == 0


def test_a_damaged_backup_or_a_wrong_key_leaves_nothing(house: House, stick: Path, tmp_path: Path) -> None:
    house.order("K")
    file = _back_up(house, stick)
    to = tmp_path / "to"
    wrong = tmp_path / "wrong"
    wrong.write_text("ab" * 32)
    assert _restore(house, file, to, key=wrong).err == (
        f"labkiosk: {file} does not open with this key: put the right key file back.\n"
    )
    assert _restore(house, stick / "none.db", to).err == f"labkiosk: There is no backup {stick}/none.db.\n"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    done = _restore(house, file, to)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert str(file) in done.err
    assert not to.exists() or list(to.iterdir()) == []
    assert _restore(house, file, house.home).err == (
        f"labkiosk: {house.home} holds a home already: choose another folder.\n"
    )


def test_a_chain_broken_before_the_backup_is_not_called_safe(house: House, stick: Path) -> None:
    house.order("K")
    home = Home(house.home)
    with closing(connect(home.database, home.key())) as conn:
        conn.execute("UPDATE journal SET body = replace(body, 'Asha', 'Usha') WHERE body LIKE '%Asha%'")
    done = house.run("backup", stick)
    assert (done.code, done.out) == (1, "")
    assert "is damaged (journal: home 01 fact 6 was changed): do not rely on it." in done.err
    assert list(stick.iterdir()) == []


def test_a_disk_that_is_too_small_leaves_nothing_half(house: House, stick: Path) -> None:
    house.order("CBC", "KFT")
    done = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -f 64; exec "$@"', "sh", *LABKIOSK, "backup", stick, "--home", house.home],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("labkiosk: ")
    assert list(stick.iterdir()) == []
    assert house.run("verify").code == 0

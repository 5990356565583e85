"""Whatever is changed behind the program's back is found, and said where; writers go on meanwhile."""

import json
import subprocess
from contextlib import closing

import pytest

from labkiosk.journal.connection import connect
from labkiosk.journal.home import Home
from tests.cli.running import House
from tests.support.teller import LABKIOSK


def _tamper(house: House, *statements: str) -> None:
    home = Home(house.home)
    with closing(connect(home.database, home.key())) as conn:
        for statement in statements:
            conn.execute(statement)


def test_a_sound_home(house: House) -> None:
    house.order("K")
    assert house.run("verify") == (
        0,
        "Home 01: 8 facts, each in its place and unchanged.\nDatabase, chain and board are sound.\n",
        "",
    )
    assert house.run("verify", "--json") == (0, '{"sound": true, "facts": 8, "faults": []}\n', "")


@pytest.mark.parametrize(
    ("statement", "faults"),
    [
        (
            "UPDATE journal SET body = replace(body, 'Asha', 'Usha') WHERE seq = 6",
            [
                "journal: home 01 fact 6 was changed",
                "board: patient P01-0000001 is not what the journal says",
            ],
        ),
        (
            "UPDATE journal SET actor = 'badge:path' WHERE seq = 7",
            [
                "journal: home 01 fact 7 does not follow from the one before it",
                "board: orders O01-0000001 is not what the journal says",
            ],
        ),
        ("INSERT INTO touch VALUES (1, 'P01-0000001', 1, 2)", ["journal: home 01 fact 2 is filed"]),
        (
            "INSERT INTO touch VALUES (1, 'P01-0000001', 1, 99)",
            ["journal: home 01 fact 99 is filed, but not there"],
        ),
        ("UPDATE journal SET body = '[]' WHERE seq = 7", ["journal: home 01 fact 7 was changed"]),
        (
            "UPDATE journal SET kind = 'order.eaten' WHERE seq = 7",
            ["journal: home 01 fact 7 does not follow"],
        ),
        ("DELETE FROM journal WHERE seq = 8", None),
        ("DELETE FROM touch WHERE subject = '010000000016' AND seq = 7", None),
        ("UPDATE sample SET state = 'reported'", None),
        ("UPDATE tally SET n = 7", ["board: tally"]),
        ("DELETE FROM work", ["board: work 010000000016 is missing"]),
        ("INSERT INTO person VALUES ('evil', 'Evil', 'pathologist', 1)", ["board: person evil is not what"]),
    ],
)
def test_a_change_is_found_and_said_where(house: House, statement: str, faults: list[str] | None) -> None:
    house.run("receive", *house.order("K"), who="tech")
    _tamper(house, statement)
    done = house.run("verify")
    assert done.code == 1
    found = done.out.splitlines()
    assert found
    for fault in faults or ():
        assert any(line.startswith(fault) for line in found), found
    assert done.err == (
        f"labkiosk: {len(found)} found wrong, first {found[0]}: stop, and call a supervisor.\n"
    )
    assert house.run("verify", "--json").lines == [{"sound": False, "facts": _facts(house), "faults": found}]


def _facts(house: House) -> int:
    home = Home(house.home)
    with closing(connect(home.database, home.key())) as conn:
        return int(conn.execute("SELECT count(*) FROM journal").fetchone()[0])


def test_rebuild_mends_the_board_and_nothing_else(house: House) -> None:
    (sample,) = house.order("K")
    _tamper(house, "UPDATE sample SET state = 'reported'", "DELETE FROM work", "DROP TABLE result")
    assert house.run("verify").code == 1
    assert house.run("rebuild") == (0, "The board is made anew from the journal.\n", "")
    assert house.run("verify").code == 0
    assert house.run("sample", sample, "--json").lines[0]["state"] == "expected"


def test_a_flipped_bit_on_the_disk_is_found(house: House) -> None:
    for _ in range(3):
        house.order("CBC", "KFT")
    database = house.home / "lab.db"
    data = bytearray(database.read_bytes())
    data[4096 * (len(data) // 8192) + 99] ^= 4
    database.write_bytes(data)
    done = house.run("verify")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert done.err.startswith("labkiosk: ")
    assert "database" in done.out + done.err


def test_nothing_is_amiss_while_others_write(house: House) -> None:
    line = json.dumps({"patient": {"name": "Asha", "sex": "F"}, "tests": ["CBC", "KFT"]})
    with subprocess.Popen(
        [*LABKIOSK, "register", "--home", house.home],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdin is not None and writer.stdout is not None
        for _ in range(6):
            writer.stdin.write(f"{line}\n" * 40)
            writer.stdin.flush()
            done = house.run("verify")
            assert (done.code, done.err) == (0, "")
        writer.stdin.close()
        answers = writer.stdout.read().splitlines()
        assert writer.wait() == 0
    assert len(answers) == 240
    assert [path.name for path in house.home.iterdir() if path.name.startswith(".")] == []


def test_a_board_of_another_version_is_made_anew_when_it_is_first_asked(house: House) -> None:
    (sample,) = house.order("K")
    house.run("receive", sample, who="tech")
    _tamper(house, "UPDATE state SET value = 'of old' WHERE name = 'board'", "DROP TABLE work")
    assert [item["sample"] for item in house.run("queue", "--json").lines] == [sample]
    assert house.run("verify").code == 0

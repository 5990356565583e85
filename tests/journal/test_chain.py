"""The journal's rows to the byte, and hashes worked out a second time by the rule alone."""

from hashlib import sha256
from pathlib import Path

import pytest

from labkiosk.facts.patient import Identifier, Identity, PatientRegistered
from labkiosk.facts.person import PersonAdded, PersonLeft
from labkiosk.lab.lab import Lab
from labkiosk.lab.site import make_home
from tests.journal.outsider import journal
from tests.lab.homes import NOON, Clock

HASHED = ("kiosk", "seq", "clock", "at", "wall", "zone", "actor", "kind")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Home 07 with four facts: made, then two of one act, then one of another."""
    folder, clock = tmp_path / "home", Clock()
    make_home(folder, kiosk=7, site="District Hospital", address="", used=(1, 3), user="root", clock=clock)
    with Lab(folder, badge=None, user="root", clock=clock) as lab:
        clock.turn(1)
        with lab.act() as act:
            act.append(PersonAdded(badge="t1", name="आशा देवी", role="technician"))
            act.append(PersonLeft(badge="t1"))
        clock.turn(1)
        lab.actor = "badge:t1"
        with lab.act() as act:
            ids = (Identifier(system="mobile", value="9876543210"),)
            act.append(
                PatientRegistered(patient="P07-0000001", identity=Identity(name="Ravi", sex="M", ids=ids))
            )
    return folder


def test_each_fact_is_one_row_of_these_columns(home: Path) -> None:
    rows = journal(home)
    shown = [tuple(r[c] for c in ("id", *HASHED)) for r in rows]
    first, second = NOON + 60_000, NOON + 120_000
    base = 7 << 40
    assert shown == [
        (base + 1, 7, 1, 1, NOON, NOON, 330, "os:root", "home.made"),
        (base + 2, 7, 2, 2, first, first, 330, "os:root", "person.added"),
        (base + 3, 7, 3, 3, first, first, 330, "os:root", "person.left"),
        (base + 4, 7, 4, 4, second, second, 330, "badge:t1", "patient.registered"),
    ]
    assert [r["body"] for r in rows] == [
        '{"kiosk":7,"site":"District Hospital","address":"","used":[1,3]}',
        '{"badge":"t1","name":"आशा देवी","role":"technician"}',
        '{"badge":"t1"}',
        '{"patient":"P07-0000001","identity":{"name":"Ravi","sex":"M",'
        '"ids":[{"system":"mobile","value":"9876543210"}]}}',
    ]


def test_the_hashes_are_those_of_the_rule(home: Path) -> None:
    previous = bytes(32)
    for row in journal(home):
        assert len(row["salt"]) == 16
        body = sha256(row["salt"] + row["body"].encode("utf-8")).digest()
        written = b""
        for column in HASHED:
            text = str(row[column]).encode("utf-8")
            written += str(len(text)).encode("ascii") + b":" + text
        previous = sha256(previous + written + body).digest()
        assert (row["body_hash"], row["hash"]) == (body, previous)


def test_no_two_facts_share_a_salt(home: Path) -> None:
    assert len({row["salt"] for row in journal(home)}) == 4

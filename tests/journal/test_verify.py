"""Somebody edits the journal behind our back: whatever they change, the proof says so and where."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from labkiosk.board.rebuild import differences
from labkiosk.journal.verify import broken_chain, broken_pages, broken_touches
from labkiosk.lab.bench import receive
from labkiosk.lab.lab import Lab
from tests.journal.outsider import journal, outsider
from tests.lab.homes import Clock, make, order

COLUMNS = (
    "id", "kiosk", "seq", "clock", "at", "wall", "zone", "actor", "kind", "salt", "body", "body_hash", "hash",
)  # fmt: skip


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A home of 9 facts."""
    with make(tmp_path_factory.mktemp("verify") / "home", Clock()) as lab:
        made = order(lab, "NA", "PT")
        receive(lab, made.samples[0].sample)
        yield lab


def chain(lab: Lab) -> list[str]:
    return list(broken_chain(lab.conn))


def whole(lab: Lab) -> list[str]:
    proofs = (broken_pages, broken_chain, broken_touches, differences)
    return [fault for proof in proofs for fault in proof(lab.conn)]


def test_a_home_that_nobody_touched_is_sound(lab: Lab) -> None:
    assert whole(lab) == []
    assert [r["kind"] for r in journal(lab.home.folder)] == [
        "home.made", *["person.added"] * 4, "patient.registered", "order.placed", "paper.asked", "sample.received",
    ]  # fmt: skip


def one_byte_off(value: Any, where: int, by: int) -> tuple[str, Any]:
    """SQL and parameter for a value of which one byte is another."""
    if isinstance(value, int):
        data = bytearray(value.to_bytes(8, "big", signed=True))
        data[where % 8] ^= by
        return "?", int.from_bytes(data, "big", signed=True)
    data = bytearray(value if isinstance(value, bytes) else value.encode())
    data[where % len(data)] ^= by
    return ("?", bytes(data)) if isinstance(value, bytes) else ("CAST(? AS TEXT)", bytes(data))


@given(
    row=st.integers(0, 8),
    column=st.sampled_from(COLUMNS),
    where=st.integers(0, 400),
    by=st.integers(1, 255),
)
@settings(max_examples=300)
def test_an_edit_of_one_byte_of_any_row_is_found(
    lab: Lab, row: int, column: str, where: int, by: int
) -> None:
    before = journal(lab.home.folder)[row]
    sql, value = one_byte_off(before[column], where, by)
    with outsider(lab.home.folder) as conn:
        try:
            conn.execute(f"UPDATE journal SET {column} = {sql} WHERE id = ?", (value, before["id"]))
        except dbapi2.IntegrityError as refusal:
            assert str(refusal) == "UNIQUE constraint failed: journal.id"
            return
        try:
            # The id is not hashed: it only repeats home and number, and the database's own check says so.
            found = whole(lab) if column == "id" else chain(lab)
        finally:
            at = value if column == "id" else before["id"]
            names = ", ".join(f"{c} = ?" for c in COLUMNS)
            conn.execute(f"UPDATE journal SET {names} WHERE id = ?", (*(before[c] for c in COLUMNS), at))
    assert found
    assert chain(lab) == []


EDITS = {
    "a body of the same length": (
        "UPDATE journal SET body = replace(body, 'Asha', 'Usha') WHERE seq = 6",
        ["journal: home 01 fact 6 was changed"],
    ),
    "who did it": (
        "UPDATE journal SET actor = 'badge:path' WHERE seq = 9",
        ["journal: home 01 fact 9 does not follow from the one before it"],
    ),
    "a body taken out, its salt left": (
        "UPDATE journal SET body = NULL WHERE seq = 6",
        ["journal: home 01 fact 6 has lost a part"],
    ),
    "a salt taken out, its body left": (
        "UPDATE journal SET salt = NULL WHERE seq = 6",
        ["journal: home 01 fact 6 has lost a part"],
    ),
    "a body redacted by law": ("UPDATE journal SET salt = NULL, body = NULL WHERE seq = 6", []),
    "a fact in the middle gone": (
        "DELETE FROM journal WHERE seq = 7",
        [
            "journal: home 01 fact 7 is missing",
            "journal: home 01 fact 8 does not follow from the one before it",
        ],
    ),
    "the tail cut off": ("DELETE FROM journal WHERE seq >= 8", ["journal: 2 facts at its end are missing"]),
    "everything gone": ("DELETE FROM journal", ["journal: 9 facts at its end are missing"]),
    "text that is none": (
        "UPDATE journal SET actor = CAST(x'6f733aff' AS TEXT) WHERE seq = 8",
        ["journal: home 01 fact 8 does not follow from the one before it"],
    ),
    "a fact slipped in at the end": (
        "INSERT INTO journal SELECT id + 1, kiosk, seq + 1, clock + 1, at, wall, zone, actor, kind, salt, body,"
        " body_hash, hash FROM journal WHERE seq = 9",
        [
            "journal: home 01 fact 10 does not follow from the one before it",
            "journal: 1 facts at its end were not written by this home",
        ],
    ),
}


@pytest.mark.parametrize(("sql", "said"), EDITS.values(), ids=EDITS.keys())
def test_what_was_edited_is_named(tmp_path: Path, sql: str, said: list[str]) -> None:
    with make(tmp_path / "home", Clock()) as lab:
        made = order(lab, "NA", "PT")
        receive(lab, made.samples[0].sample)
        with outsider(lab.home.folder) as conn:
            conn.execute(sql)
        assert chain(lab) == said


FILINGS = {
    "one taken away": (
        "DELETE FROM touch WHERE subject = 'O01-0000001' AND seq = 7",
        ["journal: home 01 fact 7 is filed wrongly"],
    ),
    "one too many": (
        "INSERT INTO touch VALUES (9, 'O01-0000009', 1, 7)",
        ["journal: home 01 fact 7 is filed under O01-0000009, which it does not concern"],
    ),
    "one changed": (
        "UPDATE touch SET subject = 'O01-0000009' WHERE subject = 'O01-0000001' AND seq = 7",
        [
            "journal: home 01 fact 7 is filed wrongly",
            "journal: home 01 fact 7 is filed under O01-0000009, which it does not concern",
        ],
    ),
    "of a fact that is not there": (
        "INSERT INTO touch VALUES (1, 'O01-0000001', 3, 7)",
        ["journal: home 03 fact 7 is filed, but not there"],
    ),
    "a fact that says nothing known": (
        "UPDATE journal SET kind = 'order.dreamt' WHERE seq = 7",
        [],
    ),
    "a body redacted by law": ("UPDATE journal SET salt = NULL, body = NULL WHERE seq = 7", []),
}


@pytest.mark.parametrize(("sql", "said"), FILINGS.values(), ids=FILINGS.keys())
def test_facts_stand_under_exactly_their_subjects(tmp_path: Path, sql: str, said: list[str]) -> None:
    with make(tmp_path / "home", Clock()) as lab:
        order(lab, "NA", "PT")
        with outsider(lab.home.folder) as conn:
            conn.execute(sql)
        assert list(broken_touches(lab.conn)) == said


BOARDS = {
    "a changed row": (
        "UPDATE orders SET ward = 'Ward 9'",
        ["board: orders O01-0000001 is not what the journal says"],
    ),
    "a lost row": (
        "DELETE FROM job WHERE id = 'J01-0000002'",
        ["board: job J01-0000002 is missing"],
    ),
    "a row from nowhere": (
        "INSERT INTO person VALUES ('x1', 'Nobody', 'supervisor', 1)",
        ["board: person x1 is not what the journal says"],
    ),
    "a name that is not found any more": (
        "DELETE FROM patient_unfiled",
        ["board: patient_name 10000001 is missing", "board: patient_name 10000001 is missing"],
    ),
    "a fact that cannot be read": (
        "UPDATE journal SET body = '{}' WHERE seq = 6",
        [
            "board: it cannot be made anew (home 01 fact 6 cannot be read:"
            " Object missing required field `patient`)"
        ],
    ),
}


@pytest.mark.parametrize(("sql", "said"), BOARDS.values(), ids=BOARDS.keys())
def test_the_board_is_held_against_the_journal(tmp_path: Path, sql: str, said: list[str]) -> None:
    with make(tmp_path / "home", Clock()) as lab:
        order(lab, "NA", "PT")
        with outsider(lab.home.folder) as conn:
            conn.execute(sql)
        assert list(differences(lab.conn)) == said
        # Asking changes nothing.
        assert list(differences(lab.conn)) == said

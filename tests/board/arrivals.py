"""A journal and its board in memory, into which facts of any home arrive as the test says."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2

from labkiosk.board import schema
from labkiosk.board.fold import fold
from labkiosk.board.names import file_all
from labkiosk.facts.base import Fact, encode
from labkiosk.journal.chain import GENESIS, Row, body_hash, row_hash
from labkiosk.journal.read import Told
from labkiosk.journal.schema import migrate

NOON = 1_795_329_000_000  # 22 Nov 2026 12:00 at 330 minutes east
MINUTE = 60_000


class Said(NamedTuple):
    """A fact as a home said it: ``at`` in minutes after noon."""

    kiosk: int
    seq: int
    clock: int
    at: int
    actor: str
    fact: Fact


def chain(kiosk: int, facts: Iterable[Fact], *, actor: str = "badge:tech") -> list[Said]:
    """Facts of one home, a minute apart from 12:01 on."""
    return [Said(kiosk, n, n, n, actor, fact) for n, fact in enumerate(facts, start=1)]


def at(minutes: int) -> int:
    """So many minutes after noon."""
    return NOON + minutes * MINUTE


class Board:
    """Nothing has been said yet."""

    def __init__(self) -> None:
        self.conn: Any = dbapi2.connect(":memory:", isolation_level=None)
        migrate(self.conn)
        schema.create(self.conn)
        self._heads: dict[int, bytes] = {}

    def arrive(self, batch: list[Said]) -> None:
        """These come in together, each home's in its own order, and are folded at once."""
        touched: dict[str, list[Told]] = {}
        for said in batch:
            self._insert(said)
            told = Told(said.kiosk, said.seq, NOON + said.at * MINUTE, 330, said.actor, said.fact)
            for subject in dict.fromkeys(said.fact.subjects()):
                self.conn.execute(
                    "INSERT INTO touch VALUES (?,?,?,?)", (serial(subject), subject, said.kiosk, said.seq)
                )
                touched.setdefault(subject, []).append(told)
        fold(self.conn, touched)

    def _insert(self, said: Said) -> None:
        body, salt, at = encode(said.fact), bytes(16), NOON + said.at * MINUTE
        row = Row(
            said.kiosk, said.seq, said.clock, at, at, 330, said.actor, said.fact.kind, salt, body,
            body_hash(salt, body), b"",
        )  # fmt: skip
        hashed = row_hash(self._heads.get(said.kiosk, GENESIS), row)
        self._heads[said.kiosk] = hashed
        marks = ",".join("?" * 13)
        values = (said.kiosk << 40 | said.seq, *row._replace(hash=hashed))
        self.conn.execute(f"INSERT INTO journal VALUES ({marks})", values)

    def rows(self, table: str) -> list[tuple[object, ...]]:
        """A table's rows, sorted."""
        return sorted(self.conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr)

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of the board, and the words of the names' index."""
        file_all(self.conn)
        self.conn.execute("DROP TABLE IF EXISTS temp.seen")
        self.conn.execute("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, patient_name, instance)")
        words = sorted(self.conn.execute("SELECT doc, term FROM temp.seen").fetchall())
        return {name: self.rows(name) for name in schema.NAMES} | {"patient_name": words}


def after(*facts: Fact) -> Board:
    """A board into which facts of one home came, all at once."""
    board = Board()
    board.arrive(chain(1, facts))
    return board


def serial(subject: str) -> int:
    """By what a subject lies in ``touch``: its serial, whatever its kind."""
    digits = subject[2:11] if subject.isdigit() else subject[4:]
    return int(digits) if digits.isdigit() else 0

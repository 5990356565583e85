"""The only writer: facts go in under one lock, in one transaction, and the board is folded with them."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from labkiosk.facts.base import Fact, encode
from labkiosk.facts.errors import Refused
from labkiosk.journal.chain import GENESIS, Row, body_hash, row_hash
from labkiosk.journal.clock import Reading, advance, keep_anchor, lab_time, parse_anchor
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import Told
from labkiosk.journal.schema import near

Fold = Callable[[Connection, dict[str, list[Told]]], None]
"""Brings the board up to date: given, for each subject, the facts that touched it since the last fold."""

SAMPLES = "S"
"""The series of the samples' numbers."""
_BESIDE = ("P", "O")

_INSERT = "INSERT INTO journal VALUES (?1 << 40 | ?2,?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)"
_TOUCH = f"INSERT INTO touch VALUES ({near('?1')},?1,?2,?3)"


class Act:
    """One transaction of one actor: everything said in it is kept together or not at all."""

    def __init__(self, conn: Connection, actor: str, now: Reading, fold: Fold) -> None:
        self.conn = conn
        self.actor = actor
        self._state: dict[str, str | int] = dict(conn.execute("SELECT name, value FROM state").fetchall())
        self.kiosk = int(self._state["kiosk"])
        self._now = now
        self._anchor = parse_anchor(self._state.get("anchor"))
        self.at = lab_time(self._anchor, now).at
        self._fold = fold
        self._touched: dict[str, list[Told]] = {}
        self._minted: dict[str, int] = {}
        row = conn.execute(
            "SELECT seq, hash FROM journal WHERE id < (?1 + 1) << 40 AND id > ?1 << 40 ORDER BY id DESC LIMIT 1",
            (self.kiosk,),
        ).fetchone()
        self.seq: int = row[0] if row else 0
        self.head: bytes = row[1] if row else GENESIS
        self._clock = self._counter("clock")

    @property
    def zone(self) -> int:
        """Minutes east of UTC."""
        return self._now.zone

    def _counter(self, name: str) -> int:
        return int(self._state.get(name, 0))

    def serial(self, name: str) -> int:
        """The next number of a series, from 1; none is given twice in a home."""
        return self._next(name, self._counter(f"serial {name}"))

    def mint(self, letter: str) -> str:
        """An opaque id, ordered in time, such as ``P01-0000042``.

        Those of patients and orders keep up with the samples' numbers, to lie beside them in ``touch``.
        """
        given = self._counter(f"serial {letter}")
        if letter in _BESIDE:
            given = max(given, self._counter(f"serial {SAMPLES}"))
        return f"{letter}{self.kiosk:02}-{self._next(letter, given):07}"

    def _next(self, series: str, given: int) -> int:
        self._minted[series] = self._minted.get(series, given) + 1
        return self._minted[series]

    def append(self, fact: Fact) -> None:
        """Add a fact at the chain's end."""
        body, salt = encode(fact), os.urandom(16)
        self.seq += 1
        self._clock += 1
        row = Row(
            self.kiosk, self.seq, self._clock, self.at, self._now.wall, self._now.zone,
            self.actor, fact.kind, salt, body, body_hash(salt, body), b"",
        )  # fmt: skip
        self.head = row_hash(self.head, row)
        self.conn.execute(_INSERT, row._replace(hash=self.head))
        subjects = fact.subjects()
        self.conn.executemany(_TOUCH, [(s, self.kiosk, self.seq) for s in subjects])
        told = Told(self.kiosk, self.seq, self.at, self._now.zone, self.actor, fact)
        for subject in subjects:
            self._touched.setdefault(subject, []).append(told)

    def set_clock(self, at: int) -> None:
        """From here on, lab time counts from what a person said (ms UTC)."""
        self.at = at
        self._anchor = None

    def settle(self) -> None:
        """Fold what was appended so far, so that the board may be asked within the act."""
        if self._touched:
            self._fold(self.conn, self._touched)
            self._touched = {}

    def close(self) -> None:
        """Fold, and keep the counters with the facts that used them."""
        self.settle()
        values = [("clock", self._clock), *((f"serial {k}", v) for k, v in self._minted.items())]
        self.conn.executemany("INSERT OR REPLACE INTO state VALUES (?,?)", values)
        keep_anchor(self.conn, advance(self._anchor, self._now, self.at))


@contextmanager
def writing(
    conn: Connection, lock: Path, actor: str, now: Callable[[], Reading], fold: Fold
) -> Iterator[Act]:
    """Everything appended inside is durable when this ends; an error keeps nothing of it.

    Raises Refused when the lock's file cannot be opened.
    """
    handle = _opened(lock, os.O_RDWR | os.O_CREAT)
    try:
        _await_turn(lock.parent, handle)
        conn.execute("BEGIN IMMEDIATE")
        try:
            act = Act(conn, actor, now(), fold)
            before = act.seq
            yield act
            if act.seq > before:
                act.close()
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise
    finally:
        os.close(handle)


def _await_turn(folder: Path, handle: int) -> None:
    """Wait for the lock on ``handle``, fairly.

    SQLite's own waiting lets some writers starve, and so does one lock alone: who has just let it go is awake, and
    takes it again. So the next writer holds the folder while it waits, and all others wait behind it.
    """
    door = _opened(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(handle, fcntl.LOCK_EX)
    finally:
        os.close(door)


def _opened(path: Path, flags: int) -> int:
    try:
        return os.open(path, flags | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Refused(
            f"{path} cannot be opened ({error.strerror}): look at the disk, then try again."
        ) from None

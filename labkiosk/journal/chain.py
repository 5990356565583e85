"""How a row of the journal is bound to the one before it."""

from hashlib import sha256
from typing import NamedTuple

GENESIS = bytes(32)


class Row(NamedTuple):
    """A row of the journal, in the order of its columns."""

    kiosk: int
    seq: int
    clock: int
    at: int
    wall: int
    zone: int
    actor: str
    kind: str
    salt: bytes | None
    body: str | None
    body_hash: bytes
    hash: bytes


def body_hash(salt: bytes, body: str) -> bytes:
    """SHA-256 of the salt (16 bytes) and the body, so that a short body cannot be guessed from its hash."""
    return sha256(salt + body.encode()).digest()


def row_hash(previous: bytes, row: Row) -> bytes:
    """SHA-256 of the previous row's hash and of every column but salt and body.

    Each column is written with its length before it, so no two rows share a form.
    """
    columns = [str(column).encode() for column in row[:8]]
    form = b"".join([b"%d:%b" % (len(column), column) for column in columns])
    return sha256(previous + form + row.body_hash).digest()

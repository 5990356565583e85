"""The counts as they were at a moment of the past: those that stand, less what happened since."""

from collections.abc import Iterator

from labkiosk.board.counts import Line, lines
from labkiosk.board.folds.rows import as_json
from labkiosk.board.folds.sample import READS, tube_of
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import Told, head_at, kiosks, since, told, touches_between


def lines_at(conn: Connection, at: int) -> Iterator[Line]:
    """What ``counts.lines`` would have said at lab time ``at`` (ms UTC), some of it to be taken off again.

    Samples that no fact touched since are as they stand; each of the others is taken off as it is now, and added
    as the facts until then leave it. So it takes as long as much has happened since, and holds one sample at a
    time. Where a person set the clock back, a time that came twice means its last coming.
    """
    heads = {kiosk: head_at(conn, kiosk, at) for kiosk in kiosks(conn)}
    yield from lines(conn)
    for sample in _changed(conn, heads):
        now = told(conn, sample, READS)
        yield from _line(sample, now, -1)
        yield from _line(sample, [t for t in now if t.seq <= heads[t.kiosk]], 1)


def _line(sample: str, facts: list[Told], n: int) -> Iterator[Line]:
    tube = tube_of(sample, facts)
    if tube is not None:
        yield Line(tube.day, tube.state, tube.priority, tube.ward, as_json(tube.benches), n)


def _changed(conn: Connection, heads: dict[int, int]) -> Iterator[str]:
    """Every sample that a fact touched since, at the first such fact: nobody has to remember which were had."""
    for kiosk, head in heads.items():
        for one in since(conn, kiosk, head):
            for subject in dict.fromkeys(one.fact.subjects()):
                if subject[0].isdigit() and not _had(conn, heads, subject, kiosk, one.seq):
                    yield subject


def _had(conn: Connection, heads: dict[int, int], subject: str, kiosk: int, seq: int) -> bool:
    return any(
        touches_between(conn, subject, other, head, seq if other == kiosk else 1 << 40)
        for other, head in heads.items()
        if other <= kiosk
    )

"""Values in whose place others stand now: none is ever lost."""

from typing import NamedTuple

from labkiosk.board.folds.value import Value


class Earlier(NamedTuple):
    """A value that was replaced or withdrawn ``then`` (ms UTC) by ``by``, and ``why``."""

    value: Value
    why: str
    then: int
    by: str


def rows(sample: str, earlier: list[Earlier]) -> list[tuple[object, ...]]:
    """Their rows in the table ``earlier``: those of a test in their order, from 1."""
    counted: dict[str, int] = {}
    made: list[tuple[object, ...]] = []
    for value, why, then, by in earlier:
        e = value.entry
        n = counted[e.test] = counted.get(e.test, 0) + 1
        made.append(
            (
                sample, e.test, n, e.value, e.unit, e.flag, value.at, value.actor, value.version,
                int(value.provisional), int(e.sealed), why, then, by,
            )
        )  # fmt: skip
    return made

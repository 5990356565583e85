"""What every fold gives back, and how it says that a fact does not fit."""

from datetime import UTC, datetime, timedelta

import msgspec

from labkiosk.journal.read import Told

Rows = dict[str, list[tuple[object, ...]]]
"""Rows by table, each in the order of the table's columns."""


def number(made: str) -> int:
    """The place of an id such as ``P01-0000042`` among its kind: the home, then seven digits of its serial."""
    return int(made[1:].replace("-", ""))


def day_of(told: Told) -> str:
    """The day (ISO date) on which it was told, by the zone of then."""
    return (datetime.fromtimestamp(told.at / 1000, UTC) + timedelta(minutes=told.zone)).date().isoformat()


def as_json(value: object) -> str:
    """A list for a column: JSON without spaces, letters of every script as they are."""
    return msgspec.json.encode(value).decode()


def conflict(subject: str, told: Told, said: str) -> tuple[object, ...]:
    """A row for a person to look at: a fold never refuses a fact."""
    return (subject, told.kiosk, told.seq, said)

"""Tests whose patients' values are watched as well as their controls: averages.csv."""

from decimal import Decimal

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue


class AverageRule(Struct, frozen=True, kw_only=True):
    """How a test's patients are averaged: the last ``window`` values from ``low`` to ``high``, both inside.

    ``mean`` and ``sd`` are what such values usually give, in the test's own unit; None where the laboratory's earlier
    ones say it. ``blocks``: a mean that has moved keeps results from leaving by themselves.
    """

    test: str
    window: int
    low: Decimal
    high: Decimal
    mean: Decimal | None
    sd: Decimal | None
    blocks: bool


def build(rows: list[Row], catalogue: Catalogue) -> dict[str, AverageRule]:
    """The rules of averages.csv by test; faults are noted on the rows."""
    found: dict[str, AverageRule] = {}
    for row in rows:
        if row.ours and row["test"] not in catalogue.tests:
            continue
        test = catalogue.tests.get(row.known("test", catalogue.tests, "test"))
        if test is not None and test.kind != "numeric":
            row.refuse(f"{test.code} is not numeric: it has no mean")
        if row["test"] in found:
            row.refuse(f"{row['test']} stands twice")
        found[row["test"]] = _rule(row)
    return found


def _rule(row: Row) -> AverageRule:
    row.text("source")
    low, high, mean, sd = (row.decimal(column) for column in ("low", "high", "mean", "sd"))
    if low is None or high is None or low >= high:
        row.refuse("low must be below high, and neither may be empty")
    if (mean is None) != (sd is None):
        row.refuse("give mean and sd, or neither")
    elif sd is not None and sd <= 0:
        row.refuse(f"sd {sd} is not above 0")
    return AverageRule(
        test=row["test"],
        window=row.whole("window", 5, 200),
        low=low or Decimal(0),
        high=high or Decimal(0),
        mean=mean,
        sd=sd,
        blocks=row.yes("blocks"),
    )

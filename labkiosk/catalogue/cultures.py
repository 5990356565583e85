"""cultures.csv: when each culture is read, and what growth in it means."""

from typing import Literal, cast, get_args

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue

Growth = Literal["none", "abnormal", "critical"]
_YEAR_H = 366 * 24
_MOST_LATE_MIN = 7 * 24 * 60


class CultureRule(Struct, frozen=True, kw_only=True):
    """How a culture is read: after each of ``hours``, the last of them for good, and late ``late_min`` minutes later.

    ``growth`` is what an organism in it means: nothing by itself, abnormal, or critical, which somebody must be
    told at once. ``unit`` stands behind a bare quantity.
    """

    hours: tuple[int, ...] = (24, 48)
    growth: Growth = "abnormal"
    unit: str = ""
    late_min: int = 240
    example: bool = True


def build(rows: list[Row], catalogue: Catalogue) -> dict[str, CultureRule]:
    """The rule of each culture by its test; faults are noted on the rows.

    A row of ours about a test that is no culture here is passed over; a culture without a row has the usual rule.
    """
    rules: dict[str, CultureRule] = {}
    for row in rows:
        code = row["test"]
        test = catalogue.tests.get(row["test"] if row.ours else row.known("test", catalogue.tests, "test"))
        is_culture = test is not None and test.kind == "culture"
        if not (is_culture or row.ours):
            row.refuse(f"{code} is no culture")
        if code in rules:
            row.refuse(f"test {code} stands twice")
        rule = _rule(row)
        if is_culture:
            rules[code] = rule
    return rules


def _rule(row: Row) -> CultureRule:
    hours = [int(word) if word.isdecimal() and len(word) < 6 else 0 for word in row.many("read_hours")]
    if not hours or hours != sorted(set(hours)) or hours[0] < 1 or hours[-1] > _YEAR_H:
        row.refuse(f"read_hours {row['read_hours']!r} must be hours that rise, such as 24;48;120")
        hours = [24]
    growth = cast(Growth, row.one_of("growth", get_args(Growth)))
    row.text("source")
    return CultureRule(
        hours=tuple(hours),
        growth=growth,
        unit=row["unit"],
        late_min=row.whole("late_min", 0, _MOST_LATE_MIN),
        example=not row["approved_by"],
    )

"""What goes into which tube: containers, their small ones for children, and what else a label says."""

from msgspec import structs

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Container, Small, Test, Timing

LONGEST_MARK = 17
"""Characters that a label has room for; a small container's mark and a test's stand side by side there."""
_DAY_MIN = 24 * 60


def container(row: Row) -> Container:
    """A row of containers.csv."""
    return Container(
        code=row.code("code"),
        name=row.text("name"),
        cap=row.text("cap"),
        draw_order=row.whole("draw_order", 1, 99),
        volume_ul=row.whole("volume_ul", 1, 5_000_000),
        specimen=row.text("specimen"),
        irreplaceable=row.yes("irreplaceable"),
        within_min=row.whole("within_min", 1, _DAY_MIN) if row["within_min"] else None,
    )


def with_small(containers: dict[str, Container], rows: list[Row]) -> dict[str, Container]:
    """The containers, each with the one that takes its place for a child, as small.csv says."""
    found = dict(containers)
    usual = {row["container"] for row in rows}
    for row in rows:
        large = containers.get(row.known("container", containers, "container"))
        small = containers.get(row.known("small", containers, "container"))
        below = row.age("below")
        if not row["below"]:
            row.refuse("below is empty; write an age like 1 y")
        mark = _mark(row)
        if large is None or small is None:
            continue
        if small.code in usual:
            row.refuse(f"{small.code} takes the place of {large.code} and has one in its own place")
        elif small.volume_ul >= large.volume_ul:
            row.refuse(f"{small.code} holds {small.volume_ul} µL, no less than {large.code}")
        elif small.specimen != large.specimen:
            row.refuse(f"{small.code} is for {small.specimen}, {large.code} for {large.specimen}")
        if found[large.code].small is not None:
            row.refuse(f"{large.code} has a small container already")
        placed = Small(container=small.code, below_days=below or 0, mark=mark)
        found[large.code] = structs.replace(large, small=placed)
    return found


def with_marks(tests: dict[str, Test], containers: dict[str, Container], rows: list[Row]) -> dict[str, Test]:
    """The tests, with what marks.csv says of the tube that is theirs alone."""
    found = dict(tests)
    for row in rows:
        timing = _timing(row)
        mark = _mark(row) if row["mark"] or not (timing and timing.minute) else f"{timing.minute} min"
        test = tests.get(row.known("test", tests, "test"))
        if test is None:
            continue
        if not test.own_tube:
            row.refuse(f"{test.code} shares its tube; write own_tube yes in tests.csv to mark it")
        if found[test.code].mark:
            row.refuse(f"test {test.code} stands twice")
        tube = containers.get(test.container)
        small = tube.small.mark if tube and tube.small else ""
        if len(both := f"{small} {mark}") > LONGEST_MARK and small:
            row.refuse(f"{both!r} is longer than a label's {LONGEST_MARK} characters")
        found[test.code] = structs.replace(test, mark=mark, timing=timing)
    return found


def _mark(row: Row) -> str:
    mark = row.text("mark")
    if len(mark) > LONGEST_MARK:
        row.refuse(f"mark {mark!r} is longer than a label's {LONGEST_MARK} characters")
    return mark


def _timing(row: Row) -> Timing | None:
    """When the tube is drawn; None where marks.csv gives no minute."""
    if not row["minute"]:
        for column in ("load", "tolerance_min"):
            if row[column]:
                row.refuse(f"{column} stands without a minute")
        return None
    minute = row.whole("minute", 0, _DAY_MIN)
    if minute:
        return Timing(
            minute=minute, load=row.text("load"), tolerance_min=row.whole("tolerance_min", 0, _DAY_MIN)
        )
    for column in ("load", "tolerance_min"):
        if row[column]:
            row.refuse(f"minute 0 is before the load: {column} stays empty")
    return Timing(minute=0)

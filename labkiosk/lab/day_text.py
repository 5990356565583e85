"""The figures of a day as rows of cells, numbers right-aligned; the first row of a table says what stands below it."""

from labkiosk.lab.day_figures import STAGES, TIMED_ONLY, Day, Group, Part, Took

Rows = list[tuple[str, ...]]

PASSED = {
    "received": "tubes received",
    "rejected": "tubes rejected, whole or in part",
    "cancelled": "tests cancelled",
    "sent": "tests sent elsewhere",
    "reported": "results released",
}
SPENT = "minutes from receipt to release, by the hours of the bench"


def passed(found: Day) -> Rows:
    """What came, was refused, went elsewhere and left."""
    rows: Rows = []
    for name, words in PASSED.items():
        rows.append((words, f"{getattr(found.total, name):>6}"))
        if name == "sent":
            rows += [(f"  to {place}", f"{n:>6}") for place, n in found.places.items()]
    return rows


def times(group: Group, stages: dict[str, Took]) -> Rows:
    """How long it took, and each stage of that."""
    rows: Rows = [("minutes", f"{'n':>6}", f"{'median':>6}", f"{'9 in 10':>7}", f"{'in time':>7}")]
    rows.append(("receipt to release", f"{group.took.n:>6}", *_spent(group)))
    rows += [(f"  {STAGES[name]}", f"{took.n:>6}", *_two(took), "") for name, took in stages.items()]
    return rows


def of_part(found: Day, part: Part) -> Rows:
    """A row for each bench, test, ward or priority; no row at all where nothing passed."""
    groups, timed_only = found.parts[part], part in TIMED_ONLY
    if not groups:
        return []
    counted = ("report",) if timed_only else ("recvd", "reject", "cancel", "sent", "report")
    rows: Rows = [("", *(f"{head:>6}" for head in counted), "median", "9 in 10", "in time")]
    for group in groups:
        names = ("reported",) if timed_only else tuple(PASSED)
        rows.append((group.name, *(f"{getattr(group, name):>6}" for name in names), *_spent(group)))
    return rows


def _spent(group: Group) -> tuple[str, str, str]:
    return (*_two(group.took), f"{percent(group):>7}")


def percent(group: Group) -> str:
    """How many were in time: ``93 %``."""
    return "-" if group.percent is None else f"{group.percent} %"


def _two(took: Took) -> tuple[str, str]:
    median, p90 = ("-" if n is None else str(n) for n in (took.median, took.p90))
    return f"{median:>6}", f"{p90:>7}"

"""Rows of the catalogue files to the model; what is wrong within a row is noted on it."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar, cast, get_args

from msgspec import Struct, structs

from labkiosk.catalogue.cells import WORD, YEAR_MIN, Row
from labkiosk.catalogue.choices import choices_of
from labkiosk.catalogue.delta import with_deltas
from labkiosk.catalogue.drawing import container, with_marks, with_small
from labkiosk.catalogue.hours import hours_of
from labkiosk.catalogue.laboratories import laboratory
from labkiosk.catalogue.limits import Band, BandKind, Pregnant, Sex, Unit, with_methods
from labkiosk.catalogue.model import (
    NO_TUBE,
    SETTINGS,
    Bench,
    Catalogue,
    Choice,
    Container,
    Kind,
    Panel,
    Preset,
    Reason,
    ReasonUse,
    Setting,
    Test,
)
from labkiosk.catalogue.release import PRIORITIES, priority, with_rules
from labkiosk.catalogue.stability import with_stability
from labkiosk.catalogue.ucum import is_ucum
from labkiosk.catalogue.verify import with_verification

T = TypeVar("T")
Rows = dict[str, list[Row]]


class Limit(Struct, frozen=True):
    """A band beside the row it was read from and the test it belongs to."""

    row: Row
    test: str
    band: Band


def build(rows: Rows) -> tuple[Catalogue, list[Limit]]:
    """The catalogue of these rows, and its limits with their rows for the checks between them.

    Faults are noted on the rows; what is returned may be used only where there are none.
    """
    containers = with_small(_by_code(rows["containers.csv"], container), rows["small.csv"])
    benches = _by_code(rows["benches.csv"], _bench)
    priorities = _by_code(rows["priorities.csv"], priority)
    units, choices = _units(rows["units.csv"]), choices_of(rows["choices.csv"])
    tests = _by_code(rows["tests.csv"], lambda row: _test(row, containers, benches, units, choices))
    tests = with_marks(tests, containers, rows["marks.csv"])
    _strangers(rows["units.csv"], tests)
    limits = [_limit(row, tests) for row in rows["limits.csv"]]
    bands: dict[str, list[Band]] = {}
    for limit in limits:
        bands.setdefault(limit.test, []).append(limit.band)
    tests = {code: structs.replace(test, bands=tuple(bands.get(code, ()))) for code, test in tests.items()}
    tests = with_rules(rows["release.csv"], tests)
    tests = with_methods(with_stability(tests, rows["stability.csv"]), rows["methods.csv"])
    tests = with_verification(rows["verify.csv"], tests)
    tests = with_deltas(tests, rows["delta.csv"])
    panels = _by_code(rows["panels.csv"], lambda row: _panel(row, tests))
    catalogue = Catalogue(
        tests=tests,
        panels=panels,
        containers=containers,
        benches=benches,
        priorities=priorities,
        presets=_by_code(rows["presets.csv"], lambda row: _preset(row, {**tests, **panels})),
        reasons=_by_code(rows["reasons.csv"], _reason),
        settings=_by_code(rows["settings.csv"], _setting),
        laboratories=_by_code(rows["laboratories.csv"], laboratory),
        hours=hours_of(rows["hours.csv"], benches),
        hash="",
    )
    return catalogue, limits


def _by_code(rows: list[Row], make: Callable[[Row], T]) -> dict[str, T]:
    made: dict[str, T] = {}
    first: dict[str, int] = {}
    for row in rows:
        code = row["code"]
        if code in first:
            row.refuse(f"code {code} stands in row {first[code]} already")
        first.setdefault(code, row.number)
        made.setdefault(code, make(row))
    return made


def _bench(row: Row) -> Bench:
    targets = {each: row.whole(f"{each}_min", 1, YEAR_MIN) for each in PRIORITIES}
    return Bench(code=row.code("code"), name=row.text("name"), targets=targets)


def _reason(row: Row) -> Reason:
    use = row.one_of("use", get_args(ReasonUse))
    return Reason(code=row.code("code"), text=row.text("text"), use=cast(ReasonUse, use))


def _setting(row: Row) -> Setting:
    code = row.known("code", SETTINGS, "setting")
    return Setting(
        code=code, value=row.one_of("value", SETTINGS.get(code, (row["value"],))), note=row["note"]
    )


def _units(rows: list[Row]) -> dict[str, list[Unit]]:
    units: dict[str, list[Unit]] = {}
    for row in rows:
        if not is_ucum(row["ucum"]):
            row.refuse(f"unit {row['ucum']!r} is not written in UCUM")
        factor = row.decimal("factor", places=10)
        mine = units.setdefault(row["test"], [])
        if factor is None or factor <= 0:
            row.refuse(f"factor {row['factor']!r} must be a number above 0")
        elif not mine and factor != 1:
            row.refuse("the first unit of a test is its own: its factor must be 1")
        elif factor != 1:
            row.text("source")
        if row["ucum"] in {unit.ucum for unit in mine}:
            row.refuse(f"unit {row['ucum']} of {row['test']} stands twice")
        mine.append(Unit(ucum=row["ucum"], shown=row["shown"], factor=factor or Decimal(1)))
    return units


def _strangers(rows: list[Row], tests: dict[str, Test]) -> None:
    for row in rows:
        if row.known("test", tests, "test") in tests and tests[row["test"]].kind != "numeric":
            row.refuse(f"{row['test']} is not numeric and takes no units")


def _test(
    row: Row,
    containers: dict[str, Container],
    benches: dict[str, Bench],
    units: dict[str, list[Unit]],
    choices: dict[str, list[Choice]],
) -> Test:
    kind = cast(Kind, row.one_of("kind", get_args(Kind)))
    code = row.code("code")
    if kind == "numeric" and code not in units:
        row.refuse(f"numeric test {code} has no row in units.csv")
    if kind == "choice":
        row.known("choices", choices, "set of choices")
    elif row["choices"]:
        row.refuse(f"{kind} test {code} takes no choices")
    tube = containers.get(row.known("container", containers, "container")) if row["container"] else NO_TUBE
    bench = benches.get(row.known("bench", benches, "bench"))
    return Test(
        code=code,
        name=row.text("name"),
        aliases=row.many("aliases"),
        loinc=row.loinc("loinc"),
        kind=kind,
        units=tuple(units.get(code, ())),
        decimals=row.whole("decimals", 0, 6),
        choices=tuple(choices.get(row["choices"], ())),
        specimen=row.text("specimen"),
        container=row["container"],
        volume_ul=_volume(row, tube),
        bench=row["bench"],
        section=row.text("section"),
        targets=dict(bench.targets) if bench else {},
        source=row.text("source"),
        approved_by=row["approved_by"],
        note=row["note"],
        own_tube=row.yes("own_tube"),
    )


def _volume(row: Row, tube: Container | None) -> int:
    if tube is not NO_TUBE:
        return row.whole("volume_ul", 1, tube.volume_ul if tube else 5_000_000)
    if row["volume_ul"] or row["own_tube"] != "no":
        row.refuse(f"{row['code']} has no container: leave volume_ul empty and write own_tube no")
    return 0


def _limit(row: Row, tests: dict[str, Test]) -> Limit:
    start, end = row.age("from_age"), row.age("to_age")
    if not row["from_age"]:
        row.refuse("from_age is empty; write 0 d for birth")
    if start is not None and end is not None and start >= end:
        row.refuse(f"the ages {row['from_age']} to {row['to_age']} hold no day")
    low, high = row.decimal("low"), row.decimal("high")
    if low is None and high is None:
        row.refuse("gives neither low nor high")
    elif low is not None and high is not None and low >= high:
        row.refuse(f"low {low} is not below high {high}")
    test = tests.get(row.known("test", tests, "test"))
    if test and test.kind != "numeric":
        row.refuse(f"{test.code} is not numeric and takes no limits")
    elif test and test.units and row["unit"] != test.units[0].ucum:
        row.refuse(f"unit {row['unit']!r} is not {test.code}'s own unit {test.units[0].ucum}")
    band = Band(
        kind=cast(BandKind, row.one_of("kind", get_args(BandKind))),
        sex=cast(Sex, row.one_of("sex", get_args(Sex))),
        pregnant=cast(Pregnant, row.one_of("pregnant", get_args(Pregnant))),
        method=row["method"],
        from_days=start or 0,
        to_days=end,
        low=low,
        high=high,
        source=row.text("source"),
        approved_by=row["approved_by"],
        note=row["note"],
    )
    if band.pregnant == "yes" and band.sex == "M":
        row.refuse("a band for pregnant men holds for nobody")
    return Limit(row, row["test"], band)


def _panel(row: Row, tests: dict[str, Test]) -> Panel:
    code, members = row.code("code"), row.many("tests")
    if code in tests:
        row.refuse(f"code {code} is a test already")
    if not members:
        row.refuse(f"panel {code} names no test")
    for member in members:
        if member not in tests:
            row.refuse(f"panel {code} names {member!r}, which is no test")
    name, aliases = row.text("name"), row.many("aliases")
    return Panel(code=code, name=name, aliases=aliases, tests=members, loinc=row.loinc("loinc"))


def _preset(row: Row, known: dict[str, Struct]) -> Preset:
    items = row.many("items")
    for item in items:
        if item not in known:
            row.refuse(f"form {row['code']} offers {item!r}, which is no test or panel")
    return Preset(code=row.code("code", WORD), name=row.text("name"), items=items)

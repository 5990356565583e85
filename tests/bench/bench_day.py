"""A day's figures: 10,000 tubes of twenty results each, by bench, test, ward and priority, and by stage.

Beside the same question about the same day where the board knows no other: what was done on other days costs nothing.
And beside reading the day's rows alone: what is left is the counting by the hours of the benches, and the medians.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from labkiosk.board.turnaround import passages
from labkiosk.journal.connection import connect
from labkiosk.journal.home import Home
from labkiosk.lab.lab import Lab
from labkiosk.lab.site import make_home
from labkiosk.lab.turnaround import day_of
from tests.bench.homes import Homes
from tests.bench.measure import clocked, side_by_side
from tests.bench.row import Row, compared

TUBES, DAYS, ROUNDS = 10_000, 10, 5
BENCHES, EACH = ("CHEM", "HAEM"), 10
_MINUTE, _DAY_ONE = 60_000, 1_793_491_200_000  # 1 Nov 2026
_HOURS = "bench,days,from,to,source,approved_by,note\nCHEM,mon-sat,08:00,20:00,bench,,\n"


def rows(homes: Homes) -> Iterator[Row]:
    """Two rows: the day among ten beside the day alone, and beside its rows."""
    with _lab(homes.folder / "home-month", DAYS) as month, _lab(homes.folder / "home-day", 1) as alone:
        what = f"a day's figures, {TUBES:,} tubes"
        pair = side_by_side(clocked(lambda: _figures(month)), clocked(lambda: _figures(alone)), ROUNDS, 1)
        yield compared(f"{what}, one of {DAYS}", pair, "the day alone", 1.2)
        pair = side_by_side(clocked(lambda: _figures(month)), clocked(lambda: _read(month)), ROUNDS, 1)
        yield compared(what, pair, "reading its rows", 10)


def _figures(lab: Lab) -> None:
    found = day_of(lab.conn, lab, _date(0))
    if (found.total.received, found.total.reported) != (TUBES, TUBES * EACH * len(BENCHES)):
        raise RuntimeError(f"not that day: {found.total}")


def _read(lab: Lab) -> None:
    if sum(1 for _ in passages(lab.conn, _date(0))) != TUBES * (1 + len(BENCHES)):
        raise RuntimeError("not that day")


def _date(day: int) -> str:
    return f"2026-11-{day + 1:02}"


def _lab(folder: Path, days: int) -> Lab:
    """A lab whose board says that so many days passed, each with its tubes."""
    make_home(folder, kiosk=98, site="Bench", address="", examples=True, user="bench")
    home = Home(folder)
    home.catalogue.mkdir()
    (home.catalogue / "hours.csv").write_text(_HOURS)
    lab = Lab(folder, badge="tech", user="bench")
    tests = lab.catalogue.tests.values()
    codes = {b: json.dumps([t.code for t in tests if t.bench == b][:EACH]) for b in BENCHES}
    dice = Random(3)
    with closing(connect(home.database, home.key())) as conn:
        conn.execute("BEGIN IMMEDIATE")
        for day in range(days):
            for tube in range(TUBES):
                conn.executemany(
                    f"INSERT INTO passage VALUES ({', '.join('?' * 17)})", _passed(dice, day, tube, codes)
                )
        conn.execute("COMMIT")
    return lab


def _passed(dice: Random, day: int, tube: int, codes: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """A tube came in the morning, and its results left bench by bench."""
    came = _DAY_ONE + (day * 1440 + dice.randrange(400)) * _MINUTE
    number, ward = f"{day:04}{tube:08}", f"Ward {tube % 30}"
    priority = dice.choice(("stat", "urgent", "routine"))
    yield number, 0, _date(day), "received", came, "", "[]", "", priority, ward, 0, *(None,) * 6
    for n, (bench, tests) in enumerate(codes.items(), 1):
        typed = came + dice.randrange(20, 200) * _MINUTE
        left = typed + dice.randrange(1, 60) * _MINUTE
        clocks = (came - 90 * _MINUTE, came - 60 * _MINUTE, came, typed, None, None)
        yield number, n, _date(day), "released", left, bench, tests, "", priority, ward, 240, *clocks

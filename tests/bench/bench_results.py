"""Results with every rule applied, beside the same facts appended with none, a million results on the board."""

import json
from collections.abc import Iterator
from time import monotonic

from labkiosk.board import samples
from labkiosk.facts.results import ResultsRecorded
from labkiosk.journal.connection import Connection
from labkiosk.journal.read import told
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import OrderRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.site import make_home
from tests.bench.homes import MILLION, Filling, Homes
from tests.bench.measure import clocked, side_by_side
from tests.bench.row import Row, compared

ROUNDS, WARM = 100, 20
DAY = 86_400_000
BEFORE = {
    "HB": "12.8", "RBC": "4.31", "HCT": "38.6", "MCV": "89.6", "MCH": "29.7", "MCHC": "33.2", "RDW": "13.1",
    "PLT": "231", "WBC": "7.10", "NEU": "60.5", "LYM": "29.0", "MON": "6.5", "EOS": "3.5", "BAS": "0.5",
}  # fmt: skip
LIPIDS = {"CHOL": "188", "HDL": "47", "TG": "142"}
"""What each patient had two days ago: a blood count, and what a lipid profile is calculated from."""
NOW = BEFORE | {"PLT": "298", "WBC": "9.60", "RDW": "14.6", "MCV": "87.6", "HCT": "37.8", "MCHC": "33.9"}
"""So much else that the tubes beside it are looked at, and not so much that anything is held."""

_ROWS = """
WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
INSERT INTO result SELECT format('9%011d', i), t.key, coalesce(?3 ->> (i - ?1), format('P99-%07d', i / 3)), t.value, 'x',
  t.value, 'x', '', '', 0, '[]', '', ?4 - (i - ?1) * ?5, 'badge:tech', 1, 0, ?4, 'badge:path', 0, '[]', '', 0, '', '',
  '', '', '[]', 1, NULL, NULL, 0, 0, '', 0
FROM n CROSS JOIN json_each(?6) t
"""


def rows(homes: Homes) -> Iterator[Row]:
    """One result of a patient who was here before; a whole blood count that makes the rules look around; and three
    results of which four more are calculated, in an act of two facts."""
    begun, folder = monotonic(), homes.folder / "results"
    make_home(folder, kiosk=1, site="District Hospital", address="Rampur", examples=True, user="bench")
    with Filling(folder, badge="tech", user="bench") as lab:
        each = 2 * (ROUNDS + WARM) + 1
        counts = iter(_tubes(lab, homes, tuple(NOW), 2 * each))
        lipids = iter(_tubes(lab, homes, ("LIPID",), each))
        count = _fill(lab)
        note = f"{count:,} results on the board, made in {monotonic() - begun:.0f} s"
        yield _row(lab, counts, "a result", {"HB": NOW["HB"]}, note)
        yield _row(lab, counts, f"a tube of {len(NOW)} results", NOW, note)
        yield _row(lab, lipids, "3 results and 4 calculated of them", LIPIDS | {"TG": "150"}, note)


def _tubes(lab: Filling, homes: Homes, tests: tuple[str, ...], count: int) -> list[str]:
    """So many tubes of which these are to be done, each of another patient."""
    with lab.filling():
        made = [
            register(lab, OrderRequest(patient=homes.request().patient, tests=tests, location="Ward 3"))
            for _ in range(count)
        ]
        for one in made:
            receive(lab, one.samples[0].sample)
    return [one.samples[0].sample for one in made]


def _fill(lab: Lab) -> int:
    """A million results: those of two days ago of whoever has a tube here, and of others over a year."""
    conn, at, values = lab.conn, lab.time().at, json.dumps(BEFORE | LIPIDS)
    ours = [row[0] for row in conn.execute("SELECT id FROM patient ORDER BY id")]
    conn.execute("BEGIN IMMEDIATE")
    conn.execute(_ROWS, (0, len(ours), json.dumps(ours), at - 2 * DAY, 0, values))
    first, last = len(ours), MILLION // len(BEFORE | LIPIDS) + 1
    conn.execute(_ROWS, (first, last, "[]", at - 30 * DAY, 365 * DAY // last, values))
    conn.execute("COMMIT")
    return _count(conn)


def _count(conn: Connection) -> int:
    return int(conn.execute("SELECT count(*) FROM result").fetchone()[0])


def _row(lab: Lab, tubes: Iterator[str], what: str, values: dict[str, str], note: str) -> Row:
    facts = _facts(lab, next(tubes), values)

    def ours() -> None:
        record(lab, next(tubes), [Given(test=test, value=value) for test, value in values.items()])

    def bare() -> None:
        tube = next(tubes)
        with lab.act() as act:
            for fact in facts:
                act.append(ResultsRecorded(sample=tube, entries=fact.entries, catalogue=fact.catalogue))

    pair = side_by_side(clocked(ours), clocked(bare), ROUNDS, WARM)
    same = "the same fact" if len(facts) == 1 else f"the same {len(facts)} facts"
    return compared(f"{what} with all rules", pair, f"{same} appended with none", 3, note)


def _facts(lab: Lab, tube: str, values: dict[str, str]) -> list[ResultsRecorded]:
    """The facts that recording these makes; nothing in them is held."""
    record(lab, tube, [Given(test=test, value=value) for test, value in values.items()])
    held = [r for r in samples.results(lab.conn, tube).values() if r.needs]
    made = [t.fact for t in told(lab.conn, tube, frozenset({ResultsRecorded.kind}))]
    if held or not made:
        raise RuntimeError(f"something of it is held: {held}")
    return [fact for fact in made if isinstance(fact, ResultsRecorded)]

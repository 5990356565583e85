"""What results are held against: the patient's own earlier ones, and the tubes that were done beside it."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from labkiosk.board import links
from labkiosk.journal.connection import Connection
from labkiosk.rules.lookout import Found


class Past(NamedTuple):
    """An earlier released result: its text as given, its number in the test's own unit, and when (ms UTC)."""

    value: str
    number: str
    at: int


def earlier(
    conn: Connection, patients: Mapping[str, str], tests: Iterable[str], since: int, count: int = 2
) -> dict[str, dict[str, list[Past]]]:
    """For each sample, of which ``patients`` says whose it is, the patient's latest released results of other samples
    by test, the latest first, none before ``since``.

    Whoever is linked to the patient is the same person.
    """
    persons = links.persons(conn, patients.values())
    asked = [(sample, each) for sample, patient in patients.items() for each in persons[patient]]
    found: dict[str, dict[str, list[Past]]] = {sample: {} for sample in patients}
    for sample, told in conn.execute(_EARLIER, (json.dumps(asked), json.dumps([*tests]), since, count)):
        for test, rows in json.loads(told).items():
            if rows:
                found[sample].setdefault(test, []).extend(Past(*row) for row in rows)
    for sample, patient in patients.items():
        if len(persons[patient]) > 1:
            latest = {t: sorted(ps, key=lambda past: -past.at)[:count] for t, ps in found[sample].items()}
            found[sample] = latest
    return found


def numbers(
    conn: Connection, patients: Mapping[str, str], tests: Iterable[str], since: int
) -> dict[str, dict[str, tuple[float, ...]]]:
    """The numbers of ``earlier``, of many tubes quickly."""
    persons = links.persons(conn, patients.values())
    linked = {sample: patient for sample, patient in patients.items() if len(persons[patient]) > 1}
    codes = [*tests]
    alone = [(sample, patient) for sample, patient in patients.items() if sample not in linked]
    (told,) = conn.execute(_NUMBERS, (json.dumps(alone), json.dumps(codes), since, 2)).fetchone()
    found = {
        sample: {test: tuple(rows) for test, rows in of.items() if rows}
        for sample, of in json.loads(told).items()
    }
    for sample, of in (earlier(conn, linked, codes, since) if linked else {}).items():
        found[sample] = {test: tuple(float(past.number) for past in pasts) for test, pasts in of.items()}
    return found


# One statement for all the tests, each with its own end: a patient of many weeks has thousands of results.
_LATEST = """
    SELECT value, number, at FROM result INDEXED BY result_of_patient
    WHERE patient = p.value ->> 1 AND test = t.value AND at >= ?3 AND sample <> p.value ->> 0
    AND version IS NOT NULL AND number IS NOT NULL AND laboratory = '' ORDER BY at DESC LIMIT ?4
"""
_EARLIER = f"""
SELECT p.value ->> 0, (
  SELECT json_group_object(t.value, json((
    SELECT json_group_array(json_array(r.value, r.number, r.at)) FROM ({_LATEST}) r)))
  FROM json_each(?2) t)
FROM json_each(?1) p
"""
_NUMBERS = f"""
SELECT json_group_object(p.value ->> 0, json((
  SELECT json_group_object(t.value, json((
    SELECT json_group_array(CAST(r.number AS REAL)) FROM ({_LATEST}) r)))
  FROM json_each(?2) t)))
FROM json_each(?1) p
"""


def on_worksheet(conn: Connection, sample: str) -> tuple[str, list[str]]:
    """The latest worksheet on which a tube stands, and the tubes on it by their places; empty without one."""
    sql = (
        "SELECT b.batch, t.sample FROM (SELECT batch FROM batch_tube WHERE sample = ? AND gone = 0"
        " ORDER BY batch DESC LIMIT 1) b CROSS JOIN batch_tube t ON t.batch = b.batch ORDER BY t.position"
    )
    rows = conn.execute(sql, (sample,)).fetchall()
    return (rows[0][0], [row[1] for row in rows]) if rows else ("", [])


def in_rack(conn: Connection, sample: str) -> tuple[str, list[str]]:
    """The rack in which a tube stands, and the tubes in it by their places; empty without one."""
    sql = (
        "SELECT s.rack, t.sample FROM (SELECT rack FROM stored WHERE sample = ? AND state = 'stored') s"
        " CROSS JOIN stored t ON t.rack = s.rack AND t.state = 'stored' ORDER BY t.position, t.sample"
    )
    rows = conn.execute(sql, (sample,)).fetchall()
    return (rows[0][0], [row[1] for row in rows]) if rows else ("", [])


def lately(conn: Connection, test: str, since: int, limit: int) -> list[str]:
    """The samples of which a test was recorded here last, the latest first, none before ``since``."""
    sql = (
        "SELECT sample FROM result INDEXED BY result_of_test WHERE test = ? AND number IS NOT NULL"
        " AND laboratory = '' AND at >= ? ORDER BY at DESC LIMIT ?"
    )
    return [row[0] for row in conn.execute(sql, (test, since, limit))]


def values(conn: Connection, samples: Collection[str], tests: Collection[str]) -> dict[str, Found]:
    """What of these tests was found in samples, by sample; sealed ones stay out."""
    sql = (
        "SELECT json_group_object(s.value, json((SELECT json_array(max(r.patient),"
        " json_group_object(r.test, CAST(r.number AS REAL))) FROM result r"
        " WHERE r.sample = s.value AND r.test IN (SELECT value FROM json_each(?2))"
        " AND r.number IS NOT NULL AND r.sealed = 0 AND r.laboratory = '')))"
        " FROM json_each(?1) s"
    )
    (told,) = conn.execute(sql, (json.dumps([*samples]), json.dumps([*tests]))).fetchone()
    return {sample: Found(*of) for sample, of in json.loads(told).items() if of[1]}

"""How SQLite goes about each question: by index, whatever is in the tables, and without sorting."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from labkiosk.board import (
    batches,
    calls,
    counts,
    deliveries,
    earlier,
    holders,
    jobs,
    orders,
    patients,
    people,
    queue,
    samples,
    sent,
    turnaround,
)
from labkiosk.board.before import before
from labkiosk.board.cumulative import released_of
from labkiosk.board.recollect import awaited
from labkiosk.board.under_way import under_way
from labkiosk.journal import read
from labkiosk.lab.bench import receive
from labkiosk.lab.lab import Lab
from tests.lab.homes import Clock, make, order

# Tables that grow with every sample; the rest hold a few dozen rows.
LARGE = (
    "journal",
    "touch",
    "patient",
    "p",
    "orders",
    "o",
    "sample",
    "s",
    "work",
    "result",
    "job",
    "j",
    "identifier",
    "i",
    "delivery",
    "d",
    "sheet",
    "batch",
    "call",
    "passage",
    "printed",
    "f",
)


# Indexes that hold what is open, and no more.
SMALL = {"job_open", "call_open"}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with make(tmp_path_factory.mktemp("plans") / "home", Clock()) as lab:
        made = order(lab, "NA", "PT")
        receive(lab, made.samples[0].sample)
        yield lab


def plans(conn: Any, ask: Callable[[Any], object]) -> list[list[str]]:
    """How each statement of a question is carried out; those inside SQLite's own tables begin with a dash."""
    statements: list[str] = []
    conn.set_trace_callback(statements.append)
    try:
        answer = ask(conn)
        if isinstance(answer, Iterator):
            list(answer)
    finally:
        conn.set_trace_callback(None)
    assert statements
    return [
        [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {s}")]
        for s in statements
        if not s.startswith("--")
    ]


def test_the_queue_s_next_fifty_come_off_the_partial_index_in_order(lab: Lab) -> None:
    joins = ["SCAN w", "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH p USING PRIMARY KEY (id=?)"]
    joins += ["CORRELATED SCALAR SUBQUERY 1", "SEARCH k USING PRIMARY KEY (id=?)"]
    first = queue.following(lab.conn, limit=1)[0]
    for after in (None, first):
        assert plans(lab.conn, lambda c, after=after: queue.following(c, after=after)) == [
            ["CO-ROUTINE w", "SEARCH work USING INDEX work_queue ((key,sample,bench)>(?,?,?))", *joins]
        ]
        assert plans(lab.conn, lambda c, after=after: queue.following(c, "CHEM", after=after)) == [
            [
                "CO-ROUTINE w",
                "SEARCH work USING INDEX work_queue_bench (bench=? AND (key,sample)>(?,?))",
                *joins,
            ]
        ]
        assert plans(lab.conn, lambda c, after=after: queue.to_release(c, after=after)) == [
            [
                "CO-ROUTINE w",
                "SEARCH work USING INDEX work_release ((rank,key,sample,bench)>(?,?,?,?))",
                *joins,
            ]
        ]


def test_the_queue_s_index_holds_open_work_alone(lab: Lab) -> None:
    found = lab.conn.execute(
        "SELECT sql FROM sqlite_schema WHERE name GLOB 'work_queue*' ORDER BY name"
    ).fetchall()
    assert [sql for (sql,) in found] == [
        "CREATE INDEX work_queue ON work (key, sample, bench) WHERE to_do > 0",
        "CREATE INDEX work_queue_bench ON work (bench, key, sample) WHERE to_do > 0",
    ]


TUBE = "010000000016"
QUESTIONS: dict[str, Callable[[Any], object]] = {
    "queue.benches": lambda c: queue.benches(c, 0),
    "queue.overdue": lambda c: queue.overdue(c, 0),
    "samples.sample": lambda c: samples.sample(c, TUBE),
    "samples.find": lambda c: samples.find(c, TUBE),
    "samples.of_order": lambda c: samples.of_order(c, "O01-0000001"),
    "samples.expected": samples.expected,
    "samples.tests": lambda c: samples.tests(c, TUBE),
    "samples.results": lambda c: samples.results(c, TUBE),
    "samples.drafts": lambda c: samples.drafts(c, TUBE),
    "cumulative.released_of": lambda c: released_of(c, "P01-0000001"),
    "before.before": lambda c: before(c, "P01-0000001", "NA", TUBE, 0),
    "orders.order": lambda c: orders.order(c, "O01-0000001"),
    "patients.patient": lambda c: patients.patient(c, "P01-0000001"),
    "patients.identifiers": lambda c: patients.identifiers(c, "P01-0000001"),
    "patients.by_identifier": lambda c: patients.by_identifier(c, "9876543210"),
    "patients.by_identifier of a system": lambda c: patients.by_identifier(c, "9876543210", "mobile"),
    "patients.namesakes": lambda c: patients.namesakes(c, "Asha Devi"),
    "patients.by_name": lambda c: patients.by_name(c, "ash dev"),
    "patients.orders_of": lambda c: patients.orders_of(c, "P01-0000001"),
    "patients.open_samples_of": lambda c: patients.open_samples_of(c, "P01-0000001"),
    "jobs.job": lambda c: jobs.job(c, "J01-0000001"),
    "jobs.unfinished": lambda c: jobs.unfinished(c, "queued"),
    "jobs.to_print": jobs.to_print,
    "jobs.uncertain_at": lambda c: jobs.uncertain_at(c, "T01-0000001"),
    "jobs.of_subject": lambda c: jobs.of_subject(c, TUBE),
    "deliveries.late_stats": lambda c: deliveries.late_stats(c, 0),
    "deliveries.of_order": lambda c: deliveries.of_order(c, "O01-0000001"),
    "deliveries.sheet": lambda c: deliveries.sheet(c, "D01-0000001"),
    "orders.versions": lambda c: orders.versions(c, "O01-0000001"),
    "sent.out": sent.out,
    "turnaround.passages": lambda c: turnaround.passages(c, "2026-11-22"),
    "turnaround.printed": lambda c: turnaround.printed(c, "2026-11-22"),
    "sent.places": lambda c: sent.places(c, TUBE),
    "batches.batch": lambda c: batches.batch(c, "W01-0000001"),
    "batches.places": lambda c: batches.places(c, "W01-0000001"),
    "holders.to_tell": holders.to_tell,
    "holders.how_many": holders.how_many,
    "holders.of_order": lambda c: holders.of_order(c, "O01-0000001"),
    "earlier.earlier": lambda c: earlier.earlier(c, TUBE),
    "calls.tests_to_tell": lambda c: calls.tests_to_tell(c, TUBE),
    "calls.open_calls": calls.open_calls,
    "calls.any_open": calls.any_open,
    "calls.of_sample": lambda c: calls.of_sample(c, TUBE),
    "calls.of_test": lambda c: calls.of_test(c, TUBE, "K"),
    "calls.between": lambda c: calls.between(c, 0, 1),
    "calls.not_ended_before": lambda c: calls.not_ended_before(c, 0, 1),
    "calls.last_taken": lambda c: calls.last_taken(c, "P01-0000001", "K", 0, TUBE),
    "recollect.awaited": lambda c: awaited(c, 0),
    "under_way.under_way": lambda c: under_way(c, 0),
    "people.person": lambda c: people.person(c, "tech"),
    "counts.counts": counts.counts,
    "read.told": lambda c: read.told(c, TUBE),
    "read.about": lambda c: read.about(c, [TUBE, "P01-0000001"]),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_no_question_reads_a_large_table_through(lab: Lab, ask: Callable[[Any], object]) -> None:
    for plan in plans(lab.conn, ask):
        scanned = [
            line.split()[1] for line in plan if line.startswith("SCAN") and not SMALL & {*line.split()}
        ]
        assert [table for table in scanned if table in LARGE] == [], plan


@pytest.mark.parametrize("name", ["samples.expected", "patients.by_name", "before.before"])
def test_lists_that_may_be_long_are_not_sorted(lab: Lab, name: str) -> None:
    for plan in plans(lab.conn, QUESTIONS[name]):
        assert [line for line in plan if "TEMP B-TREE" in line] == [], plan

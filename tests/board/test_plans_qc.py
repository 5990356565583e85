"""How SQLite goes about the questions of quality control: by index, however many runs and results there are."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from labkiosk.board import qc
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc_gate import blocked
from tests.board.test_plans import plans
from tests.lab.controls import LOW, set_up, sodium
from tests.lab.homes import Clock, make

LARGE = ("qc_value", "v", "f", "g", "result", "r", "sample", "s")
QUESTIONS: dict[str, Callable[[Any], object]] = {
    "open_failures": qc.open_failures,
    "open_failures of a test": lambda c: qc.open_failures(c, "NA"),
    "awaiting_good": lambda c: qc.awaiting_good(c, "NA"),
    "last_good": lambda c: qc.last_good(c, "NA"),
    "last_good before": lambda c: qc.last_good(c, "NA", 9),
    "good_by_level": lambda c: qc.good_by_level(c, "NA"),
    "points_of_lot": lambda c: qc.points_of_lot(c, LOW, "NA"),
    "instruments": lambda c: qc.instruments(c, LOW, "NA"),
    "latest": lambda c: qc.latest(c, LOW, "NA", ""),
    "before": lambda c: qc.before(c, LOW, "NA", "", limit=10),
    "run_of": lambda c: qc.run_of(c, "E01-0000001"),
    "runs_of_test": lambda c: qc.runs_of_test(c, "NA", "", limit=9),
    "between": lambda c: qc.between(c, 0, 9),
    "recorded_between": lambda c: qc.recorded_between(c, "NA", 0, 9),
    "how_many_between": lambda c: qc.how_many_between(c, "NA", 0, 9),
    "latest_numbers": lambda c: qc.latest_numbers(c, "NA", limit=9),
}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with make(tmp_path_factory.mktemp("plans") / "home", Clock()) as lab:
        set_up(lab)
        sodium(lab, "127")
        yield lab


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_no_question_reads_a_large_table_through(lab: Lab, ask: Callable[[Any], object]) -> None:
    for plan in plans(lab.conn, ask):
        scanned = [
            line.split()[1] for line in plan if line.startswith("SCAN") and "qc_value_open" not in line
        ]
        assert [table for table in scanned if table in LARGE and "CO-ROUTINE v" not in plan] == [], plan


@pytest.mark.parametrize("name", ["latest", "runs_of_test", "latest_numbers", "last_good"])
def test_the_latest_are_not_sorted_out_of_all(lab: Lab, name: str) -> None:
    for plan in plans(lab.conn, QUESTIONS[name]):
        assert [line for line in plan if line == "USE TEMP B-TREE FOR ORDER BY"] == [], plan


def test_before_a_result_leaves_a_few_small_questions_are_asked(lab: Lab) -> None:
    assert len(plans(lab.conn, lambda c: blocked(lab, c, "K"))) <= 4

"""The demonstration's own catalogue files: liver tests that its pathologist lets the rules release."""

import csv
from pathlib import Path

from labkiosk.resources import asset

RULED = ("TBIL", "DBIL", "IBIL", "AST", "ALT", "ALP", "GGT", "TP", "ALB", "GLOB", "AGR")
APPROVED_BY = "Example Pathologist"
_SOURCE = "The demonstration"


def approve_some(catalogue: Path) -> None:
    """Write into a home's catalogue folder the limits of these tests as approved, and that rules may release them."""
    catalogue.mkdir(exist_ok=True)
    head, *limits = _ours("limits.csv")
    test, approved = head.index("test"), head.index("approved_by")
    for row in limits:
        row[approved] = APPROVED_BY if row[test] in RULED else row[approved]
    _write(catalogue / "limits.csv", [head, *limits])
    verify = _ours("verify.csv")
    _write(catalogue / "verify.csv", [*verify, *(_rule(code) for code in RULED)])


def _rule(code: str) -> list[str]:
    return ["test", code, "1", "asked", _SOURCE, APPROVED_BY, "Nobody has approved it: this is training"]


def _ours(name: str) -> list[list[str]]:
    with (asset("catalogue") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)

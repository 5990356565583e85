"""Which rules judge a control, and how long a good one holds: qc.csv, a row a test, a bench, or for all."""

from msgspec import Struct

from labkiosk.catalogue.cells import Row
from labkiosk.catalogue.model import Catalogue, Test

RULES = ("1-2s", "1-3s", "2-2s", "R-4s", "4-1s", "10x")
"""The control rules of Westgard, Barry, Hunt and Groth (Clin Chem 1981;27:493-501)."""
_MOST_HOURS = 31 * 24


class QcRule(Struct, frozen=True, kw_only=True):
    """What is asked of a test's controls.

    A value that breaks a rule of ``reject`` fails, one of ``warn`` is only marked. A good control holds for
    ``hours``, None for ever. ``good_run``: once a failure is resolved, a good control must follow too.
    """

    warn: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    hours: int | None = None
    good_run: bool = False
    approved_by: str = ""


class QcRules(Struct, frozen=True, kw_only=True):
    """The rules by test code, by bench code, and those of all others."""

    tests: dict[str, QcRule]
    benches: dict[str, QcRule]
    others: QcRule

    def of(self, test: Test) -> QcRule:
        """The rule of a test: its own, else its bench's, else that of all."""
        return self.tests.get(test.code) or self.benches.get(test.bench) or self.others


def build(rows: list[Row], catalogue: Catalogue) -> QcRules:
    """The rules of qc.csv; faults are noted on the rows."""
    found: dict[tuple[str, str], QcRule] = {}
    for row in rows:
        test, bench = row["test"], row["bench"]
        if test and bench:
            row.refuse("names a test and a bench: a row is for one of them, or for all")
        if test:
            known = catalogue.tests.get(row.known("test", catalogue.tests, "test"))
            if known is not None and known.kind != "numeric":
                row.refuse(f"{test} is not numeric: it has no mean and no SD")
        elif bench:
            row.known("bench", catalogue.benches, "bench")
        if (test, bench) in found:
            row.refuse(f"{test or bench or 'the row for all'} stands twice")
        found[test, bench] = _rule(row)
    return QcRules(
        tests={test: rule for (test, _), rule in found.items() if test},
        benches={bench: rule for (_, bench), rule in found.items() if bench},
        others=found.get(("", ""), QcRule()),
    )


def _rule(row: Row) -> QcRule:
    row.text("source")
    warn, reject = row.many("warn"), row.many("reject")
    for rule in (*warn, *reject):
        if rule not in RULES:
            row.refuse(f"{rule!r} is no rule: use {'; '.join(RULES)}")
    if both := set(warn) & set(reject):
        row.refuse(f"{min(both)} both warns and rejects")
    return QcRule(
        warn=warn,
        reject=reject,
        hours=row.whole("hours", 1, _MOST_HOURS) if row["hours"] else None,
        good_run=row.yes("good_run"),
        approved_by=row["approved_by"],
    )

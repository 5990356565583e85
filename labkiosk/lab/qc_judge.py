"""What a test's rules say of the controls of a run, beside the runs before it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from labkiosk.board import qc
from labkiosk.catalogue.qc import QcRule
from labkiosk.facts.qc import Measured
from labkiosk.journal.connection import Connection
from labkiosk.rules.westgard import LOOKS_BACK, Run, broken, distance


def judge(
    conn: Connection,
    rule: QcRule,
    values: Sequence[Measured],
    instrument: str,
    *,
    until: qc.Point | None = None,
) -> Iterator[Measured]:
    """Values of one test in one run, each with the rules that it broke, or why none was applied to it.

    Runs before this lot's, before its last resolved failure, or on another instrument do not count. ``until`` is a
    point of the run itself where it is kept already: what was run later does not count either.
    """
    run = {each.lot: _z(each) for each in values if not _unjudged(each, rule)}
    found = broken(run, _earlier(conn, values[0].test, list(run), instrument, until))
    for each in values:
        if each.lot not in run:
            yield replace(each, unjudged=_unjudged(each, rule))
            continue
        z, broke = run[each.lot], found.get(each.lot, ())
        yield replace(
            each,
            z=f"{Decimal(z.numerator) / z.denominator:+.2f}",
            rejects=tuple(name for name in broke if name in rule.reject),
            warns=tuple(name for name in broke if name in rule.warn),
        )


def _unjudged(of: Measured, rule: QcRule) -> str:
    if not of.mean:
        return "no target"
    if not Decimal(of.sd):
        return "the SD is zero"
    return "" if rule.reject or rule.warn else "qc.csv has no rule"


def _z(of: Measured | qc.Point) -> Fraction:
    return distance(Decimal(of.number), Decimal(of.mean), Decimal(of.sd))


def _earlier(
    conn: Connection, test: str, lots: Sequence[str], instrument: str, until: qc.Point | None
) -> list[Run]:
    """The runs of these lots that the rules look back at, the newest first."""
    runs: dict[tuple[int, str], dict[str, Fraction]] = defaultdict(dict)
    for lot in lots:
        for point in qc.before(conn, lot, test, instrument, limit=LOOKS_BACK, until=until):
            runs[point.at, point.run][lot] = _z(point)
    return [runs[key] for key in sorted(runs, reverse=True)]

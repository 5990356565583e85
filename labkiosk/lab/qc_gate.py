"""Whether quality control lets a test's results leave by themselves."""

from labkiosk.board import qc
from labkiosk.catalogue.model import Test
from labkiosk.catalogue.qc import QcRule, QcRules
from labkiosk.facts.errors import Refused
from labkiosk.journal.connection import Connection
from labkiosk.lab.lab import Lab
from labkiosk.lab.qc_average import average, averages
from labkiosk.rules.words import many

HOUR = 3_600_000


def rules(lab: Lab) -> QcRules:
    """The rules of qc.csv, the home's own where it has one. Raises Refused for a file with a fault."""
    found = lab.apart("qc.csv")
    assert isinstance(found, QcRules)
    return found


def blocked(lab: Lab, conn: Connection, test: str) -> str:
    """Why the test's results may not leave by themselves, in words; empty where nothing of QC speaks against it.

    A failure blocks until a person resolves it and, where the rules ask for one, until a good control has followed.
    Where they set hours, so does a level in use whose last good control is older, or that had none. A file of rules
    with a fault says nothing of any test, so none leaves by itself.
    """
    try:
        return _blocked(lab, conn, test)
    except Refused as fault:
        return f"QC cannot be looked at: {fault}"


def _blocked(lab: Lab, conn: Connection, test: str) -> str:
    if failed := qc.open_failures(conn, test, limit=1):
        of = failed[0]
        return f"QC failed {moment(lab, of.at)} ({', '.join(of.rejects)}, level {of.level}), not resolved"
    if waiting := qc.awaiting_good(conn, test):
        of = waiting[0]
        return f"QC failed {moment(lab, of.at)} (level {of.level}), no good run since"
    known = lab.catalogue.tests.get(test)
    if known is None:
        return ""
    return _stale(lab, conn, known, rules(lab).of(known)) or _drifted(lab, conn, test)


def _drifted(lab: Lab, conn: Connection, test: str) -> str:
    rule = averages(lab).get(test)
    if rule is None or not rule.blocks:
        return ""
    found = average(conn, rule)
    return "the patients' mean has moved" if found is not None and found.outside else ""


def _stale(lab: Lab, conn: Connection, test: Test, rule: QcRule) -> str:
    if rule.hours is None or test.kind != "numeric":
        return ""
    levels = qc.good_by_level(conn, test.code) or [("", qc.last_good(conn, test.code))]
    for level, good in levels:
        of = f" of level {level}" if len(levels) > 1 else ""
        if good is None:
            return f"no good QC{of} yet, and one is asked every {many(rule.hours, 'hour')}"
        if lab.time().at - good > rule.hours * HOUR:
            return f"no good QC{of} since {moment(lab, good)}"
    return ""


def moment(lab: Lab, at: int) -> str:
    """A time (ms UTC) as said within a sentence: ``08:05``, ``08:05 yesterday``, ``08:05 on 20 Nov``."""
    then = lab.local(at)
    days = (lab.today() - then.date()).days
    return f"{then:%H:%M}" + ("" if days == 0 else " yesterday" if days == 1 else f" on {then:%d %b}")

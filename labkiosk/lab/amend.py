"""Released results that turn out to be wrong: corrected or taken back, and whoever had them told."""

from labkiosk.board import holders, samples
from labkiosk.facts.amend import HolderTold
from labkiosk.facts.errors import Refused
from labkiosk.facts.order import SampleTests, TestsCancelled
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.calculated import resting_on
from labkiosk.lab.given import Answer, Given
from labkiosk.lab.issue import Way, issue
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import Released, released_of
from labkiosk.lab.results import take
from labkiosk.lab.scan import codes_of, order_of, sample_of
from labkiosk.rules.number import last_four
from labkiosk.rules.text import clean


def amend(lab: Lab, number: str, given: list[Given]) -> list[Answer]:
    """Correct released values of a sample, all or none, each with its reason; the earlier ones stay.

    Another person releases what takes their place, and that makes the amended report. Raises Refused.
    """
    lab.require("amend")
    for one in given:
        clean(one.reason, "Reason", limit=120, required=True)
    with lab.act() as act:
        return take(lab, act, sample_of(act.conn, number), given, released=True)


def withdraw(lab: Lab, number: str, tests: tuple[str, ...], reason: str, *, report: bool = False) -> Released:
    """Take released results of a sample back, such as those of the wrong patient, and make the amended report at once.

    It waits for no second person: what must not be believed is marked so as soon as somebody knows. What was
    calculated from it goes with it. Raises Refused.
    """
    lab.require("amend")
    why = clean(reason, "Reason", limit=120, required=True)
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        results = samples.results(act.conn, sample.id)
        codes = codes_of(samples.tests(act.conn, sample.id), tests)
        if not codes:
            raise Refused("Say which results are taken back.")
        for code in codes:
            if code not in results or results[code].version is None:
                raise Refused(
                    f"{code} of sample {last_four(sample.number)} is not out: it is not withdrawn, but cancelled."
                )
        back = {sample: [results[code] for code in codes]}
        _with_calculated(lab, act, sample, back, why)
        fact = issue(lab, act, sample.order, {}, Way(reason=why), withdrawn=back, report=report)
    return released_of(fact, back)


def _with_calculated(
    lab: Lab, act: Act, sample: samples.Sample, back: dict[samples.Sample, list[samples.Result]], why: str
) -> None:
    """Add to ``back`` what is out and was calculated from it; what is not out yet is cancelled."""
    codes = [result.test for result in back[sample]]
    unreleased = []
    for tube, values in resting_on(lab, act.conn, sample, codes).items():
        mine = back.setdefault(tube, [])
        mine += [v for v in values if v.version is not None and v not in mine]
        if waiting := tuple(v.test for v in values if v.version is None):
            unreleased.append(SampleTests(sample=tube.id, tests=waiting))
        if not mine:
            del back[tube]
    if unreleased:
        reason = f"calculated from {', '.join(codes)}, withdrawn: {why}"
        act.append(TestsCancelled(order=sample.order, samples=tuple(unreleased), reason=reason))


def tell_holder(lab: Lab, of: str, version: int, place: int, who: str, note: str = "") -> holders.Holder:
    """One of those who had what ``version`` of an order's report corrects was told; ``place`` counts them from 1, and
    ``of`` is the order or a sample of it. Returns whom that was about. Raises Refused.
    """
    lab.require("print")
    name = clean(who, "Name of who was told", limit=80, required=True)
    with lab.act() as act:
        order = order_of(act.conn, of)
        holder = _waiting(act.conn, order.id, version, place)
        _tell(act, holder, name, clean(note, "Note", limit=120))
    return holder


def _waiting(conn: Connection, order: str, version: int, place: int) -> holders.Holder:
    found = [h for h in holders.of_order(conn, order) if (h.version, h.n + 1) == (version, place)]
    if not found:
        raise Refused(
            f"Nobody stands at {version}.{place} of order {order}: labkiosk amend --list shows who does."
        )
    if found[0].told_at is not None:
        raise Refused(f"{found[0].who} was told already: {found[0].told_who}.")
    return found[0]


def _tell(act: Act, holder: holders.Holder, name: str, note: str) -> None:
    act.append(HolderTold(order=holder.order, version=holder.version, holder=holder.n, who=name, note=note))

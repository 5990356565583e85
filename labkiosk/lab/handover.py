"""Hand-over of a shift: what is not done is told, and two people sign for it."""

from collections.abc import Sequence
from typing import NamedTuple

from labkiosk.board import counts, deliveries, holders, jobs, orders, patients, people, qc, queue, samples
from labkiosk.board.under_way import UnderWay
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.shift import AtBench, Listed, Pending, ShiftHandedOver, Signer, Standing
from labkiosk.journal.connection import Connection, snapshot
from labkiosk.lab.calls import every_phone_call
from labkiosk.lab.due import Dues
from labkiosk.lab.lab import Lab
from labkiosk.lab.not_here import not_here
from labkiosk.lab.open_papers import about
from labkiosk.lab.paper_data import short_codes
from labkiosk.lab.papers import ask

MOST = 6
"""Lines of a list: the whole is one page."""


class HandedOver(NamedTuple):
    """What was signed, and the job of its page where one was asked for."""

    fact: ShiftHandedOver
    at: int
    job: str


def hand_over(lab: Lab, outgoing: str, incoming: str, *, paper: bool = True) -> HandedOver:
    """The shift goes from one badge to another, and its page prints. Raises Refused."""
    lab.require("print")
    with lab.act() as act:
        signers = [signer(act.conn, badge) for badge in (outgoing, incoming)]
        if signers[0].badge == signers[1].badge:
            raise Refused("A hand-over takes two: the person who comes gives another badge.")
        fact = ShiftHandedOver(
            handover=act.mint("H"),
            outgoing=signers[0],
            incoming=signers[1],
            standing=_standing(act.conn, lab, act.at),
        )
        act.append(fact)
        job = ask(act, "handover", fact.handover, first=True) if paper else None
        if job is not None:
            act.append(PaperAsked(jobs=(job,)))
    return HandedOver(fact, act.at, job.job if job else "")


def signer(conn: Connection, badge: str) -> Signer:
    """Who signs with this badge. Raises Refused for one that nobody here has."""
    found = people.person(conn, badge.strip())
    if found is None or not found.here:
        raise Refused(
            f"Badge {badge.strip()[:24]!r} is not known here: the person who signs gives their own."
        )
    return Signer(badge=found.badge, name=found.name, role=found.role)


def standing(conn: Connection, lab: Lab, now: int) -> Standing:
    """The figures at lab time ``now`` (ms UTC), as a hand-over of this moment would keep them."""
    with snapshot(conn):
        return _standing(conn, lab, now)


def _standing(conn: Connection, lab: Lab, now: int) -> Standing:
    day = lab.local(now).date().isoformat()
    names, dues = lab.catalogue.benches, Dues(lab)
    benches = [
        AtBench(bench=o.bench, name=names[o.bench].name if o.bench in names else o.bench,
                waiting=o.waiting, overdue=o.overdue)
        for o in dues.open_work(conn, now)
        if o.waiting
    ]  # fmt: skip
    waiting, overdue = sum(o.waiting for o in benches), sum(o.overdue for o in benches)
    held, release = queue.held(conn, limit=MOST), queue.to_release(conn, limit=MOST)
    uncertain = jobs.unfinished(conn, "uncertain", limit=MOST)
    return Standing(
        day=day,
        today=counts.counts(conn, day)._asdict(),
        ever=counts.counts(conn)._asdict(),
        benches=tuple(benches),
        lists=(
            *_calls(lab, conn, now),
            _work(conn, lab, "overdue", overdue, dues.late(conn, now, MOST)),
            *_not_here(not_here(conn, lab, now)),
            _work(conn, lab, "open", waiting - overdue, dues.in_time(conn, now, MOST)),
            _work(conn, lab, "held", queue.how_many_held(conn), held),
            *_late(conn, lab, dues.late_for_release(conn, now)),
            _work(conn, lab, "release", queue.how_many_to_release(conn), release),
            Listed(
                list="to_tell",
                total=holders.how_many(conn),
                lines=tuple(_holder(conn, one) for one in holders.to_tell(conn, limit=MOST)),
            ),
            Listed(
                list="uncertain",
                total=jobs.how_many(conn, "uncertain"),
                lines=tuple(_paper(conn, paper) for paper in uncertain),
            ),
            Listed(
                list="undelivered",
                total=deliveries.how_many(conn),
                lines=tuple(_report(conn, one) for one in deliveries.pressing(conn, limit=MOST)),
            ),
            *_controls(conn, lab),
        ),
    )  # fmt: skip


def _controls(conn: Connection, lab: Lab) -> tuple[Listed, ...]:
    """The controls that failed and that nobody has resolved; no list where there are none."""
    total = qc.how_many_open(conn)
    lines = tuple(
        Pending(
            name=lab.catalogue.tests[of.test].name if of.test in lab.catalogue.tests else of.test,
            what=f"level {of.level} {' '.join(of.rejects)} {of.run}",
            when=of.at,
        )
        for of in qc.open_failures(conn, limit=MOST)
    )
    return (Listed(list="qc", total=total, lines=lines),) if total else ()


def _calls(lab: Lab, conn: Connection, now: int) -> tuple[Listed, ...]:
    """The wards that are to be told; no list where there are none. What is sealed stands on no page for everybody."""
    found = [c for c in every_phone_call(lab, conn, now) if not any(one.sealed for one in c.calls)]
    lines = (
        Pending(
            sample=c.calls[0].sample,
            number=c.number,
            patient=c.patient,
            name=c.name,
            ward=c.ward,
            what=", ".join(f"{one.test} {one.value} {one.unit}".rstrip() for one in c.calls),
            when=c.since,
        )
        for c in found[:MOST]
    )
    return (Listed(list="calls", total=len(found), lines=tuple(lines)),) if found else ()


def _not_here(found: list[UnderWay]) -> tuple[Listed, ...]:
    """Tubes that are late on their way; no list where there are none."""
    lines = (
        Pending(
            sample=tube.sample,
            number=tube.number,
            patient=tube.patient,
            name=tube.name,
            ward=tube.ward,
            priority=tube.priority,
            what=" ".join(dict.fromkeys(bench for _, bench in tube.tests)),
            when=tube.drawn_at,
        )
        for tube in found[:MOST]
    )
    return (Listed(list="not_here", total=len(found), lines=tuple(lines)),) if found else ()


def _late(conn: Connection, lab: Lab, found: list[queue.Item]) -> tuple[Listed, ...]:
    """What is late for release; no list where there is none."""
    return (_work(conn, lab, "late", len(found), found[:MOST]),) if found else ()


def _work(conn: Connection, lab: Lab, name: str, total: int, items: Sequence[queue.Item]) -> Listed:
    return Listed(list=name, total=total, lines=tuple(_item(conn, lab, item) for item in items))


def _item(conn: Connection, lab: Lab, item: queue.Item) -> Pending:
    sample = samples.sample(conn, item.sample)
    return Pending(
        sample=item.sample,
        number=item.number,
        patient=item.patient,
        name=item.name,
        ward=sample.ward if sample else "",
        priority=item.priority,
        what=f"{item.bench} {' '.join(short_codes(lab.catalogue, item.tests))}",
        when=item.due,
    )


def _report(conn: Connection, one: deliveries.Undelivered) -> Pending:
    order = orders.order(conn, one.order)
    return Pending(
        patient=order.patient if order else "",
        name=one.name,
        ward=one.ward,
        priority=one.priority,
        what=f"{one.form} {one.version} {one.order}",
        when=one.at,
    )


def _holder(conn: Connection, one: holders.Holder) -> Pending:
    order = orders.order(conn, one.order)
    ward = order.ward if order else ""
    who = "" if one.who == ward else f"{one.who}: "
    patient = patients.patient(conn, order.patient) if order else None
    return Pending(
        patient=order.patient if order else "",
        name=patient.name if patient else "",
        ward=ward,
        priority=order.priority if order else "",
        what=f"{who}report {one.version} {one.order}",
        when=one.at,
    )


def _paper(conn: Connection, paper: jobs.Paper) -> Pending:
    """A paper of a sample or an order says whose; of anything else, only what it is."""
    sample = samples.sample(conn, paper.subject) if paper.subject[0].isdigit() else None
    order = orders.order(conn, sample.order if sample else paper.subject)
    patient = patients.patient(conn, order.patient) if order else None
    return Pending(
        sample=sample.id if sample else "",
        number=sample.number if sample else "",
        patient=patient.id if patient else "",
        name=patient.name if patient else about(conn, paper.subject),
        ward=order.ward if order else "",
        priority=order.priority if order else "",
        what=paper.form,
        when=paper.at,
    )

"""The queue of a bench on paper."""

from typing import NamedTuple

from labkiosk.board import people, queue, samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.worklist import Waiting, WorklistPrinted
from labkiosk.forms.worklist import Waits, WorklistData
from labkiosk.journal.read import Told, told
from labkiosk.lab.batch import bench_code
from labkiosk.lab.due import Dues
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, order_for, short_codes, stamp, whose_of
from labkiosk.lab.papers import ask
from labkiosk.lab.site import site_and_address
from labkiosk.rules.number import last_four

MOST = 200
"""Tubes on one list: 200 take three minutes to read, and by then the queue is another."""


class Printed(NamedTuple):
    """A worklist that was asked for: its id, its bench by name, how many tubes stand on it and how many do not."""

    id: str
    bench: str
    tubes: int
    more: int


def print_worklist(lab: Lab, bench: str, limit: int = 50) -> Printed:
    """Print the head of a bench's queue, at most ``limit`` tubes of it. Raises Refused where nothing waits."""
    lab.require("print")
    code = bench_code(lab, bench)
    if not 1 <= limit <= MOST:
        raise Refused(f"A worklist holds 1 to {MOST} tubes.")
    with lab.act() as act:
        due = Dues(lab).by_hours
        tubes = tuple(
            Waiting(sample=item.sample, tests=item.tests, due=due(item).due)
            for item in queue.following(act.conn, code, limit=limit)
        )
        if not tubes:
            raise Refused(f"Nothing waits at {code}.")
        waiting = next(o.waiting for o in queue.benches(act.conn, act.at) if o.bench == code)
        made = WorklistPrinted(worklist=act.mint("Q"), bench=code, tubes=tubes, more=waiting - len(tubes))
        act.append(made)
        act.append(PaperAsked(jobs=(ask(act, "worklist", made.worklist, first=True),)))
    return Printed(made.worklist, lab.catalogue.benches[code].name, len(tubes), made.more)


def worklist_data(lab: Lab, job: Asked) -> WorklistData:
    """What a worklist says: the queue as it was when it was asked for. Raises Refused for one that is not here."""
    when, fact = _made(lab, job.subject)
    bench = lab.catalogue.benches.get(fact.bench)
    by = people.actor_name(lab.conn, when.actor, when.at)
    return WorklistData(
        lab_name=site_and_address(lab)[0],
        worklist=fact.worklist,
        bench=bench.name if bench else fact.bench,
        made=f"{stamp(lab, when.at)} by {by}",
        tubes=tuple(_waits(lab, tube, when.at) for tube in fact.tubes),
        more=fact.more,
        training=lab.training,
        copy=job.copy,
    )


def _made(lab: Lab, worklist: str) -> tuple[Told, WorklistPrinted]:
    for each in told(lab.conn, worklist, frozenset({WorklistPrinted.kind})):
        if isinstance(each.fact, WorklistPrinted):
            return each, each.fact
    raise Refused(f"not printed: worklist {worklist} is not known here.")


def _waits(lab: Lab, tube: Waiting, at: int) -> Waits:
    sample = samples.sample(lab.conn, tube.sample)
    if sample is None:
        raise Refused(f"not printed: sample {tube.sample} is not known here.")
    whose = whose_of(lab, order_for(lab, sample.order))
    due = lab.local(tube.due)
    today = due.date() == lab.local(at).date()
    return Waits(
        tail=last_four(sample.number),
        name=whose.name,
        who=" ".join(part for part in (whose.age, whose.sex) if part),
        priority={"stat": "STAT", "urgent": "urgent"}.get(sample.priority, ""),
        due=f"by {due:%H:%M}" if today else f"by {due:%d %b %H:%M}",
        tube=", ".join(part for part in (sample.container_name, sample.mark) if part),
        tests=short_codes(lab.catalogue, tube.tests),
    )

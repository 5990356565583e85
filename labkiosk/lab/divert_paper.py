"""From the board to the slip that goes with a tube to another laboratory."""

from labkiosk.board import people, samples
from labkiosk.facts.divert import DivertSent
from labkiosk.facts.errors import Refused
from labkiosk.forms.divert import DivertData
from labkiosk.journal.read import Told, told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import (
    NOT_STATED,
    Asked,
    collected,
    order_for,
    priority_name,
    sample_for,
    stamp,
    whose_of,
)
from labkiosk.lab.scan import CLOSED
from labkiosk.lab.site import site_and_address
from labkiosk.rules.priority import due


def divert_data(lab: Lab, job: Asked) -> DivertData:
    """What the slip says: the first slip of a sample is about its first sending, and so on.

    Raises Refused where everything that was sent then is done here after all, or not at all.
    """
    sample = sample_for(lab, job)
    order = order_for(lab, sample.order)
    whose = whose_of(lab, order)
    when, fact = _sendings(lab, sample)[job.version]
    known = next((o for o in lab.catalogue.laboratories.values() if o.name == fact.to), None)
    lab_name, lab_address = site_and_address(lab)
    return DivertData(
        lab_name=lab_name,
        lab_address=lab_address,
        to=fact.to,
        to_address=known.address if known else "",
        their_number=fact.number,
        patient_name=whose.name,
        patient_id=whose.id,
        sex=whose.sex,
        age=whose.age,
        born=whose.born,
        clinician=order.clinician or f"clinician {NOT_STATED}",
        note=order.note,
        priority=priority_name(lab, order),
        number=sample.number,
        specimen=sample.specimen,
        container=sample.container_name,
        collected=collected(lab, order, sample),
        condition=", ".join(sample.conditions),
        tests=_wanted(lab, sample, fact),
        reason=fact.reason,
        sent_at=stamp(lab, when.at),
        sent_by=people.actor_name(lab.conn, when.actor, when.at),
        back_by=stamp(lab, due(when.at, fact.back_min)),
        training=lab.training,
        copy=job.copy,
    )


def _wanted(lab: Lab, sample: samples.Sample, sent: DivertSent) -> tuple[str, ...]:
    away = [t for t in samples.tests(lab.conn, sample.id) if t.code in sent.tests]
    wanted = tuple(t.name for t in away if t.state not in ("open", *CLOSED))
    if not wanted:
        raise Refused("not printed: nothing of this is wanted from another laboratory any more.")
    return wanted


def _sendings(lab: Lab, sample: samples.Sample) -> list[tuple[Told, DivertSent]]:
    found = told(lab.conn, sample.id, frozenset({DivertSent.kind}))
    return [(t, t.fact) for t in found if isinstance(t.fact, DivertSent)]

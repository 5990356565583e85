"""From the board and the journal to what a rejection slip says."""

from labkiosk.board import people, samples
from labkiosk.facts.sample import SampleRejected
from labkiosk.forms.rejection import RejectionData
from labkiosk.journal.read import told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, bed, order_for, sample_for, stamp, untold_codes, whose_of
from labkiosk.lab.site import site_and_address


def rejection_data(lab: Lab, job: Asked) -> RejectionData:
    """What the rejection slip says: the first slip of a sample is about its first rejection, and so on."""
    sample = sample_for(lab, job)
    order = order_for(lab, sample.order)
    whose = whose_of(lab, order)
    happened = [
        (t, t.fact)
        for t in told(lab.conn, sample.id, frozenset({SampleRejected.kind}))
        if isinstance(t.fact, SampleRejected) and t.fact.sample == sample.id
    ]
    when, rejected = happened[job.version]
    new = samples.sample(lab.conn, rejected.replacement.sample)
    return RejectionData(
        lab_name=site_and_address(lab)[0],
        patient_name=whose.name,
        patient_id=whose.id,
        sex=whose.sex,
        age=whose.age,
        ward=order.ward or "ward not stated",
        bed=bed(order),
        number=sample.number,
        container=sample.container_name,
        tests=untold_codes(lab, rejected.tests),
        reason=rejected.reason,
        rejected_at=stamp(lab, when.at),
        rejected_by=people.actor_name(lab.conn, when.actor, when.at),
        expected=new.number if new else "",
        training=lab.training,
        copy=job.copy,
    )

"""From the board to what a runner's slip says, at the moment it prints."""

from labkiosk.facts.errors import Refused
from labkiosk.forms.runner import RunnerData, Told
from labkiosk.lab.call_words import cautions, remark_on
from labkiosk.lab.calling import SEALED
from labkiosk.lab.calls import PhoneCall, call_code, every_phone_call
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, bed, order_for, sample_for, stamp, whose_of
from labkiosk.lab.site import site_and_address
from labkiosk.rules.number import last_four
from labkiosk.rules.value import flag_words


def runner_data(lab: Lab, job: Asked) -> RunnerData:
    """What the slip says: all that is open about the patient now. Raises Refused where nothing is any more."""
    sample = sample_for(lab, job)
    found = _open(lab, sample.id, sealed=job.reason == SEALED)
    if found is None:
        raise Refused("not printed: the ward was told meanwhile.")
    order = order_for(lab, sample.order)
    whose = whose_of(lab, order)
    tries = [
        f"{t.how}{f' at {t.phone}' if t.phone else ''}, {lab.local(t.at):%H:%M}"
        for t in found.tries
        if t.unanswered
    ]
    return RunnerData(
        lab_name=site_and_address(lab)[0],
        whom=found.whom,
        ward=found.ward or "ward not stated",
        bed=bed(order),
        patient_name=whose.name,
        patient_id=whose.id,
        sex=whose.sex,
        age=whose.age,
        tail=last_four(sample.number),
        told=() if job.reason == SEALED else _told(found),
        since=stamp(lab, found.since),
        tried=f"Tried: {'; '.join(tries[-3:])}" if tries else "",
        code=call_code(sample.number),
        slip=job.version + 1,
        training=lab.training,
        copy=job.copy,
    )


def _open(lab: Lab, sample: str, *, sealed: bool) -> PhoneCall | None:
    every = every_phone_call(lab, lab.conn, lab.time().at)
    return next(
        (each for each in every if any(one.sample == sample and one.sealed == sealed for one in each.calls)),
        None,
    )


def _told(found: PhoneCall) -> tuple[Told, ...]:
    return tuple(
        Told(
            test=one.name,
            value=f"{one.value} {one.unit}".rstrip(),
            flag=flag_words(one.flag),
            remark="; ".join(filter(None, (remark_on(one), *cautions((one,))))),
        )
        for one in found.calls
    )

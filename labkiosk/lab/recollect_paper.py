"""From the board to a ward's list of what is to be collected again."""

from labkiosk.board.recollect import Awaited, awaited
from labkiosk.facts.errors import Refused
from labkiosk.facts.recollect import ListPrinted
from labkiosk.forms.recollect import RecollectData, Wanted
from labkiosk.journal.read import Told, told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, bed, order_for, stamp, untold_codes, whose_of
from labkiosk.lab.site import site_and_address
from labkiosk.rules.number import last_four


def recollect_data(lab: Lab, job: Asked) -> RecollectData:
    """What the list says: of the tubes it was made for, those that are still wanted. Raises Refused for none."""
    when, fact = _made(lab, job.subject)
    wanted = [a for a in awaited(lab.conn, lab.time().at) if a.sample in fact.samples]
    if not wanted:
        raise Refused("not printed: nothing of this list is to be collected any more.")
    return RecollectData(
        lab_name=site_and_address(lab)[0],
        ward=fact.ward or "ward not stated",
        made=stamp(lab, when.at),
        list=fact.list,
        wanted=tuple(_wanted(lab, a) for a in wanted),
        training=lab.training,
        copy=job.copy,
    )


def _made(lab: Lab, list_id: str) -> tuple[Told, ListPrinted]:
    for each in told(lab.conn, list_id, frozenset({ListPrinted.kind})):
        if isinstance(each.fact, ListPrinted):
            return each, each.fact
    raise Refused(f"not printed: list {list_id} is not known here.")


def _wanted(lab: Lab, tube: Awaited) -> Wanted:
    order = order_for(lab, tube.order)
    whose = whose_of(lab, order)
    return Wanted(
        bed=bed(order),
        name=whose.name,
        who=", ".join(part for part in (whose.id, whose.sex, whose.age) if part),
        tube=f"{tube.container}, {tube.cap} cap",
        tail=last_four(tube.number),
        tests=untold_codes(lab, tube.tests),
        reason=tube.reason or "not collected yet",
        since=stamp(lab, tube.at),
        stat=tube.priority == "stat",
    )

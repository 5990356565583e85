"""From the board to the worksheet of a batch."""

from labkiosk.board import batches, people
from labkiosk.forms.worksheet import Tube, WorksheetData
from labkiosk.lab.batch import batch_of
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, order_for, stamp, whose_of
from labkiosk.lab.site import site_and_address
from labkiosk.rules.number import last_four


def worksheet_data(lab: Lab, job: Asked) -> WorksheetData:
    """What a worksheet says: the tubes that were not taken out. Raises Refused for a batch that is not here."""
    batch = batch_of(lab.conn, job.subject)
    bench = lab.catalogue.benches.get(batch.bench)
    here = [place for place in batches.places(lab.conn, batch.id) if not place.gone]
    return WorksheetData(
        lab_name=site_and_address(lab)[0],
        worksheet=batch.id,
        bench=bench.name if bench else batch.bench,
        made=f"{stamp(lab, batch.at)} by {people.actor_name(lab.conn, batch.actor, batch.at)}",
        tubes=tuple(_tube(lab, place) for place in here),
        training=lab.training,
        copy=job.copy,
    )


def _tube(lab: Lab, place: batches.Place) -> Tube:
    whose = whose_of(lab, order_for(lab, place.order))
    return Tube(
        position=place.position,
        tail=last_four(place.number),
        name=whose.name,
        age=" ".join(part for part in (whose.age, whose.sex) if part),
        priority="" if place.priority == "routine" else place.priority.upper(),
        tests=place.tests,
    )

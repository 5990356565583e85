"""From the board to a delivery sheet."""

from labkiosk.board import deliveries, people
from labkiosk.facts.errors import Refused
from labkiosk.forms.delivery import DeliveryData, Line
from labkiosk.lab.deliver import sheet_code
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, bed, order_for, stamp, whose_of
from labkiosk.lab.site import site_and_address


def delivery_data(lab: Lab, job: Asked) -> DeliveryData:
    """What a delivery sheet says. Raises Refused where the sheet is not here."""
    sheet = deliveries.sheet(lab.conn, job.subject)
    if sheet is None:
        raise Refused(f"not printed: delivery sheet {job.subject} is not known here.")
    return DeliveryData(
        lab_name=site_and_address(lab)[0],
        ward=sheet.ward or "ward not stated",
        sheet=sheet.id,
        made=stamp(lab, sheet.at),
        by=people.actor_name(lab.conn, sheet.actor, sheet.at),
        lines=tuple(_line(lab, *report) for report in sheet.reports),
        code=sheet_code(sheet.id),
        training=lab.training,
        copy=job.copy,
    )


def _line(lab: Lab, order_id: str, form: str, version: int) -> Line:
    order = order_for(lab, order_id)
    open_now = (d for d in deliveries.of_order(lab.conn, order_id) if (d.form, d.version) == (form, version))
    return Line(
        patient_name=whose_of(lab, order).name,
        bed=bed(order),
        order=order_id,
        version=version,
        stat=order.priority == "stat",
        sealed=form == "sealed",
        copies=next((d.copies for d in open_now), 1),
    )

"""From the board to a rack's label."""

from labkiosk.board import racks
from labkiosk.facts.errors import Refused
from labkiosk.forms.rack import RackData
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked
from labkiosk.lab.site import site_and_address
from labkiosk.lab.storage import rack_code


def rack_data(lab: Lab, job: Asked) -> RackData:
    """What the label of a rack says. Raises Refused where the rack is not here."""
    rack = racks.rack(lab.conn, job.subject)
    if rack is None:
        raise Refused(f"not printed: rack {job.subject} is not known here.")
    rows = f" in rows of {rack.columns}" if rack.columns else ""
    return RackData(
        lab_name=site_and_address(lab)[0],
        rack=rack.id,
        name=rack.name,
        places=f"{rack.positions} positions{rows}",
        code=rack_code(rack.id),
        training=lab.training,
        copy=job.copy,
    )

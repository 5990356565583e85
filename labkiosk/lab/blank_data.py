"""What blank labels and request forms say; there is no order behind them yet."""

from typing import TYPE_CHECKING

from labkiosk.board import samples
from labkiosk.facts.blank import FormsNumbered
from labkiosk.facts.errors import Refused
from labkiosk.journal.read import told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked
from labkiosk.lab.scan import is_blank
from labkiosk.lab.site import site_and_address

if TYPE_CHECKING:
    from labkiosk.forms.blank import BlankData
    from labkiosk.forms.request import RequestData


def blank_data(lab: Lab, job: Asked) -> "BlankData":
    """What a blank label says. Raises Refused once its number is on a tube: two would carry it."""
    from labkiosk.forms.blank import BlankData

    number = job.subject
    if not is_blank(lab.conn, number):
        raise Refused(f"not printed: {number} is no blank label of this home.")
    if samples.find(lab.conn, number) is not None:
        raise Refused("not printed: a tube carries this number already.")
    return BlankData(number=number, training=lab.training)


def request_data(lab: Lab, job: Asked) -> "RequestData":
    """What a blank request form says, from the catalogue as it is now. Raises Refused."""
    from labkiosk.forms.request import RequestData

    numbered = [t.fact for t in told(lab.conn, job.subject, frozenset({FormsNumbered.kind}))]
    code = next((fact.form for fact in numbered if isinstance(fact, FormsNumbered)), "")
    preset = lab.catalogue.presets.get(code)
    if preset is None:
        raise Refused("not printed: the catalogue has no such form any more.")
    known = lab.catalogue
    return RequestData(
        lab_name=site_and_address(lab)[0],
        title=preset.name,
        sheet=job.subject,
        tests=tuple((item, (known.tests.get(item) or known.panels[item]).name) for item in preset.items),
        priorities=tuple(p.name for p in lab.catalogue.priorities.values()),
        training=lab.training,
    )

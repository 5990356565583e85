"""What blank labels and request forms say; there is no order behind them yet."""

from typing import TYPE_CHECKING

from labkiosk.board import samples
from labkiosk.facts.blank import FormsNumbered
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import Job
from labkiosk.journal.read import told
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import is_blank
from labkiosk.lab.site import site_and_address

if TYPE_CHECKING:
    from labkiosk.board.jobs import Paper
    from labkiosk.forms.blank import BlankData
    from labkiosk.forms.page import Page
    from labkiosk.forms.request import RequestData

BLANK = ("blank", "request")
"""Forms whose subject is neither a sample nor an order: a number that waits for its tube, and a numbered sheet."""


def blank_page(lab: Lab, job: "Job | Paper") -> "Page":
    """The page of one of them. Raises Refused when it may not be printed any more."""
    if job.form == "blank":
        from labkiosk.forms.blank import blank

        return blank(blank_data(lab, job.subject))
    from labkiosk.forms.request import request

    return request(request_data(lab, job.subject))


def blank_data(lab: Lab, number: str) -> "BlankData":
    """What a blank label says. Raises Refused once its number is on a tube: two would carry it."""
    from labkiosk.forms.blank import BlankData

    if not is_blank(lab.conn, number):
        raise Refused(f"not printed: {number} is no blank label of this home.")
    if samples.find(lab.conn, number) is not None:
        raise Refused("not printed: a tube carries this number already.")
    return BlankData(number=number, training=lab.training)


def request_data(lab: Lab, sheet: str) -> "RequestData":
    """What a blank request form says, from the catalogue as it is now. Raises Refused."""
    from labkiosk.forms.request import RequestData

    numbered = [t.fact for t in told(lab.conn, sheet, frozenset({FormsNumbered.kind}))]
    code = next((fact.form for fact in numbered if isinstance(fact, FormsNumbered)), "")
    preset = lab.catalogue.presets.get(code)
    if preset is None:
        raise Refused("not printed: the catalogue has no such form any more.")
    known = lab.catalogue
    return RequestData(
        lab_name=site_and_address(lab)[0],
        title=preset.name,
        sheet=sheet,
        tests=tuple((item, (known.tests.get(item) or known.panels[item]).name) for item in preset.items),
        priorities=tuple(p.name for p in lab.catalogue.priorities.values()),
        training=lab.training,
    )

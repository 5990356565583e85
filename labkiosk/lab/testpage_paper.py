"""From the board to a printer's test page."""

from typing import TYPE_CHECKING

from labkiosk.board.printers import printers
from labkiosk.facts.errors import Refused
from labkiosk.forms.media import MEDIA
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, stamp
from labkiosk.lab.printers import forms_words
from labkiosk.lab.site import site_and_address

if TYPE_CHECKING:
    from labkiosk.forms.testpage import TestpageData


def testpage_data(lab: Lab, job: Asked) -> "TestpageData":
    """What a test page says. Raises Refused where its printer is no longer set up."""
    from labkiosk.forms.testpage import TestpageData

    it = next((p for p in printers(lab.conn) if p.id == job.subject), None)
    if it is None:
        raise Refused("not printed: this printer is no longer set up.")
    return TestpageData(
        name=it.name,
        lines=(
            f"Prints {forms_words(it.forms)}, on {MEDIA[it.media].words}.",
            f"{it.address}, {it.language}",
            "µ ³ ° – ±",
            f"{site_and_address(lab)[0]}, {stamp(lab, it.since)}",
        ),
        training=lab.training,
    )

"""The set-up sheet: three barcodes that say what the trial waits for, on either roll."""

import pytest
import zxingcpp

from labkiosk.forms.draw import draw
from labkiosk.forms.media import ROLL_58, ROLL_80, Media
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import page
from labkiosk.lab.papers import Job
from labkiosk.lab.scanners import print_set_up_sheet
from labkiosk.scanners.trial import Trial


@pytest.mark.parametrize("media", [ROLL_80, ROLL_58])
def test_a_scanner_that_reads_it_is_known(lab: Lab, media: Media) -> None:
    sheet = print_set_up_sheet(lab)
    picture = draw(page(lab, Job(job="J01-0000001", form="barcodes", subject=sheet), media)).image
    trial = Trial()
    for read in sorted(
        zxingcpp.read_barcodes(picture.convert("L")), key=lambda found: found.position.top_left.y
    ):
        trial.add(f"\x02{read.symbology_identifier}{read.text}\r")
    result = trial.result()
    assert result is not None
    assert (result.prefix, result.identifiers, result.exact) == (True, True, True)

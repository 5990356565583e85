"""Lists that go to hands with a pen: nothing wraps that is read at a glance, and every box has room to write in."""

import pytest
from msgspec.structs import replace

from labkiosk.forms.media import ROLL_58, ROLL_80, Media
from labkiosk.forms.page import Frame, Page, Text
from labkiosk.forms.recollect import RecollectData, Wanted, recollect
from labkiosk.forms.worksheet import Tube, WorksheetData, worksheet
from tests.forms.ink import outside, overlaps

WANTED = Wanted(
    bed="bed 4", name="Tenzin Dorje", who="UHID 104234, M, ~36 y", tube="Serum tube with gel, yellow cap",
    tail="0325", tests=("KFT",), reason="Clotted", since="23 Nov 2026 09:24",
)  # fmt: skip
TUBE = Tube(position=12, tail="0349", name="Imran Qureshi", age="~11 m M", priority="STAT", tests=("DENNS1",))
MEDIA = pytest.mark.parametrize("media", [ROLL_80, ROLL_58], ids=lambda media: media.name)


def rows(page: Page) -> dict[str, float]:
    """Where down the page each text stands, in mm."""
    return {item.text: item.y for item in page.items if isinstance(item, Text)}


def asked(bed: str, media: Media) -> Page:
    wanted = (replace(WANTED, bed=bed),)
    return recollect(
        RecollectData(lab_name="Lab", ward="OPD 2", made="now", list="R01-0000001", wanted=wanted), media
    )


def test_a_bed_stands_beside_the_name_and_one_with_more_to_say_above_it() -> None:
    said = rows(asked("bed 4", ROLL_80))
    assert abs(said["bed 4"] - said["Tenzin Dorje"]) < 0.5
    said = rows(asked("bed not stated", ROLL_80))
    assert said["bed not stated"] < said["Tenzin Dorje"] - 3


@MEDIA
def test_a_worksheet_keeps_age_and_sex_together_and_has_room_to_write(media: Media) -> None:
    page = worksheet(
        WorksheetData(lab_name="Lab", worksheet="W01-0000001", bench="Serology", made="now", tubes=(TUBE,)),
        media,
    )
    assert {"~11 m M", "Imran Qureshi"} <= rows(page).keys()
    assert min(item.width for item in page.items if isinstance(item, Frame)) >= 10
    assert (overlaps(page, 8), outside(page, 8)) == ([], [])

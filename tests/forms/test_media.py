"""Every form on every paper that it goes on."""

import pytest
import zxingcpp
from msgspec import structs

from labkiosk.facts.errors import Refused
from labkiosk.forms.draw import draw
from labkiosk.forms.label import label
from labkiosk.forms.media import LABEL_38, MEDIA, ROLL_58, ROLL_80
from labkiosk.forms.page import Page
from labkiosk.forms.slip import slip
from tests.day.papers import drawable, filled_in, on_paper
from tests.forms.ink import outside, overlaps
from tests.forms.test_label import PLAIN
from tests.forms.test_slips import SLIP


def test_what_a_printer_reaches_of_each() -> None:
    assert {name: (media.width, media.height) for name, media in MEDIA.items()} == {
        "label-50x25": (50.8, 25.4),
        "label-38x25": (38.0, 25.0),
        "roll-80": (72.0, None),
        "roll-58": (48.0, None),
    }
    assert [draw(slip(SLIP, media)).image.width for media in (ROLL_80, ROLL_58)] == [576, 384]


@pytest.mark.parametrize(("form", "media"), on_paper())
def test_every_form_keeps_to_its_paper(form: str, media: str) -> None:
    page: Page = filled_in(drawable()[form], MEDIA[media])
    assert page.width == MEDIA[media].width
    assert page.turned == MEDIA[media].die_cut
    assert outside(page, 8) == []
    assert overlaps(page, 8) == []
    assert all(item.x >= 0 and item.x + item.width <= page.width + 0.01 for item in page.items)


def test_a_tube_label_is_no_strip_of_a_roll() -> None:
    with pytest.raises(Refused) as refused:
        label(PLAIN, ROLL_58)
    assert str(refused.value) == "a tube's label cannot be printed on a roll of 58 mm: load labels."


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("mark", ["", "60 min", "set 2 anaerobic"])
def test_the_small_label_says_the_five_things_and_reads_back_whatever_else_stands_on_it(
    dpi: int, mark: str
) -> None:
    data = structs.replace(
        PLAIN, priority="stat", copy=2, relabelled=True, mark=mark, made="22 Nov 09:12", baby="Baby 1 of 2"
    )
    for each in (PLAIN, data):
        page = label(each, LABEL_38)
        said = " ".join(item.text for item in page.items if hasattr(item, "text"))
        for thing in (PLAIN.patient_name, PLAIN.patient_id, "born 14 Mar 1975", "F 51 y", PLAIN.collected):
            assert thing in said
        assert PLAIN.collector in said
        picture = draw(page, dpi).image
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [PLAIN.number]

"""Text mode of ESC/POS: what goes as text and what as picture are together the page, and nothing of it is lost."""

import random
from itertools import cycle, islice

import pytest
import zxingcpp
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from labkiosk.forms.draw import draw
from labkiosk.forms.flow import Cell, Flow
from labkiosk.forms.lines import Line, lines
from labkiosk.forms.media import ROLL_58, ROLL_80
from labkiosk.forms.page import Item, Page, Text
from labkiosk.forms.raster import rasterise
from labkiosk.forms.report import report
from labkiosk.lab.papers import FORMS
from labkiosk.printers.language import LANGUAGES, Sheet
from tests.forms.people import NAMES
from tests.forms.test_report import WHOLE
from tests.printers import filled
from tests.printers.paper import Roll, Said, interpret

ESCPOS = LANGUAGES["escpos"]
TUBES = [form for form in FORMS if FORMS[form].on_tube]
ROLLS = [form for form in FORMS if not FORMS[form].on_tube]
DOTS = 8


def slow(page: Page) -> Roll:
    """What comes out of a printer on a slow line."""
    picture = draw(page).image
    sheet = Sheet(image=picture, die_cut=False, runs=lines(page))
    return interpret(ESCPOS.wrap(sheet, dots=picture.width, slow=True), picture.width)


def read_back(page: Page, roll: Roll) -> list[Text]:
    """The texts that were set by the printer, once it is shown that each has its place and all else is drawn."""
    said, set_by_printer = list(roll.said), []
    for item in page.items:
        if isinstance(item, Text) and not item.white:
            found = next((each for each in said if _is(each, item)), None)
            if found is not None:
                said.remove(found)
                set_by_printer.append(item)
    assert said == []
    drawn = tuple(item for item in page.items if not _among(item, set_by_printer))
    picture = rasterise(Page(width=page.width, height=page.height, items=drawn), DOTS)
    assert (roll.height, roll.picture(picture.width).tobytes()) == (picture.height, picture.tobytes())
    return set_by_printer


def _among(item: Item, texts: list[Text]) -> bool:
    return any(item is text for text in texts)


def _is(said: Said, item: Text) -> bool:
    """Whether what the printer set is this text, whole or cut as on the page, in its column and on its line."""
    cut = said.text.endswith("…") and item.text.startswith(said.text[:-1].rstrip())
    left, right = round(item.x * DOTS), round((item.x + item.width) * DOTS)
    line = item.y * DOTS, (item.y + item.height) * DOTS
    return (
        (said.text == item.text or cut)
        and said.bold == item.bold
        and left <= said.left
        and said.right <= right
        and line[0] < said.bottom - said.height / 2 < line[1] + 8
        and {"left": said.left == left, "right": said.right == right}.get(item.align, True)
    )


MICROSCOPY = (
    "Microscopy: The epidermis shows hyperkeratosis and irregular acanthosis. In the upper dermis there are"
    " granulomas of epithelioid cells with Langhans giant cells, some around nerve twigs. No caseation."
)


def test_the_lines_of_a_paragraph_are_of_one_size_and_those_of_a_table_each_of_their_own() -> None:
    flow = Flow(ROLL_80)
    flow.text(MICROSCOPY, 2.7)
    said = slow(flow.page()).said
    assert len(said) > 3
    assert {each.height for each in said} == {17}
    flow = Flow(ROLL_80)
    for name in ("Amikacin", "Amoxicillin-clavulanic acid"):
        flow.row(Cell(name, 5, 36, 2.7), Cell("S", 42, 5, 2.7))
    sizes = {each.text: each.height for each in slow(flow.page()).said}
    assert (sizes["Amikacin"], sizes["Amoxicillin-clavulanic acid"]) == (24, 17)


def test_a_report_goes_as_text_but_for_its_rules_its_marks_and_its_code() -> None:
    page = report(WHOLE)
    roll = slow(page)
    texts = [item for item in page.items if isinstance(item, Text) and item.text.strip() and not item.white]
    assert read_back(page, roll) == texts
    assert [code.text for code in zxingcpp.read_barcodes(roll.picture(576))] == ["LK:REPORT:01-0042:1"]
    name = next(said for said in roll.said if said.text == WHOLE.patient_name)
    assert name.height == 48


def test_a_report_is_under_4_kb_and_its_drawn_parts() -> None:
    page = report(WHOLE)
    sheet = Sheet(image=draw(page).image, die_cut=False, runs=lines(page))
    as_text, as_picture = (len(ESCPOS.wrap(sheet, dots=576, slow=way)) for way in (True, False))
    drawn = slow(page).drawn_bytes
    assert as_text - drawn < 1500
    assert drawn < 4100
    assert as_picture > 70_000


@pytest.mark.parametrize("form", ROLLS)
def test_every_form_reads_back_whole_on_every_roll(form: str) -> None:
    for media in (ROLL_80, ROLL_58):
        page = filled.page(form, random.Random(form), media)
        assert read_back(page, slow(page))


@pytest.mark.slow
@pytest.mark.parametrize("tenth", range(10))
def test_300_patients_read_back_whole(tenth: int) -> None:
    dice = random.Random(tenth)
    for form in islice(cycle(ROLLS), tenth * 30, tenth * 30 + 30):
        page = filled.page(form, dice, dice.choice((ROLL_80, ROLL_58)))
        read_back(page, slow(page))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_the_code_page_has_not_is_drawn(name: str) -> None:
    page = Page(width=72, height=8, items=(Text(text=name, x=1, y=1, width=70, size=2.7),))
    set_by_printer = read_back(page, slow(page))
    assert bool(set_by_printer) == all(char < "\u0100" for char in name)


@pytest.mark.parametrize("form", TUBES)
def test_a_label_goes_as_a_picture_on_any_line(form: str) -> None:
    page = filled.page(form, random.Random(1))
    sheet = Sheet(image=draw(page).image, die_cut=True, runs=lines(page))
    assert sheet.runs == ()
    assert ESCPOS.wrap(sheet, dots=576, slow=True) == ESCPOS.wrap(sheet, dots=576)


def test_white_on_black_is_drawn_and_text_over_anything_stays_in_the_picture() -> None:
    from labkiosk.forms.page import Frame, Rule

    bar, white = (
        Rule(x=0, y=0, width=72, height=5),
        Text(text="COPY 1", x=1, y=0, width=70, size=3, white=True),
    )
    through = Text(text="struck out", x=1, y=8, width=30, size=3)
    framed = Text(text="framed", x=5, y=15.5, width=30, size=3)
    page = Page(
        width=72,
        height=30,
        items=(
            bar,
            white,
            through,
            Rule(x=0, y=10, width=72, height=0.3),
            framed,
            Frame(x=0, y=14, width=72, height=8),
        ),
    )
    assert read_back(page, slow(page)) == [framed]


def test_letters_too_wide_to_stand_beside_their_neighbour_are_drawn() -> None:
    left = Text(text="iiiiiiiiiiiiiiii", x=0, y=1, width=36, size=2.7)
    right = Text(text="llllllllllllllllllll", x=20, y=1, width=50, size=2.7)
    page = Page(width=72, height=8, items=(left, right))
    assert read_back(page, slow(page)) == []


HOSTILE = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from('\x1b\x1d\x10\x1c\x00\n\r\t\x7f\x80\x9b\xa0\xad–…³µ@!$*JpV^~"%,'),
    ),
    min_size=1,
    max_size=30,
)


@given(HOSTILE)
@example("\x1bp\x00\x19\x19")
@example("\x10\x14\x01\x00\x01")
@example("\x9b31m")
@example("a\x7fb")
@example("a\xadb")
@example("Ó Conaill, Niamh – 10³/µL")
def test_no_text_ever_becomes_a_command(text: str) -> None:
    picture = Image.new("1", (576, 60), 1)
    picture.paste(0, (10, 20, 40, 30))
    line = Line(
        text=text, left=10, top=20, width=30, height=10, bold=False, size=20, baseline=32, room=(8, 568),
        align="left",
    )  # fmt: skip
    sheet = Sheet(image=picture, die_cut=False, runs=(line,))
    roll = interpret(ESCPOS.wrap(sheet, dots=576, slow=True))
    assert roll.acts[0] == "initialise"
    assert roll.acts[-2:] == ["feed 6 lines", "partial cut"]
    assert roll.height == 60
    if roll.said:
        assert [said.text for said in roll.said] == [text]
        assert roll.ink == []
    else:
        assert roll.picture(576).tobytes() == picture.tobytes()
    for language in ("zpl", "tspl", "png"):
        with_text, without = (
            LANGUAGES[language].wrap(Sheet(image=picture, die_cut=False, runs=runs), dots=832, slow=True)
            for runs in ((line,), ())
        )
        assert with_text == without


@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc", "Cf"]), min_size=1, max_size=40))
def test_whatever_the_code_page_has_goes_as_text(text: str) -> None:
    line = Line(
        text=text,
        left=0,
        top=0,
        width=1,
        height=1,
        bold=True,
        size=18,
        baseline=30,
        room=(0, 576),
        align="right",
    )
    sheet = Sheet(image=Image.new("1", (576, 60), 1), die_cut=False, runs=(line,))
    (said,) = interpret(ESCPOS.wrap(sheet, dots=576, slow=True)).said
    assert (said.text, said.right, said.bold) == (text, 576, True)

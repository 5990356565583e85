import random
from typing import Literal

import msgspec
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from labkiosk.facts.errors import Refused
from labkiosk.forms.decode import check
from labkiosk.forms.draw import draw
from labkiosk.forms.label import LabelData, label
from labkiosk.forms.media import LABEL_38, LABEL_50, Media
from labkiosk.forms.page import Page, Text
from labkiosk.forms.raster import rasterise
from labkiosk.forms.setting import fit, width_of
from tests.forms.ink import black, outside, overlaps, row
from tests.forms.people import NAMES, some

PLAIN = LabelData(
    number="010000000017",
    patient_name="Anitha Sharma",
    patient_id="UHID 104233",
    sex="F",
    age="51 y",
    born="14 Mar 1975",
    collected="14 Mar 2026 09:12",
    collector="R. Devi",
    priority="routine",
    container="EDTA",
    cap="lavender",
    tests=("CBC", "ESR"),
    part="1/3",
    ward="Ward 5B",
)


def texts(page: Page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Text)]


def read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def test_says_the_five_things_of_auto12_and_the_rest() -> None:
    assert texts(label(PLAIN)) == [
        "Anitha Sharma",
        "UHID 104233",
        "F 51 y born 14 Mar 1975",
        "Collected 14 Mar 2026 09:12 by R. Devi",
        "0100 0000 0017",
        "CBC ESR",
        "1/3",
        "0017",
        "EDTA lavender",
        "Ward 5B",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"priority": "stat"}, "STAT"),
        ({"priority": "urgent"}, "URGENT"),
        ({"training": True}, "TRAINING"),
        ({"relabelled": True}, "RELABELLED"),
        ({"training": True, "relabelled": True}, "TRAINING"),
        ({"copy": 2}, "COPY 2"),
        ({"copy": 2}, "Coll. 14 Mar 2026 09:12 by R. Devi"),
        ({"copy": 2, "relabelled": True}, "RELABELLED"),
        ({"copy": 2, "relabelled": True}, "COPY 2. Coll. 14 Mar 2026 09:12 by R. Devi"),
        ({"copy": 1, "training": True}, "TRAINING"),
        ({"training": True}, "Coll. 14 Mar 2026 09:12 by R. Devi"),
        ({"mark": "120 min"}, "120 min"),
        ({"made": "09:12"}, "made 09:12"),
        ({"mark": "set 1 anaerobic", "training": True}, "TRAINING"),
    ],
)
def test_marks(change: dict[str, object], said: str) -> None:
    assert said in texts(label(msgspec.structs.replace(PLAIN, **change)))
    assert said not in texts(label(PLAIN))


def test_a_name_that_needs_no_second_line_is_as_large_as_one_line_takes() -> None:
    for name in NAMES:
        for media in (LABEL_50, LABEL_38):
            page = label(msgspec.structs.replace(PLAIN, patient_name=name), media)
            line = next(item for item in page.items if isinstance(item, Text))
            if line.text == name:
                larger = line.size + 0.2
                assert line.size >= 3.3 or width_of(name, larger, bold=True) > line.width * 0.95, (
                    name,
                    line.size,
                )


@pytest.mark.parametrize("media", [LABEL_50, LABEL_38], ids=lambda media: media.name)
def test_what_nobody_said_of_the_collection_is_said_once(media: Media) -> None:
    unknown = msgspec.structs.replace(
        PLAIN, collected="not stated", collector="not stated", copy=2, relabelled=True
    )
    assert "COPY 2. Collection not stated" in texts(label(unknown, media))
    by_name = msgspec.structs.replace(PLAIN, collected="not stated")
    assert any("not stated by R. Devi" in text for text in texts(label(by_name, media)))
    assert "Collection not stated" in texts(
        label(msgspec.structs.replace(unknown, copy=0, relabelled=False), media)
    )


@pytest.mark.parametrize("number", ["", "12345678901", "1234567890123", "01000000001x", "٠١٠٠٠٠٠٠٠٠١٧"])
def test_refuses_what_is_no_sample_number(number: str) -> None:
    with pytest.raises(Refused, match=r"is not a sample number of 12 digits: no label is printed\.$"):
        label(msgspec.structs.replace(PLAIN, number=number))


@pytest.mark.parametrize(("dpi", "size", "narrow"), [(203, (203, 406), 2), (300, (300, 600), 3)])
def test_bars_to_the_dot(dpi: int, size: tuple[int, int], narrow: int) -> None:
    picture = draw(label(PLAIN), dpi)
    assert picture.image.size == size
    upright = picture.image.transpose(Image.Transpose.ROTATE_90)
    dots = dpi / 25.4 if dpi == 300 else 8
    top, bottom = round(10.9 * dots), round(20.9 * dots)
    assert bottom - top >= 10 * dots - 1
    lines = [row(upright.crop((0, 0, round(35.3 * dots), upright.height)), y) for y in range(top, bottom)]
    assert all(line == lines[0] for line in lines)
    (left, quiet), *bars, (right, quiet_after) = lines[0]
    assert (left, right) == (False, False)
    assert quiet >= 5 * dots - narrow
    assert quiet_after >= 5 * dots - narrow
    assert sum(dots for _, dots in bars) == 101 * narrow
    assert {width for _, width in bars} <= {narrow * modules for modules in (1, 2, 3, 4)}


def test_bars_lie_across_the_print_head_so_that_one_dead_element_costs_nothing() -> None:
    picture = draw(label(PLAIN)).image
    for dead in range(picture.width):
        printed = picture.copy()
        printed.paste(1, (dead, 0, dead + 1, picture.height))
        assert read(printed) == [PLAIN.number], dead


def test_long_names_shrink_before_they_are_cut() -> None:
    def size(name: str) -> float:
        first = label(msgspec.structs.replace(PLAIN, patient_name=name)).items[0]
        assert isinstance(first, Text)
        return first.size

    assert [size("Li Y"), size("Venkatanarasimharaju Subra"), size("M" * 200)] == [3.4, 3.3, 2.0]


@pytest.mark.parametrize("priority", ["stat", "urgent", "routine"])
@pytest.mark.parametrize(
    "words", ["UNKNOWN NIGHTINGALE HELICOPTER 01-1234", "Venkata Satyanarayana Murthy Rao Garu"]
)
def test_a_name_too_long_for_one_line_stands_whole_on_two(
    words: str, priority: Literal["stat", "urgent", "routine"]
) -> None:
    page = label(msgspec.structs.replace(PLAIN, patient_name=words, priority=priority))
    name = [t for t in page.items if isinstance(t, Text) and t.text and t.text in words]
    assert " ".join(t.text for t in name) == words
    assert all(width_of(t.text, t.size, bold=True) <= t.width for t in name)
    for dots in (8, 300 / 25.4):
        assert outside(page, dots) == []
        assert overlaps(page, dots) == []


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ("CBC ESR", "CBC ESR"),
        ("CREAT APTT NA HBA1C", "CREAT APTT NA +1"),
        ("CBC ESR RETIC PBS G6PD HBA1C", "CBC ESR RETIC +3"),
        ("A" * 40, "tests: 1"),
    ],
)
def test_no_test_code_is_cut_in_half(codes: str, said: str) -> None:
    assert texts(label(msgspec.structs.replace(PLAIN, tests=tuple(codes.split()))))[5] == said


def shown(page: Page) -> str:
    """What can be read on it: each text as far as it has room."""
    items = [item for item in page.items if isinstance(item, Text)]
    return "\n".join(fit(i.text, round(i.size * 8), i.width * 8, i.bold) for i in items)


@pytest.mark.parametrize("media", [LABEL_50, LABEL_38])
def test_of_the_five_things_only_a_long_name_is_ever_cut(media: Media) -> None:
    dice = random.Random(38)
    for _ in range(200):
        data = some(dice)
        said = shown(label(data, media))
        for thing in (data.patient_id, f"born {data.born}", data.age, data.collected, data.number[8:]):
            assert thing in said, data
        assert data.collector[:5] in said, data
        assert data.mark in said, data
        assert not data.made or all(word in said for word in f"made {data.made}".split())


@pytest.mark.parametrize("media", [LABEL_50, LABEL_38])
def test_200_patients_each_read_back_and_nothing_runs_over(media: Media) -> None:
    dice = random.Random(2026)
    for _ in range(200):
        data = some(dice)
        page = label(data, media)
        picture = draw(page)
        check(picture, data.number)
        assert read(picture.image) == [data.number]
        assert outside(page, 8) == []
        assert overlaps(page, 8) == []


@pytest.mark.parametrize(
    ("dpi", "media"), [(203, LABEL_50), (300, LABEL_50), (203, LABEL_38), (300, LABEL_38)]
)
@pytest.mark.parametrize("name", NAMES)
def test_every_name_stays_in_its_place(name: str, dpi: int, media: Media) -> None:
    page = label(msgspec.structs.replace(PLAIN, patient_name=name, priority="stat", training=True), media)
    dots = 8 if dpi == 203 else 300 / 25.4
    assert outside(page, dots) == []
    assert overlaps(page, dots) == []
    check(draw(page, dpi), PLAIN.number)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_name_prints_or_is_refused_in_one_line(name: str) -> None:
    try:
        picture = draw(label(msgspec.structs.replace(PLAIN, patient_name=name)))
    except Refused as refused:
        assert str(refused).isprintable()
        assert "cannot be printed" in str(refused)
    else:
        check(picture, PLAIN.number)


@pytest.mark.parametrize("name", ["[/]", "[@click=app.quit]", "{name!r}", "%s%n", "^XZ~JA", "<b>&amp;"])
def test_names_that_are_commands_elsewhere_are_drawn(name: str) -> None:
    assert read(draw(label(msgspec.structs.replace(PLAIN, patient_name=name))).image) == [PLAIN.number]


def test_equal_labels_are_equal_pictures_to_the_byte() -> None:
    one, other = draw(label(PLAIN)), draw(label(msgspec.structs.replace(PLAIN)))
    assert one.png() == other.png()
    assert one.sha256 == other.sha256
    assert one.sha256 != draw(label(msgspec.structs.replace(PLAIN, part="2/3"))).sha256


def test_it_leaves_the_printer_a_quarter_turn_from_how_it_is_read() -> None:
    picture = draw(label(PLAIN))
    upright = rasterise(label(PLAIN), 8.0)
    assert upright.size == (406, 203)
    assert all(
        upright.getpixel((x, y)) == picture.image.getpixel((202 - y, x))
        for x in range(406)
        for y in range(203)
    )
    box = black(upright)
    assert box is not None
    assert box[0] >= 6

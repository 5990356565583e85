"""Long papers are divided: where, into how many, and what each part says."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from labkiosk.forms.decode import check
from labkiosk.forms.draw import draw
from labkiosk.forms.media import MEDIA, ROLL_58, ROLL_80, Media
from labkiosk.forms.page import Page, Text
from labkiosk.forms.parts import LONGEST
from labkiosk.forms.report import report
from labkiosk.forms.report_data import Group, ReportData, Result
from tests.forms.ink import outside, overlaps
from tests.forms.test_report import KFT, WHOLE

TEAR = "- - - - - - - tear here - - - - - - -"


def long(*sizes: int, comment: str = "") -> ReportData:
    """A report with a section of each size; every test has a name of its own."""
    groups = tuple(
        structs.replace(
            KFT,
            section=f"Section {place}",
            results=tuple(
                Result(test=f"T{place}.{n}", value="4.2", unit="mmol/L", reference="3.5–5.1", comment=comment)
                for n in range(size)
            ),
        )
        for place, size in enumerate(sizes)
    )
    return structs.replace(WHOLE, groups=groups)


def parts(page: Page) -> list[list[str]]:
    """The texts of each part."""
    found: list[list[str]] = [[]]
    for item in sorted((i for i in page.items if isinstance(i, Text) and i.text), key=lambda i: i.y):
        found[-1].append(item.text)
        if item.text == TEAR:
            found.append([])
    return found


def lengths(page: Page) -> list[float]:
    """How long each part is when it is torn off, in mm."""
    tears = [i.y + 3 for i in page.items if isinstance(i, Text) and i.text == TEAR]
    edges = [0.0, *tears, page.height]
    return [end - start for start, end in pairwise(edges)]


def test_what_fits_a_file_stays_whole() -> None:
    page = report(long(20))
    assert page.height <= LONGEST + 4
    assert len(parts(page)) == 1
    assert not any("PART" in text for text in parts(page)[0])


@pytest.mark.parametrize("media", [ROLL_80, ROLL_58])
def test_a_report_of_60_results_with_comments(media: Media) -> None:
    data = structs.replace(long(24, 20, 20, comment="Repeated on a new sample."), copy=1, pending=("TSH",))
    page = report(data, media)
    found = parts(page)
    count = len(found)
    assert count > 1
    for number, part in enumerate(found, 1):
        assert part[0] == f"PART {number} OF {count}"
        assert WHOLE.patient_name in part
        assert "COPY 1" in part
        assert "INTERIM: more to come" in part
        assert any("UHID 104233" in text for text in part)
        assert any("01-0042" in text for text in part)
        assert (part[-2] == f"Part {number} of {count} ends here: read part {number + 1}.") == (
            number < count
        )
    assert max(lengths(page)) <= LONGEST + 4
    assert max(lengths(page)) - min(lengths(page)) < LONGEST / 2
    check(draw(page), qr="LK:REPORT:01-0042:1")
    assert outside(page, 8) == []
    assert overlaps(page, 8) == []


@settings(max_examples=40)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.sampled_from(["roll-80", "roll-58"]))
def test_every_result_stands_once_in_order_and_no_heading_or_signature_stands_alone(
    sizes: list[int], media: str
) -> None:
    found = parts(report(long(*sizes), MEDIA[media]))
    tests = [text for part in found for text in part if text.startswith("T") and text[1].isdigit()]
    assert tests == [f"T{place}.{n}" for place, size in enumerate(sizes) for n in range(size)]
    assert sum(part.count("4.2") for part in found) == len(tests)
    for part in found:
        for at, text in enumerate(part):
            if text.startswith("Section"):
                place = text.removeprefix("Section ").partition(",")[0]
                following = [t for t in part[at:] if t.startswith(f"T{place}.")]
                assert len(following) >= min(2, sizes[int(place)])
            if text.startswith("Released by"):
                assert any(t.startswith("T") and t[1].isdigit() for t in part[:at])


def test_a_part_that_goes_on_in_a_section_says_which() -> None:
    found = parts(report(long(80)))
    assert len(found) > 1
    for part in found[1:]:
        assert "Section 0, continued" in part


def test_a_section_that_nothing_can_divide_stays_whole() -> None:
    story = Result(test="Smear", value="Seen.", comment="Long words of a pathologist. " * 150)
    group: Group = structs.replace(KFT, results=(story,))
    found = parts(
        report(structs.replace(WHOLE, groups=(group, structs.replace(KFT, results=KFT.results[:2]))))
    )
    assert [part[0] for part in found] == [f"PART {n} OF {len(found)}" for n in range(1, len(found) + 1)]
    assert sum("Smear" in part for part in found) == 1

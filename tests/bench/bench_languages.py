"""Bytes of a paper in each printer language, beside the picture as its dots."""

from collections.abc import Iterator
from statistics import median

from labkiosk.forms.draw import draw
from labkiosk.forms.label import label
from labkiosk.forms.lines import lines
from labkiosk.forms.report import report
from labkiosk.printers.language import LANGUAGES, Sheet
from tests.bench.bench_paper import a_label, a_report
from tests.bench.homes import Homes
from tests.bench.row import Row

ZPL_LABEL = 2_500
"""Bytes of the middle one of some labels in ZPL."""
TEXT_REPORT = 10_000
"""Bytes of a report where the printer sets its text: 0.9 s at 115,200 baud; its drawn parts are most of it."""
PAPERS = 20


def rows(homes: Homes) -> Iterator[Row]:
    """Some labels in each language, and some reports as they go over a slow line."""
    pictures = [draw(label(a_label(homes, n))).image for n in range(PAPERS)]
    labels = [Sheet(image=picture, die_cut=True) for picture in pictures]
    dots = max((picture.width + 7) // 8 * picture.height for picture in pictures)
    for name, language in LANGUAGES.items():
        sizes = [len(language.wrap(sheet, dots=832)) for sheet in labels]
        yield _row(f"bytes of a label in {name}", sizes, dots, ZPL_LABEL if name == "zpl" else None)
    pages = [report(a_report(homes, n)) for n in range(PAPERS)]
    reports = [Sheet(image=draw(page).image, die_cut=False, runs=lines(page)) for page in pages]
    as_text, as_picture = (
        [len(LANGUAGES["escpos"].wrap(sheet, dots=576, slow=slow)) for sheet in reports]
        for slow in (True, False)
    )
    yield _row("bytes of a report in escpos, as text", as_text, max(as_picture), TEXT_REPORT)


def _row(what: str, sizes: list[int], baseline: int, limit: int | None) -> Row:
    middle, note = round(median(sizes)), f"of {len(sizes)} papers, min to max {min(sizes)} to {max(sizes)} B"
    return Row(what, f"{middle} B", f"{baseline} B as dots", middle, limit, note)

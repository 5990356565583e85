"""A paper drawn, its codes read back, and wrapped for a printer, beside Pillow drawing the same."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from labkiosk.forms.decode import check
from labkiosk.forms.draw import draw
from labkiosk.forms.label import LabelData, label
from labkiosk.forms.page import Page
from labkiosk.forms.report import Group, ReportData, Result, Specimen, report, report_code
from labkiosk.printers.language import LANGUAGES, Sheet
from labkiosk.rules.number import sample_number
from tests.bench.homes import Homes
from tests.bench.measure import clocked, side_by_side
from tests.bench.pillow import Plain
from tests.bench.row import Row, compared

ROUNDS = 300
WARM = 20
BASELINE = "same texts and bars by Pillow alone"


def rows(homes: Homes) -> Iterator[Row]:
    """Labels and reports, each for another patient with other values."""
    count = range(WARM + ROUNDS)
    yield _row("label drawn, checked, wrapped", [a_label(homes, n) for n in count], label, _print_label)
    yield _row("report drawn, checked, wrapped", [a_report(homes, n) for n in count], report, _print_report)


def _row(
    what: str, papers: Sequence[Any], form: Callable[[Any], Page], print_one: Callable[[Any], None]
) -> Row:
    ours, plain = iter(papers), iter([Plain(form(paper)) for paper in papers])
    _forget()
    pair = side_by_side(
        clocked(lambda: print_one(next(ours))), clocked(lambda: next(plain).draw()), ROUNDS, WARM
    )
    return compared(what, pair, BASELINE, 2)


def _forget() -> None:
    """Everything that laying out the pages for Pillow left behind: the first to draw a text has to measure it."""
    from labkiosk.forms import fonts, raster, setting

    for kept in (fonts.runs, fonts.length, setting.fit, raster._glyphs, raster.code128, raster._matrix):
        kept.cache_clear()


def _print_label(data: LabelData) -> None:
    picture = draw(label(data))
    check(picture, data.number)
    LANGUAGES["escpos"].wrap(Sheet(image=picture.image, die_cut=True), dots=576)


def _print_report(data: ReportData) -> None:
    picture = draw(report(data))
    check(picture, "", report_code(data.order, data.version))
    LANGUAGES["escpos"].wrap(Sheet(image=picture.image, die_cut=False), dots=576)


def a_label(homes: Homes, n: int) -> LabelData:
    return LabelData(
        number=sample_number(1, 1_000 + n),
        patient_name=homes.name(),
        patient_id=f"UHID {104_000 + n}",
        sex="F",
        age=f"{20 + n % 60} y",
        born=f"{1 + n % 28} Mar {1950 + n % 60}",
        collected=f"14 Mar 2026 09:{n % 60:02}",
        collector="R. Devi",
        priority=("stat", "urgent", "routine")[n % 3],
        container="Serum gel",
        cap="yellow",
        tests=("UREA", "CREA", "UA", "NA", "K", "CL", "CA"),
        part=f"{1 + n % 3}/3",
        ward=f"Ward {1 + n % 9}",
    )


def a_report(homes: Homes, n: int) -> ReportData:
    results = [
        Result(
            test="Urea",
            value=f"{20 + n % 90}",
            unit="mg/dL",
            flag="H high",
            reference="17–43",
            previous=f"{n}",
        ),
        Result(test="Creatinine", value=f"{n % 13}.{n % 10}", unit="mg/dL", reference="0.6–1.2"),
        Result(test="Uric acid", value=f"{2 + n % 7}.{n % 9}", unit="mg/dL", reference="2.6–6.0"),
        Result(test="Sodium", value=f"{120 + n % 30}", unit="mmol/L", reference="136–145"),
        Result(test="Potassium", value=f"{3 + n % 4}.{n % 8}", unit="mmol/L", flag="HH critical high"),
        Result(test="Chloride", value=f"{90 + n % 20}", unit="mmol/L", reference="98–107"),
        Result(test="Calcium", value=f"{7 + n % 4}.{n % 6}", unit="mg/dL", reference="8.6–10.2"),
    ]
    specimen = Specimen(
        specimen="Serum", container="Serum gel", number=sample_number(1, n),
        collected=f"14 Mar 2026 08:{n % 60:02}", received=f"14 Mar 2026 09:{n % 60:02}",
    )  # fmt: skip
    group = Group(
        section="Biochemistry", released_by="Dr S. Iyer", released_at=f"14 Mar 2026 10:{n % 60:02}",
        results=tuple(results),
    )  # fmt: skip
    return ReportData(
        lab_name="District Hospital Laboratory", lab_address="12 Station Road, Rampur",
        patient_name=homes.name(), patient_id=f"UHID {104_000 + n}", sex="F", age=f"{20 + n % 60} y",
        born=f"{1 + n % 28} Mar {1950 + n % 60}", ward=f"Ward {1 + n % 9}", bed=f"bed {n % 30}",
        order=f"O01-{n:07}", priority="routine", clinician="Dr K. Rao", note="Fever 4 days",
        specimens=(specimen,), groups=(group,), reported=f"14 Mar 2026 11:{n % 60:02}", version=1,
    )  # fmt: skip

import msgspec
import pytest
import zxingcpp

from labkiosk.facts.errors import Refused
from labkiosk.forms.decode import check
from labkiosk.forms.draw import draw
from labkiosk.forms.media import ROLL_58, ROLL_80, Media
from labkiosk.forms.page import Frame, Page, Rule, Text
from labkiosk.forms.report import Group, ReportData, Result, Specimen, interim, missing, report, report_code
from labkiosk.lab.report_text import report_text
from tests.forms.ink import black, outside, overlaps
from tests.forms.people import NAMES

KFT = Group(
    section="Kidney function",
    released_by="Dr S. Iyer",
    released_at="14 Mar 2026 10:41",
    results=(
        Result(test="Potassium", value="7.1", unit="mmol/L", flag="HH critical high", reference="3.5–5.1"),
        Result(
            test="Urea", value="96", unit="mg/dL", flag="H high", reference="17–43", previous="41 on 2 Mar"
        ),
        Result(test="Sodium", value="0", unit="mmol/L", reference="136–145", comment="Repeated."),
        Result(test="eGFR", value="23", unit="mL/min/1.73 m²"),
        Result(test="Smear", value="Microcytic hypochromic red cells, no blasts seen"),
    ),
)
WHOLE = ReportData(
    lab_name="District Hospital Laboratory",
    lab_address="12 Station Road, Rampur",
    patient_name="Anitha Sharma",
    patient_id="UHID 104233",
    sex="F",
    age="51 y",
    born="14 Mar 1975",
    ward="Ward 5B",
    bed="bed 12",
    order="01-0042",
    priority="STAT",
    clinician="Dr K. Rao",
    note="Fever 4 days",
    specimens=(
        Specimen(
            specimen="Serum",
            container="Serum gel",
            number="010000000017",
            collected="not stated",
            received="14 Mar 2026 09:31",
        ),
    ),
    groups=(KFT,),
    reported="14 Mar 2026 10:43",
    version=1,
)


def change(**said: object) -> ReportData:
    return msgspec.structs.replace(WHOLE, **said)


def texts(page: Page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, Text)]


def test_the_whole_report_word_for_word() -> None:
    assert texts(report(WHOLE)) == [
        "District Hospital Laboratory",
        "12 Station Road, Rampur",
        "Anitha Sharma",
        "Ward 5B · bed 12",
        "UHID 104233 · F · 51 y · born 14 Mar 1975",
        "Order 01-0042 · STAT · for Dr K. Rao",
        "Request: Fever 4 days",
        "HH critical high: Potassium 7.1 mmol/L",
        "Serum, Serum gel, sample 0100 0000 0017",
        "collected not stated, received 14 Mar 2026 09:31",
        "Kidney function",
        "reference",
        *("Potassium", "7.1", "HH", "mmol/L", "3.5–5.1", "critical high"),
        *("Urea", "96", "H high", "mg/dL", "17–43", "before: 41 on 2 Mar"),
        *("Sodium", "0", "mmol/L", "136–145", "Repeated."),
        *("eGFR", "23", "mL/min/", "1.73 m²", "no range"),
        *("Smear", "no range", "Microcytic hypochromic red cells, no blasts", "seen"),
        "Released by Dr S. Iyer, 14 Mar 2026 10:41",
        "Reported 14 Mar 2026 10:43",
        "Version 1 of order 01-0042",
        "Anitha Sharma, UHID 104233",
        "Final report ends here.",
    ]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"training": True}, ["TRAINING: NOT A PATIENT"]),
        ({"copy": 2}, ["COPY 2"]),
        ({"copy": 1, "original_uncertain": True}, ["COPY 1", "The original may not have come out."]),
        (
            {"pending": ("TSH",)},
            ["INTERIM: more to come", "Still to come", "TSH", "Interim report ends here."],
        ),
        (
            {"cancelled": ("PT: tube clotted",)},
            ["Not done", "PT: tube clotted", "Final report ends here."],
        ),
        (
            {"replaces": ("provisional version 1 of 02:10",)},
            ["Replaces provisional version 1 of 02:10"],
        ),
        (
            {"replaced_by": "version 3 of 14 Mar 2026 15:10"},
            [
                "REPLACED: do not use",
                "Replaced by version 3 of 14 Mar 2026 15:10. It",
                "shows what it said then.",
                "Final report ends here.",
            ],
        ),
        (
            {"groups": (), "cancelled": ("Potassium: withdrawn: wrong patient",)},
            [
                "CANCELLED: no result stands",
                "Not done",
                "Potassium: withdrawn: wrong patient",
                "Cancelled report ends here.",
            ],
        ),
        ({"elsewhere": True}, ["Other results of this order are reported apart, sealed."]),
        ({"example_ranges": True}, ["EXAMPLE RANGES: not approved by this hospital"]),
        (
            {"version": 3, "corrections": ("Potassium was 3.9: wrong tube",)},
            [
                "AMENDED: replaces earlier reports",
                "Changed: Potassium was 3.9: wrong tube",
                "Version 3 of order 01-0042",
            ],
        ),
        (
            {"groups": (msgspec.structs.replace(KFT, provisional="ward asked"),)},
            [
                "PROVISIONAL",
                "No pathologist has seen the results marked so.",
                "INTERIM: more to come",
                *["PROVISIONAL"] * len(KFT.results),
                "PROVISIONAL, why: ward asked",
            ],
        ),
    ],
)
def test_marks(said: dict[str, object], shown: list[str]) -> None:
    found = texts(report(change(**said)))
    assert [text for text in found if text in shown] == shown


def test_interim_until_complete() -> None:
    assert not interim(WHOLE)
    assert interim(change(pending=("TSH",)))
    assert not interim(change(cancelled=("PT: clotted",)))


def test_ward_and_bed_are_the_largest_after_the_name() -> None:
    sizes = {item.text: item.size for item in report(WHOLE).items if isinstance(item, Text)}
    by_size = sorted(sizes, key=lambda text: -sizes[text])
    assert by_size[:2] == ["Anitha Sharma", "Ward 5B · bed 12"]
    assert sizes[by_size[0]] > sizes[by_size[1]] > sizes[by_size[2]]


def test_abnormal_results_stand_out_in_black_and_white() -> None:
    page = report(WHOLE)
    bars = [item for item in page.items if isinstance(item, Rule) and item.x == 0 and item.width == 1.5]
    rows = {item.text: item for item in page.items if isinstance(item, Text)}
    for test, marked in {"Potassium": True, "Urea": True, "Sodium": False, "Smear": False}.items():
        line = rows[test]
        beside = [bar for bar in bars if bar.y <= line.y + line.height / 2 <= bar.y + bar.height]
        assert (len(beside), line.bold) == (int(marked), marked)
    assert len(bars) == 2
    assert (rows["7.1"].bold, rows["0"].bold) == (True, False)


def test_the_flag_of_a_long_value_stands_beside_it() -> None:
    hiv = Result(test="HIV rapid test", value="Reactive", flag="A abnormal", reference="no range")
    page = report(change(groups=(msgspec.structs.replace(KFT, results=(hiv,)),)))
    said = [text for text in texts(page) if text in ("A", "abnormal", "Reactive", "Reactive · A abnormal")]
    assert said == ["Reactive · A abnormal"]


def test_criticals_are_framed_before_everything_but_the_patient() -> None:
    page = report(WHOLE)
    (frame,) = (item for item in page.items if isinstance(item, Frame))
    rows = {item.text: item for item in page.items if isinstance(item, Text)}
    assert frame.y < rows["HH critical high: Potassium 7.1 mmol/L"].y < frame.y + frame.height
    assert frame.y + frame.height < rows["Serum, Serum gel, sample 0100 0000 0017"].y
    film = Result(test="Malaria film", value="P. falciparum", flag="AA critical")
    low = Result(test="Troponin", value="< 0.01", unit="ng/mL", flag="LL critical low")
    both = msgspec.structs.replace(KFT, results=(film, low))
    said = texts(report(change(groups=(both,))))
    assert {"AA critical: Malaria film: P. falciparum", "LL critical low: Troponin < 0.01 ng/mL"} <= set(said)
    calm = msgspec.structs.replace(KFT, results=KFT.results[1:])
    assert not any(isinstance(item, Frame) for item in report(change(groups=(calm,))).items)


def test_a_long_report_says_at_its_head_where_to_look() -> None:
    calm = tuple(Result(test=f"T{n}", value="1", reference="0–2") for n in range(15))
    crp = Result(test="CRP", value="40", flag="H high", reference="0–5")
    short, long = ((crp, *calm[:count]) for count in (14, 15))
    for results, said in ((short, []), (long, ["Abnormal: CRP H (16 results)"]), (calm + calm, [])):
        data = change(groups=(msgspec.structs.replace(KFT, results=results),))
        assert [text for text in texts(report(data)) if text.startswith("Abnormal")] == said
        assert [line for line in report_text(data).splitlines() if line.startswith("Abnormal")] == said
    page = report(change(groups=(msgspec.structs.replace(KFT, results=(*KFT.results, *calm)),)))
    rows = {item.text: item.y for item in page.items if isinstance(item, Text)}
    assert rows["HH critical high: Potassium 7.1 mmol/L"] < rows["Abnormal: Urea H (20 results)"]
    assert rows["Abnormal: Urea H (20 results)"] < rows["Kidney function"]


SERUM, POTASSIUM = WHOLE.specimens[0], KFT.results[0]


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"lab_name": ""}, ["laboratory's name"]),
        ({"lab_address": " "}, ["laboratory's address"]),
        ({"patient_name": ""}, ["patient's name"]),
        ({"patient_id": ""}, ["patient's identifier"]),
        ({"order": ""}, ["order"]),
        ({"reported": ""}, ["time of report"]),
        ({"specimens": ()}, ["specimen"]),
        ({"groups": ()}, ["result"]),
        ({"groups": (msgspec.structs.replace(KFT, results=()),)}, ["result"]),
        (
            {"groups": (msgspec.structs.replace(KFT, released_by="", released_at=""),)},
            ["who released Kidney function", "when Kidney function was released"],
        ),
        *(
            ({"specimens": (SERUM, msgspec.structs.replace(SERUM, **{field: ""}))}, [words])
            for field, words in {
                "number": "number of Serum",
                "specimen": "source of sample 010000000017",
                "collected": "time of collection of sample 010000000017",
                "received": "time of receipt of sample 010000000017",
            }.items()
        ),
        *(
            ({"groups": (msgspec.structs.replace(KFT, results=(replaced, KFT.results[1])),)}, [words])
            for replaced, words in (
                (msgspec.structs.replace(POTASSIUM, test=""), "name of a test in Kidney function"),
                (msgspec.structs.replace(POTASSIUM, value=""), "value of Potassium"),
                (msgspec.structs.replace(POTASSIUM, reference=""), "reference range of Potassium"),
            )
        ),
    ],
)
def test_refuses_to_print_without_what_a_report_must_say(said: dict[str, object], lacks: list[str]) -> None:
    data = change(**said)
    assert missing(data) == lacks
    with pytest.raises(Refused) as refused:
        report(data)
    assert str(refused.value) == f"report of order {data.order} not printed: it lacks {', '.join(lacks)}."


def test_not_stated_is_a_statement() -> None:
    assert missing(change(clinician="not stated", patient_id="not stated", reported="not stated")) == []


def test_its_qr_reads_back_and_no_barcode_is_on_it() -> None:
    picture = draw(report(WHOLE))
    check(picture, qr="LK:REPORT:01-0042:1")
    assert report_code("01-0042", 1) == "LK:REPORT:01-0042:1"
    assert [code.format for code in zxingcpp.read_barcodes(picture.image)] == [zxingcpp.BarcodeFormat.QRCode]


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", NAMES)
def test_in_any_script_nothing_runs_over(name: str, dpi: int) -> None:
    group = msgspec.structs.replace(KFT, released_by=name)
    page = report(
        change(patient_name=f"{name} {name}", ward=name, note=name * 4, clinician=name, groups=(group,))
    )
    dots = 8 if dpi == 203 else 300 / 25.4
    assert outside(page, dots) == []
    assert overlaps(page, dots) == []


def test_a_roll_of_80_mm_prints_576_dots_and_ends_in_white() -> None:
    picture = draw(report(change(pending=tuple(f"Test {number}" for number in range(60))))).image
    box = black(picture)
    assert picture.width == 576
    assert box is not None
    assert 32 <= picture.height - box[3] <= 200


def test_values_before_stand_there_while_one_line_holds_them() -> None:
    def before(flag: str, media: Media) -> list[str]:
        result = Result(
            test="Sodium", value="140", unit="mmol/L", flag=flag, previous="133 on 24 Nov 2026",
            earlier=("150 on 23 Nov 26", "131 on 22 Nov 26"),
        )  # fmt: skip
        page = report(change(groups=(msgspec.structs.replace(KFT, results=(result,)),)), media)
        return [i.text for i in page.items if isinstance(i, Text) and "on 2" in i.text]

    assert before("", ROLL_80) == ["before: 133 on 24 Nov 2026; 150 on 23 Nov 26; 131 on 22 Nov 26"]
    assert before("HH critical high", ROLL_80) == ["before: 133 on 24 Nov 2026"]
    assert before("", ROLL_58) == ["before: 133 on 24 Nov 2026"]

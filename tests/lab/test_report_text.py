"""The report on the command line: the same words, 80 columns."""

from hypothesis import given
from hypothesis import strategies as st

from labkiosk.forms.report_data import Group, ReportData, Result, Specimen
from labkiosk.lab.report_text import report_text

TUBE = Specimen(
    specimen="Serum",
    container="Serum tube with gel",
    number="010000000016",
    collected="not stated",
    received="22 Nov 2026 12:10",
    condition="Haemolysed",
)
RESULTS = (
    Result(test="Sodium", value="140", unit="mmol/L", reference="136–145", previous="131 on 21 Nov 2026"),
    Result(test="Potassium", value="7.1", unit="mmol/L", flag="HH critical high", reference="3.5–5.1"),
    Result(test="Absolute eosinophil count by hand", value="0.44", unit="10³/µL", reference="0.04–0.44"),
    Result(test="Smear", value="Microcytic hypochromic red cells with target cells, no blasts seen"),
)
DATA = ReportData(
    lab_name="District Hospital",
    lab_address="12 Station Road, Rampur",
    patient_name="Asha Devi",
    patient_id="UHID 104233",
    sex="F",
    age="51 y",
    born="14 Mar 1975",
    ward="Ward 3",
    bed="bed 12",
    order="O01-0000001",
    priority="STAT",
    clinician="Dr Rao",
    note="Fever 4 days",
    specimens=(TUBE,),
    groups=(
        Group(
            section="Biochemistry",
            results=RESULTS,
            released_by="Dr S. Iyer",
            released_at="22 Nov 2026 12:30",
            provisional="no pathologist at night",
        ),
    ),
    reported="22 Nov 2026 12:30",
    version=2,
    pending=("Urea",),
    cancelled=("Chloride: Ordered twice",),
    copy=1,
    original_uncertain=True,
    example_ranges=True,
    training=True,
)
TEXT = """\
*** TRAINING: NOT A PATIENT ***
*** PROVISIONAL: no pathologist has seen the results marked so ***
*** INTERIM: more to come ***
*** COPY 1 ***
The original may not have come out.
District Hospital
12 Station Road, Rampur
================================================================================
Asha Devi
Ward 3, bed 12
UHID 104233, F, 51 y, born 14 Mar 1975
Order O01-0000001, STAT, for Dr Rao
Request: Fever 4 days
!! HH critical high: Potassium 7.1 mmol/L
--------------------------------------------------------------------------------
Serum, Serum tube with gel, sample 010000000016
  collected not stated, received 22 Nov 2026 12:10; condition: Haemolysed

Biochemistry
  Sodium                            140 mmol/L                        136–145
    before: 131 on 21 Nov 2026
    PROVISIONAL
* Potassium                         7.1 mmol/L       HH critical high 3.5–5.1
    PROVISIONAL
  Absolute eosinophil count by hand
    0.44 10³/µL  (0.04–0.44)
    PROVISIONAL
  Smear
    Microcytic hypochromic red cells with target cells, no blasts seen  (no
    range)
    PROVISIONAL
  PROVISIONAL, why: no pathologist at night
  Released by Dr S. Iyer, 22 Nov 2026 12:30

Still to come
  Urea

Not done
  Chloride: Ordered twice

EXAMPLE RANGES: not approved by this hospital
Reported 22 Nov 2026 12:30, version 2 of order O01-0000001
Interim report ends here.
"""


def test_a_report_is_these_lines() -> None:
    assert report_text(DATA) == TEXT


WORDS = st.text("abcXYZ 0123456789.,µ³≤", min_size=1, max_size=120).filter(str.strip)


@given(WORDS, WORDS, WORDS, WORDS, WORDS)
def test_no_line_is_wider_than_the_screen_and_no_value_is_lost(
    test: str, value: str, unit: str, reference: str, comment: str
) -> None:
    result = Result(test=test, value=value, unit=unit, reference=reference, comment=comment, flag="H high")
    group = Group(section=comment, results=(result,), released_by=test, released_at="now")
    text = report_text(
        ReportData(
            **{
                name: getattr(DATA, name)
                for name in ("lab_address", "patient_id", "sex", "age", "born", "bed", "order", "priority")
            },
            lab_name=test,
            patient_name=value,
            ward=comment,
            clinician=unit,
            note=comment,
            specimens=(TUBE,),
            groups=(group,),
            reported="now",
            version=1,
        )
    )
    assert all(len(line) <= 80 for line in text.splitlines())
    assert "".join(value.split()) in "".join(text.split())

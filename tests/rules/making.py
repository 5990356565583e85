"""Catalogue values for the rules' tests, with everything that does not matter filled in."""

from decimal import Decimal

from labkiosk.catalogue.limits import Band, BandKind, Unit
from labkiosk.catalogue.model import Catalogue, Choice, Container, Test

MG_DL = Unit(ucum="mg/dL", shown="mg/dL", factor=Decimal(1))
MMOL_L = Unit(ucum="mmol/L", shown="mmol/L", factor=Decimal(1))


def band(
    kind: BandKind,
    low: str | None,
    high: str | None,
    sex: str = "",
    ages: tuple[int, int | None] = (0, None),
    **more: str,
) -> Band:
    return Band(
        kind=kind,
        sex=sex,  # type: ignore[arg-type]
        from_days=ages[0],
        to_days=ages[1],
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        **more,
    )


def make_test(code: str = "X", name: str = "Test", **more: object) -> Test:
    fields: dict[str, object] = {
        "loinc": "2951-2", "kind": "numeric", "specimen": "Serum", "container": "SST", "volume_ul": 100,
        "bench": "CHEM", "section": "Chemistry", "targets": {}, "source": "test",
    }  # fmt: skip
    return Test(code=code, name=name, **(fields | more))  # type: ignore[arg-type]


def make_catalogue(*containers: Container) -> Catalogue:
    return Catalogue(
        tests={}, panels={}, containers={c.code: c for c in containers}, benches={}, priorities={}, presets={},
        reasons={}, hash="",
    )  # fmt: skip


SODIUM = make_test(
    "NA",
    "Sodium",
    units=(MMOL_L, Unit(ucum="meq/L", shown="mEq/L", factor=Decimal(1))),
    bands=(
        band("range", "136", "145"),
        band("critical", "129", "160"),
        band("hold", "110", "175"),
        band("impossible", "0", "300"),
    ),
)
GLUCOSE = make_test(
    "GLU",
    "Glucose random",
    units=(MG_DL, Unit(ucum="mmol/L", shown="mmol/L", factor=Decimal("18.0156"))),
    bands=(
        band("range", "70", "140"),
        band("critical", "55", "300"),
        band("hold", "5", "1500"),
        band("impossible", "0", None),
    ),
)
PLATELETS = make_test(
    "PLT",
    "Platelet count",
    units=(
        Unit(ucum="10*3/uL", shown="10³/µL", factor=Decimal(1)),
        Unit(ucum="10*5/uL", shown="lakh/µL", factor=Decimal(100)),
        Unit(ucum="/uL", shown="/cumm", factor=Decimal("0.001")),
    ),
    bands=(band("range", "150", "450"), band("impossible", "0", "20000")),
)
CREATININE = make_test(
    "CREA",
    "Creatinine",
    decimals=2,
    units=(MG_DL, Unit(ucum="umol/L", shown="µmol/L", factor=Decimal("0.01131"))),
    bands=(band("range", None, "1.3"), band("critical", None, "4.0"), band("impossible", "0", None)),
)
HAEMOGLOBIN = make_test(
    "HB",
    "Haemoglobin",
    decimals=1,
    units=(
        Unit(ucum="g/dL", shown="g/dL", factor=Decimal(1)),
        Unit(ucum="g/L", shown="g/L", factor=Decimal("0.1")),
    ),
    bands=(
        band("range", "13", "17", "M", (6570, None)),
        band("range", "12", "15", "F", (6570, None), approved_by="Dr A"),
        band("critical", "7", None),
        band("impossible", "0", "50"),
    ),
)
MALARIA = make_test(
    "MP",
    "Malaria parasite",
    kind="choice",
    choices=(
        Choice(code="NEG", text="Not seen", abnormal=False, key="n"),
        Choice(code="PV", text="P. vivax seen", abnormal=True, key="v"),
        Choice(code="PF", text="P. falciparum seen", abnormal=True, key="f"),
    ),
)
SMEAR = make_test("SMEAR", "Peripheral smear", kind="text")

"""Quality control on the command line: exact words and refusals."""

import pytest

from tests.cli.running import House, Ran


def done(ran: Ran) -> str:
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def qc(house: House, *words: str, who: str = "tech") -> str:
    return done(house.run("qc", *words, who=who))


@pytest.fixture
def house(house: House) -> House:
    qc(house, "material", "Serum control", "--level", "1", "--maker", "Acme")
    qc(house, "material", "Serum control", "--level", "2")
    for level, mean in (("1", "120"), ("2", "150")):
        qc(house, "lot", "serum control", f"458{level}", "--level", level, "--expires", "2099-03-31")
        qc(house, "target", f"458{level}", "NA", "--mean", mean, "--sd", "2")
    return house


def test_what_is_kept_of_controls(house: House) -> None:
    assert qc(house, "materials") == (
        "C01-0000001  Serum control, level 1 (Acme)\nC01-0000002  Serum control, level 2\n"
    )
    one = "V01-0000001  Serum control, level 1, lot 4581, expires 2099-03-31"
    assert qc(house, "lots") == f"{one}\nV01-0000002  Serum control, level 2, lot 4582, expires 2099-03-31\n"
    assert qc(house, "target", "4581", "k") == "K  still to be found\n"
    assert qc(house, "targets", "LK:QC:V01-0000001") == (
        "K  still to be found\nNA  mean 120, SD 2 mmol/L (by the maker's sheet; Example Technician)\n"
    )
    assert qc(house, "close", "4581", "--reason", "used up") == f"{one}; no more in use: used up\n"
    assert qc(house, "lots", "--closed") == f"{one}; no more in use: used up\n"


def test_from_a_run_to_its_resolving(house: House) -> None:
    assert qc(house, "list", "--bench", "haem") == (
        "No control is in use: labkiosk qc material, lot and target set one up.\n"
    )
    assert qc(house, "run", "4581", "NA=121", "4582", "NA=149 mEq/L", "--instrument", "A") == (
        "NA level 1: 121 mmol/L, +0.50 SD\nNA level 2: 149 mEq/L, -0.50 SD\n"
    )
    sample = house.order("NA")[0]
    house.run("receive", sample, who="tech")
    house.run("record", given=f'{{"sample": "{sample}", "test": "NA", "value": "140"}}', who="tech")
    assert qc(house, "run", "4581", "NA=127", "--instrument", "A") == (
        "NA level 1: 127 mmol/L, +3.50 SD, 1-3s, 1-2s\n"
        "NA FAILED; 1 value of patients since its last good control.\n"
        "labkiosk qc affected E01-0000002 names them; labkiosk qc resolve E01-0000002 when it is mended.\n"
    )
    first, second = qc(house).splitlines()
    assert first.startswith("CHEM  NA  level 1  A  127 mmol/L  FAILED 1-3s, ")
    assert first.endswith(" (E01-0000002)")
    assert second.startswith("CHEM  NA  level 2  A  149 mEq/L   good ")
    assert qc(house, "affected", "e01-0000002") == (
        f"NA: 1 value of patients since its last good control.\n  {sample}  <time>  140 mmol/L\n"
    )
    assert qc(
        house, "resolve", "E01-0000002", "na", "--action", "vial", "--reason", "old vial", who="path"
    ) == ("NA level 1: 127 mmol/L, +3.50 SD, 1-3s, 1-2s. New vial: old vial.\n")


def test_what_was_typed_wrong_or_twice(house: House) -> None:
    qc(house, "run", "4581", "NA=121", "4582", "NA=149")
    ran = house.run("qc", "run", "4581", "NA=121", "4582", "NA=149.0", who="super")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith(" already, by Example Technician. Measured twice: say so as a comment.\n")
    assert qc(house, "correct", "E01-0000001", "4581", "NA=120.5 mEq/L", "--reason", "wrong line") == (
        "NA level 1: 120.5 mEq/L, +0.25 SD, corrected from 121 mmol/L (wrong line)\n"
        "NA level 2: 149 mmol/L, -0.50 SD\n"
    )
    assert qc(house, "run", "4581", "NA=120.5", "4582", "NA=149", "--comment", "twice").startswith(
        "NA level 1: 120.5"
    )
    assert "corrected from 121 mmol/L (wrong\n  line)" in qc(house, "chart", "NA")


def test_the_chart(house: House) -> None:
    qc(house, "run", "4581", "NA=121", "4582", "NA=149")
    qc(house, "run", "4581", "NA=115", "4582", "NA=150")
    lines = qc(house, "chart", "na").splitlines()
    ground = {" +3s": "=", " +2s": "-", " +1s": ".", "mean": "-", " -1s": ".", " -2s": "-", " -3s": "="}
    assert [line[:4] for line in lines[1:16] if line.strip()] == [
        " >3s", " +3s", " +2s", " +1s", "    ", "mean", "    ", " -1s", " -2s", "    ", " -3s", "<-3s",
    ]  # fmt: skip
    plain = {line[:4]: line[5:] for line in lines[1:16] if line[:4] in ground}
    assert {label: rest[:6] for label, rest in plain.items()} == {
        label: sign * 6 if label != "mean" else "---2--" for label, sign in ground.items()
    }
    assert lines[0] == "Sodium"
    assert [line for line in lines[1:16] if line.startswith("    ")] == ["      1", "      2", "        1"]
    assert lines[16:18] == ["        !", "1 level 1, 2 level 2"]
    assert lines[18].endswith(" level 1: 115 mmol/L, -2.50 SD, 1-2s")
    assert qc(house, "chart", "NA", "--print") == "The chart will print: N01-0000001.\n"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("run", "NA=1"), "Name the lot before NA=1: labkiosk qc run LOT TEST=VALUE."),
        (("run", "4581"), "Give at least one control's value."),
        (("affected", "E01-0000009"), "No control failed in run E01-0000009."),
        (("chart", "K"), "No control of K was run yet: labkiosk qc run."),
        (("chart", "K", "--instrument", "B"), "No control of K was run on B yet: labkiosk qc run."),
        (("target", "4581", "NA", "--own"), "NA has 0 values of lot 4581: a mean and an SD take 20."),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(house: House, words: tuple[str, ...], line: str) -> None:
    ran = house.run("qc", *words, who="tech")
    assert (ran.code, ran.out, ran.err) == (1, "", f"labkiosk: {line}\n")

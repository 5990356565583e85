"""The demonstration without a screen: what it says, and what it leaves."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "papers"


@pytest.fixture(scope="module")
def said(out: Path) -> Iterator[str]:
    done = subprocess.run(
        [sys.executable, "-m", "labkiosk", "demo", "--out", str(out)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    yield done.stdout
    kept = re.search(r"stays until you delete it: (/\S*/labkiosk-demo-\w+)/home\n", done.stdout)
    assert kept is not None
    shutil.rmtree(kept[1])


FILES = (
    "label-980000000565",
    "label-980000000579",
    "slip-O98-0000056",
    "report-O98-0000056-v1",
    "report-O98-0000056-v1-copy1",
)


def test_every_paper_is_there_as_picture_and_as_printer_bytes_and_is_named(said: str, out: Path) -> None:
    names = {f"{name}{suffix}" for name in FILES for suffix in (".png", ".escpos")}
    assert {path.name for path in out.iterdir()} == names
    for name in names:
        assert f"   {out / name}\n" in said


def test_the_codes_on_paper_read_back(said: str, out: Path) -> None:
    read = {name: [c.text for c in zxingcpp.read_barcodes(Image.open(out / f"{name}.png"))] for name in FILES}
    assert read == {
        "label-980000000565": ["980000000565"],
        "label-980000000579": ["980000000579"],
        "slip-O98-0000056": ["LK:CARD:O98-0000056"],
        "report-O98-0000056-v1": ["LK:REPORT:O98-0000056:1"],
        "report-O98-0000056-v1-copy1": ["LK:REPORT:O98-0000056:1"],
    }


def test_the_job_is_told_step_by_step(said: str) -> None:
    assert re.findall(r"^\d+\. .*$", said, re.MULTILINE) == [
        "1. A home is made: one folder, one encrypted database",
        "2. The phlebotomist registers a patient and tests",
        "3. The print worker draws labels and slip, and reads each barcode back",
        "4. The technician scans the tubes in",
        "5. The worklist: STAT first, and nothing waits for ever",
        "6. Results, as the technician types them",
        "7. A second person releases",
        "8. The report prints",
        "9. Asked for a second time, it says COPY",
        "10. Every sample is counted",
        "11. And nothing was changed or lost",
    ]
    for line in (
        "   Meera Joshi, F, about 34 years, STAT, Emergency bed 5: order O98-0000056.",
        "   Draw Serum tube with gel (yellow), 980000000565: 7 tests.",
        "   Draw EDTA tube (lavender), 980000000579: 20 tests.",
        "   Refused: Neutrophils % 610 % is not possible (limit 0 to 100). Check the value and the unit.",
        "   Refused: K: typed 6.9, then 9.6. Look again, and type both anew.",
        "   980000000565: 6 results; flagged: CREA 3.1 H, K 6.9 HH.",
        "   Refused: tech (technician) may not release results: ask a pathologist.",
        "   The pathologist released 27 results.",
        "Database, chain and board are sound.",
    ):
        assert f"{line}\n" in said


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "labkiosk", "demo", "--headless", "--out", str(tmp_path / "file")],
        capture_output=True,
        text=True,
        check=False,
        env={"TMPDIR": str(tmp_path)},
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"labkiosk: {tmp_path / 'file'} cannot be written (File exists): choose another folder.\n"
    )
    assert [p.name for p in tmp_path.iterdir()] == ["file"]

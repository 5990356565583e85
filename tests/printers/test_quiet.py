"""python-escpos, imported and used, leaves the program around it as it was. Each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

PRINT = """
from PIL import Image
from labkiosk.printers.language import LANGUAGES, Sheet
for side in (40, 576):
    LANGUAGES["escpos"].wrap(Sheet(image=Image.new("1", (side, 600), 1), die_cut=False), dots=576)
"""


def ran(code: str, tmp: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, "TMPDIR": str(tmp)},
        capture_output=True,
        text=True,
        check=True,
    )


def test_it_says_nothing_and_leaves_no_file_behind(tmp_path: Path) -> None:
    done = ran(PRINT, tmp_path)
    assert (done.stdout, done.stderr) == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_the_root_logger_the_temporary_folder_and_the_environment_stay(tmp_path: Path) -> None:
    state = "(logging.root.handlers, tempfile.gettempdir(), dict(os.environ))"
    ran(f"import logging, os, tempfile\nbefore = {state}\n{PRINT}\nassert {state} == before", tmp_path)


def test_a_cache_folder_named_by_somebody_else_stays_named_and_empty(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    name = "ESCPOS_CAPABILITIES_PICKLE_DIR"
    ran(
        f"import os\nos.environ[{name!r}] = {str(mine)!r}\n{PRINT}\nassert os.environ[{name!r}] == {str(mine)!r}",
        tmp_path,
    )
    assert list(mine.iterdir()) == []


def test_forms_and_printers_import_nothing_heavy_until_used() -> None:
    code = """
import sys
import labkiosk.forms.label, labkiosk.forms.report, labkiosk.forms.slip, labkiosk.forms.rejection
import labkiosk.forms.decode, labkiosk.forms.draw, labkiosk.forms.manual
import labkiosk.printers.language, labkiosk.printers.file, labkiosk.printers.delivery
import labkiosk.printers.usb, labkiosk.printers.serial, labkiosk.printers.tcp, labkiosk.printers.folder
heavy = {"serial", "PIL", "escpos", "segno", "barcode", "zxingcpp", "fontTools"} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)

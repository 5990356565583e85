"""The whole main job where nothing can be drawn or shown: no Textual, Rich, ESC/POS, Pillow, barcode or web of tables."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
JOB = """
import sys
BLOCKED = ("textual", "rich", "escpos", "PIL", "barcode", "segno", "zxingcpp", "sqlite_utils", "fontTools")
for name in BLOCKED:
    sys.modules[name] = None

from pathlib import Path
from labkiosk.board import counts, queue
from labkiosk.lab.bench import receive
from labkiosk.lab.history import history
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import find_patients
from labkiosk.lab.proof import faults
from labkiosk.lab.release import release
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.scan import sample_of
from labkiosk.lab.site import make_home

home = Path(sys.argv[1])
make_home(home, kiosk=98, site="Nowhere", address="", examples=True, user="root")
with Lab(home, badge="tech", user="root") as lab:
    made = register(lab, OrderRequest(patient=PatientRequest(name="Asha", sex="F", age="51 y"), tests=("NA",)))
    tube = made.samples[0].sample
    receive(lab, tube)
    print([(i.number, i.name) for i in queue.following(lab.conn)])
    record(lab, tube, [Given(test="NA", value="140")])
    lab.sign_in("path")
    release(lab, [tube], report=True)
    print([p.name for p in find_patients(lab, "asha")])
    print(len(history(lab, sample_of(lab.conn, tube))), counts.counts(lab.conn).reported, list(faults(lab)))
print(sorted({m.partition(".")[0] for m, found in sys.modules.items() if found} & set(BLOCKED)))
"""


def test_the_main_job_needs_neither_screen_nor_printer(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", JOB, str(tmp_path / "home")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["[('980000000018', 'Asha')]", "['Asha']", "8 1 []", "[]"]

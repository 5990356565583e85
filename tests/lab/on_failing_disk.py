"""A program that registers while its disk fails: names, then what becomes of each, a line each.

``python on_failing_disk.py HOME FLAG ENDING`` registers one patient; then FLAG makes syncs of files that end in ENDING
fail, and a second is registered; then the flag is taken away, and a third is.
"""

import sys
from pathlib import Path

from labkiosk.facts.errors import Refused
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import OrderRequest, PatientRequest


def main(home: Path, flag: Path, ending: str) -> None:
    with Lab(home, badge="phleb", user="root") as lab:
        for name in ("Before", "During", "After"):
            if name == "During":
                flag.write_text(ending)
            if name == "After":
                flag.unlink()
            try:
                made = register(lab, OrderRequest(patient=PatientRequest(name=name, sex="F"), tests=("NA",)))
                print(f"{name} {made.order} {made.samples[0].sample}")
            except Refused as refusal:
                print(f"{name} {refusal}")


main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])

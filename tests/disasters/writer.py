"""One of many writers: ``python -m tests.disasters.writer HOME NAME COUNT``.

Says ``ready``, waits for a line on stdin, then registers COUNT orders without pause, and prints a JSON list of the
answers.
"""

import json
import sys
from pathlib import Path

import msgspec

from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import OrderRequest, PatientRequest
from tests.disasters.house import THREE_TUBES


def main(home: str, name: str, count: str) -> None:
    """Register, and say how it went."""
    answers = []
    with Lab(Path(home), badge="tech", user="writer") as lab:
        assert lab.catalogue.tests
        print("ready", flush=True)
        sys.stdin.readline()
        for n in range(int(count)):
            patient = PatientRequest(name=f"{name} Order {n}", sex="F", age="51 y")
            asked = OrderRequest(patient=patient, tests=THREE_TUBES)
            answers.append(msgspec.to_builtins(register(lab, asked)))
    print(json.dumps(answers), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

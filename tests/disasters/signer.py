"""Somebody who corrects released results without pause: ``python -m tests.disasters.signer HOME TUBE...``.

Of each tube both values are corrected in one act, and another person releases them; a line of JSON says what was done,
as soon as it is.
"""

import json
import sys
from pathlib import Path

from labkiosk.board import samples
from labkiosk.lab.amend import amend
from labkiosk.lab.given import Given
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release

NEXT = {"145": "140", "140": "141", "141": "145", "5.0": "4.0", "4.0": "4.1", "4.1": "5.0"}
"""Which value each is corrected to."""


def main(home: str, *tubes: str) -> None:
    """Correct each tube again and again, until killed."""
    with Lab(Path(home), badge="path", user="signer") as lab:
        while True:
            for tube in tubes:
                lab.sign_in("path")
                standing = samples.results(lab.conn, tube)
                # Killed between the two acts, it has corrections that wait.
                if all(result.version for result in standing.values()):
                    right = [
                        Given(test=t, value=NEXT[r.value], reason="wrong rack") for t, r in standing.items()
                    ]
                    amend(lab, tube, right)
                    print(json.dumps({"act": "amend", "tube": tube}), flush=True)
                lab.sign_in("bose")
                (done,) = release(lab, [tube], report=True)
                print(json.dumps({"act": "release", "tube": tube, "version": done.version}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

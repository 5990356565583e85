"""Speed and size, each figure beside its baseline from the same run: ``python -m tests.bench [NAME...]``.

Every ``bench_*.py`` here has a ``rows(homes)`` that yields a ``Row`` as soon as it has one; FULL=1 adds the million.
A figure over its limit is said to be so; the exit code is 1 only where a bench failed.
"""

import os
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.homes import Homes
from tests.bench.row import HEAD, line, under


def main(chosen: list[str]) -> int:
    """Run the benches named, or all of them, and print their table."""
    files = sorted(Path(__file__).parent.glob("bench_*.py"))
    names = [f.stem for f in files if not chosen or f.stem.removeprefix("bench_") in chosen]
    failed, over, begun = [], 0, time.monotonic()
    print(HEAD, flush=True)
    with TemporaryDirectory(prefix="labkiosk-bench-") as folder:
        homes = Homes(Path(folder), full=os.environ.get("FULL") == "1")
        for name in names:
            try:
                for row in import_module(f"tests.bench.{name}").rows(homes):
                    over += not row.holds
                    print(line(row), *under(row), sep="\n", flush=True)
            except Exception as error:
                failed.append(name)
                traceback.print_exc()
                print(getattr(error, "stderr", None) or "", end="", file=sys.stderr)
    print(f"{over} over their limits, {len(failed)} benches failed {' '.join(failed)}".rstrip(), end="")
    print(f"; {time.monotonic() - begun:.0f} s, machine load {os.getloadavg()[0]:.1f}.")
    return 1 if failed or not names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A home whose pathologist approved its limits and the rules: files of its own in place of ours."""

from collections.abc import Callable
from pathlib import Path

from labkiosk.journal.clock import Reading
from labkiosk.lab.lab import Lab
from labkiosk.resources import asset
from tests.lab.homes import make

VERIFY = "of,name,steps,auto,source,approved_by,note\n"
APPROVED = "test,NA,1,asked,book,Dr Rao,\ntest,K,1,asked,book,Dr Rao,\ntest,HB,1,asked,book,Dr Bose,\n"
TWO_STEPS = "section,Biochemistry,2,no,book,,\n"


def approve(home: Path, rows: str = APPROVED) -> None:
    """Write verify.csv with these rows, and all our limits as signed by Dr Rao."""
    own = home / "catalogue"
    own.mkdir(exist_ok=True)
    (own / "verify.csv").write_text(VERIFY + rows)
    limits = (asset("catalogue") / "limits.csv").read_text("utf-8").splitlines()
    signs = limits[0].split(",").index("approved_by")
    signed = [limits[0], *(_signed(line, signs) for line in limits[1:])]
    (own / "limits.csv").write_text("\n".join(signed) + "\n", "utf-8")


def _signed(line: str, at: int) -> str:
    import csv
    import io

    cells = next(csv.reader([line]))
    cells[at] = "Dr Rao"
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def approved(folder: Path, clock: Callable[[], Reading], rows: str = APPROVED) -> Lab:
    """A new home with example people, and these rows."""
    make(folder, clock).close()
    approve(folder, rows)
    return Lab(folder, badge="tech", user="root", clock=clock)

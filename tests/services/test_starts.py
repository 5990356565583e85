"""A worker that is started again and again leaves nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import print_again
from labkiosk.lab.printers import set_up
from tests.cli.running import run
from tests.lab.homes import Clock, make, order
from tests.services.roll import roll


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with make(tmp_path / "home", Clock()) as lab:
        lab.sign_in("super")
        yield lab


def files(*folders: Path) -> set[str]:
    return {str(file) for folder in folders for file in folder.rglob("*")}


@pytest.mark.parametrize("starts", [20, pytest.param(1000, marks=pytest.mark.slow)])
def test_starts_leave_no_file_behind(lab: Lab, tmp_path: Path, starts: int) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with roll() as there:
        set_up(lab, "All", there.address, language="escpos", media="roll-80", forms=["all"])
        made = order(lab, "NA")
        before: set[str] = set()
        for start in range(starts):
            done = run("print", "--once", "--home", lab.home.folder, TMPDIR=str(temporary))
            assert (done.code, done.err) == (0, "")
            after = files(lab.home.folder, temporary)
            # What it printed is kept, and nothing else is new.
            kept = {name for name in after - before if Path(name).parent == lab.home.paper}
            assert start == 0 or after - before == kept
            assert len(kept) == (2 if start == 0 else 1)
            assert files(temporary) == set()
            before = after
            print_again(lab, "slip", made.order)
        assert len(there.papers) == starts + 1

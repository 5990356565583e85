"""The disk fails at the worst moment, the commit itself: what is said is what is true on the disk afterwards."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from labkiosk.board.rebuild import differences
from labkiosk.facts.errors import Refused
from labkiosk.journal.verify import broken_chain, broken_pages, broken_touches
from labkiosk.lab.lab import Lab
from tests.journal.outsider import journal
from tests.lab.homes import Clock, make, order
from tests.support import syncs

ROOT = Path(__file__).parents[2]


def registered(home: Path) -> list[str]:
    """The names of the patients in the journal."""
    return [
        r["body"].partition('"name":"')[2].partition('"')[0]
        for r in journal(home)
        if r["kind"] == "patient.registered"
    ]


def sound(home: Path) -> bool:
    with Lab(home, badge=None, user="root") as lab:
        return not [
            f for proof in (broken_pages, broken_chain, broken_touches, differences) for f in proof(lab.conn)
        ]


def on_failing_disk(home: Path, ending: str) -> list[str]:
    flag = home.parent / "flag"
    env = {"LD_PRELOAD": str(syncs.built("failing_sync")), "FAILING_SYNC": str(flag), "PYTHONPATH": str(ROOT)}
    script = Path(__file__).with_name("on_failing_disk.py")
    done = subprocess.run(
        [sys.executable, script, home, flag, ending],
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_commit_that_reports_an_error_and_stands_is_told_as_it_is(tmp_path: Path) -> None:
    """Alone on the box, SQLite finds the written but unsynced commit when it opens again."""
    make(tmp_path / "home", Clock()).close()
    said = on_failing_disk(tmp_path / "home", ".db-wal")
    assert said == [
        "Before O01-0000001 010000000016",
        "During The disk gave an error (disk I/O error). It was kept, but a power cut may lose it:"
        " do not do it again, and call a supervisor.",
        "After O01-0000003 010000000034",
    ]
    assert registered(tmp_path / "home") == ["Before", "During", "After"]
    assert sound(tmp_path / "home")


def test_a_commit_that_reports_an_error_and_is_gone_is_told_as_it_is(tmp_path: Path) -> None:
    """Beside another open program, the commit that failed is not seen by anybody."""
    with make(tmp_path / "home", Clock()):
        said = on_failing_disk(tmp_path / "home", ".db-wal")
    assert said == [
        "Before O01-0000001 010000000016",
        "During The disk gave an error (disk I/O error). Nothing was kept: do it again, or call a supervisor.",
        "After O01-0000002 010000000027",
    ]
    assert registered(tmp_path / "home") == ["Before", "After"]
    assert sound(tmp_path / "home")


def test_an_error_before_anything_was_said_does_not_pass_for_success(tmp_path: Path) -> None:
    """A journal that cannot grow: the very first write of the act fails, and the next one works again."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with make(tmp_path / "home", Clock()) as lab:
        order(lab, "NA")
        wal = lab.home.folder / "lab.db-wal"
        before = journal(lab.home.folder)
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size, limits[1]))
        try:
            for _ in range(2):
                with pytest.raises(Refused) as refused:
                    order(lab, "NA")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, handler)
        assert str(refused.value) == (
            "The disk gave an error (disk I/O error). Nothing was kept: do it again, or call a supervisor."
        )
        assert journal(lab.home.folder) == before
        assert order(lab, "NA").order == "O01-0000002"
    assert sound(tmp_path / "home")


def test_an_error_while_reading_inside_an_act_is_no_success_either(tmp_path: Path) -> None:
    """The disk goes bad under an act that has told nothing yet: it must not end as if it had been done."""
    with make(tmp_path / "home", Clock()) as lab:
        order(lab, "NA", "PT")
        lab.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        lab.conn.execute("PRAGMA cache_size=0")
        with pytest.raises(Refused) as refused, lab.act() as act:
            with lab.home.database.open("r+b") as file:
                file.seek(4096)
                file.write(bytes(lab.home.database.stat().st_size - 4096))
            act.conn.execute("SELECT sum(length(body)) FROM journal").fetchone()
        assert str(refused.value) == (
            "The disk gave an error (database disk image is malformed). Nothing was kept: do it again,"
            " or call a supervisor."
        )


def test_a_lab_that_could_not_open_again_tries_at_the_next_act(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with make(tmp_path / "home", Clock()) as lab:
        handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
        try:
            with pytest.raises(Refused) as refused:
                order(lab, "NA")
            with pytest.raises(Refused) as again:
                order(lab, "NA")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, handler)
        assert str(refused.value).startswith(
            ("The disk gave an error", f"{lab.home.database} cannot be opened")
        )
        assert str(again.value).startswith(
            ("The disk gave an error", f"{lab.home.database} cannot be opened")
        )
        assert order(lab, "NA").order == "O01-0000001"
    assert sound(tmp_path / "home")

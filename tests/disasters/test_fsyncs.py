"""An order costs one fsync: counted around the real program, by a counter that is preloaded into it."""

import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from labkiosk.journal.connection import connect
from labkiosk.journal.home import Home
from tests.disasters.house import answers, found, lines, request
from tests.support import syncs
from tests.support.teller import LABKIOSK

TWELVE_TESTS = ("PT", "UREA", "CREA", "UA", "NA", "K", "CL", "CA", "HB", "WBC", "PLT", "RBC")
ORDERS = 400


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return found(tmp_path)


def register(home: Path, orders: int, **said: Any) -> syncs.Counted:
    asked = home.parent / "orders.jsonl"
    asked.write_text(lines(request(f"Patient {n}", *TWELVE_TESTS, **said) for n in range(orders)))
    done = syncs.counted([*LABKIOSK, "register", str(asked), "--home", str(home)], home.parent / "log")
    made = answers(done.out)
    assert [len(one["samples"]) for one in made] == [3] * orders
    return done


def test_an_order_costs_one_fsync_and_a_tenth_at_most(home: Path) -> None:
    """Checkpoints, opening and closing counted in: each order waits once for the WAL, and only for that."""
    done = register(home, ORDERS)
    assert {file for _, file in done.waits} == {"lab.db", "lab.db-wal", "home"}
    assert ORDERS <= done.waits.total() <= ORDERS * 1.1


def test_tubes_that_arrive_with_their_order_cost_no_fsync_more(home: Path) -> None:
    done = register(home, 50, arrived=[{"part": part} for part in (1, 2, 3)])
    assert 50 <= done.waits.total() <= 50 * 1.1 + 20  # opening and closing, as for any number of orders


def test_no_answer_comes_before_its_fsync(home: Path) -> None:
    """Between one answer and the next the WAL is brought to disk."""
    done = register(home, 50)
    synced, answered = False, 0
    for call, file in done.calls:
        if call == "write":
            assert synced
            synced, answered = False, answered + 1
        elif file == "lab.db-wal":
            synced = True
    assert answered == 50


def test_reading_the_queue_never_waits_for_the_disk(home: Path) -> None:
    # Whoever closes last checkpoints: on the box a screen is always open, and here another connection.
    with closing(connect(Home(home).database, Home(home).key())):
        register(home, 2)
        done = syncs.counted([*LABKIOSK, "queue", "--home", str(home)], home.parent / "log")
    assert done.waits.total() == 0


def test_the_counter_counts(tmp_path: Path) -> None:
    script = "import os; f = os.open('a', 66); os.fsync(f); print(1, flush=True); os.fdatasync(f); os.sync()"
    done = syncs.counted([sys.executable, "-c", script], tmp_path / "log", cwd=tmp_path)
    assert [call for call, _ in done.calls] == ["fsync", "write", "fdatasync", "sync"]
    assert done.waits == {("fsync", "a"): 1, ("fdatasync", "a"): 1, ("sync", "?"): 1}


def test_without_a_compiler_the_package_that_brings_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(syncs.NoCompiler) as refused:
        syncs.counter.__wrapped__()
    assert str(refused.value).endswith("Run: sudo apt install -y gcc libc6-dev")


def test_the_settings_that_durability_hangs_on(home: Path) -> None:
    names = ("journal_mode", "synchronous", "wal_autocheckpoint")
    with closing(connect(Home(home).database, Home(home).key())) as conn:
        assert [conn.execute(f"PRAGMA {name}").fetchone()[0] for name in names] == ["wal", 2, 2000]

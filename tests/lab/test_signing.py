"""Whatever people do: no correction loses a value, nothing held leaves by any way, nobody signs their own entry where
two are asked for; and the board is what the journal says."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace

from labkiosk.board import samples
from labkiosk.board.earlier import earlier
from labkiosk.board.rebuild import differences
from labkiosk.facts.results import ResultsReleased
from labkiosk.journal.read import Told, since
from tests.lab.signing import Signing
from tests.lab.witness import Witness


def witnessed(crowd: Signing) -> Witness:
    """Every fact was right, and the board has every value: those that stand, and those that gave way."""
    witness, conn = Witness(), crowd.lab.conn
    assert list(witness.see(since(conn, 1, 0))) == []
    for number in crowd.tubes:
        standing = {t: v for (s, t), v in witness.stands.items() if s == number}
        found = samples.results(conn, number)
        assert {t: (r.value, r.version, set(r.needs)) for t, r in found.items()} == {
            t: (v.entry.value, v.version, v.needs) for t, v in standing.items()
        }
        gone = [(e.test, e.value, e.version) for e in earlier(conn, number) if e.version is not None]
        said = [(t, *each) for (s, t), those in witness.gave_way.items() if s == number for each in those]
        assert sorted(gone) == sorted(said)
    assert conn.execute("SELECT count(*) FROM conflict").fetchone() == (0,)
    assert list(differences(conn)) == []
    return witness


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_some_hundred_acts(tmp_path: Path, seed: int) -> None:
    crowd = Signing(tmp_path / "home", seed)
    for _ in range(400):
        crowd.step()
    witness = witnessed(crowd)
    crowd.lab.close()
    assert witness.released > 20
    assert witness.gave_way
    assert crowd.refused > 20


@pytest.fixture
def in_memory(tmp_path: Path) -> Iterator[Path]:
    """A folder that waits for no disk, where the machine has one with room: that nothing is lost is tried elsewhere."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and disk_usage(memory).free > 100_000_000
    with TemporaryDirectory(dir=memory if roomy else tmp_path) as folder:
        yield Path(folder)


@pytest.mark.slow
def test_ten_thousand_results_recorded_corrected_called_and_released(in_memory: Path) -> None:
    crowd = Signing(in_memory / "home", 2022)
    while crowd.recorded < 10_000:
        crowd.step()
    witness = witnessed(crowd)
    (taken,) = crowd.lab.conn.execute("SELECT count(*) FROM call WHERE state = 'taken'").fetchone()
    crowd.lab.close()
    assert witness.released > 3_000
    assert witness.by_rules > 300
    assert sum(map(len, witness.gave_way.values())) > 300
    assert taken > 100


def _released(crowd: Signing) -> list[Told]:
    return list(since(crowd.lab.conn, 1, 0))


def test_the_witness_sees_each_wrong(tmp_path: Path) -> None:
    crowd = Signing(tmp_path / "home", 4)
    for _ in range(150):
        crowd.step()
    facts = _released(crowd)
    crowd.lab.close()
    at = next(
        n
        for n, t in enumerate(facts)
        if isinstance(t.fact, ResultsReleased) and t.fact.samples and not t.fact.auto
    )
    release = facts[at].fact
    assert isinstance(release, ResultsReleased)
    (sample, (test, *_)) = (release.samples[0].sample, release.samples[0].tests)
    before = Witness()
    assert list(before.see(facts[:at])) == []
    value = before.stands[sample, test]
    value.needs = {"second"}
    assert f"{test} left while it was held for {{'second'}}" in list(before.see(facts[at : at + 1]))
    own = Witness()
    list(own.see(facts[:at]))
    mine = own.stands[sample, test]
    forged = facts[at]._replace(actor=mine.actor, fact=replace(release, provisional=False))
    assert f"{test} was released by who entered it" in list(own.see([forged]))

"""After any acts, in any order, every count is what it must be: by bench, by ward, by priority, of a day, and as it
was at each moment."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from labkiosk.board.counts import GROUPINGS
from labkiosk.lab.counting import counted, groups
from tests.cli.running import run
from tests.lab.test_every_act_has_a_command import verbs
from tests.lab.walk.model import FIGURES, Count
from tests.lab.walk.walker import Walker
from tests.lab.walk.wards import KNOWN

# The clock set back makes a moment come twice; a copy and a proof change no count.
NOT_WALKED = {"site.set_clock", "backups.back_up", "proof.faults"}
Note = dict[str, dict[str, Count]]


def counts_now(walker: Walker, day: str | None = None, at: int | None = None) -> Note:
    """As the program says."""
    said = {by: {g.code: g.counts._asdict() for g in groups(walker.lab, by, day, at)} for by in GROUPINGS}
    return said | {"all": {"": counted(walker.lab, day, at)._asdict()}}


def must_be(walker: Walker, day: str | None = None) -> Note:
    """As the acts said."""
    model = walker.model
    return {by: model.groups(by, day) for by in GROUPINGS} | {"all": {"": model.count(day)}}


def add_up(note: Note) -> None:
    everything = note["all"][""]
    for each in (c for found in note.values() for c in found.values()):
        assert (
            each["registered"] == each["expected"] + each["received"] + each["rejected"] + each["cancelled"]
        )
        assert each["received"] == each["pending"] + each["resulted"] + each["reported"] + each["diverted"]
    for by in ("ward", "priority"):
        assert {name: sum(g[name] for g in note[by].values()) for name in everything} == everything


def walk(folder: Path, seed: int, acts: int, every: int) -> Walker:
    walker = Walker(folder / "home", seed)
    walker.lab.home.catalogue.mkdir(exist_ok=True)
    (walker.lab.home.catalogue / "known.csv").write_text(KNOWN)
    noted: dict[int, Note] = {}
    while walker.done < acts:
        walker.step()
        if walker.done >= len(noted) * every:
            note = counts_now(walker)
            assert note == must_be(walker)
            walker.nobody_is_forgotten()
            add_up(note)
            today = walker.lab.today().isoformat()
            assert counts_now(walker, today) == must_be(walker, today)
            noted[walker.lab.time().at] = note
            walker.clock.turn(1)
    some = list(noted.items())[:: max(1, len(noted) // 6)]
    for at, note in some:
        assert counts_now(walker, at=at) == note
    by_command(walker.lab.home.folder, *some[len(some) // 2], must_be(walker))
    return walker


def by_command(home: Path, at: int, then: Note, now: Note) -> None:
    """The same as anybody gets it from the command line, which reads the home anew; and the home is sound."""
    moment = f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M}"
    for note, asked in ((now, ()), (then, ("--at", moment))):
        [everything] = run("counts", "--json", "--home", home, *asked).lines
        assert {name: everything[name] for name in FIGURES} == note["all"][""]
        for by in GROUPINGS:
            lines = run("counts", "--by", by, "--json", "--home", home, *asked).lines
            assert {line[by]: {name: line[name] for name in FIGURES} for line in lines} == note[by]
    assert run("verify", "--home", home).code == 0


@pytest.mark.parametrize("seed", [3, 4])
def test_after_some_hundred_acts(tmp_path: Path, seed: int) -> None:
    walker = walk(tmp_path, seed, 400, 20)
    states = {t.became() for t in walker.model.tubes}
    assert states >= {"expected", "pending", "resulted", "reported", "rejected", "cancelled"}
    assert {t.became() for t in walker.model.tubes if len(t.benches) > 1} & {"pending", "resulted"}
    walker.lab.close()


@pytest.mark.slow
def test_after_ten_thousand_acts(tmp_path: Path) -> None:
    walker = walk(tmp_path, 2022, 10_000, 250)
    assert "diverted" in {t.became() for t in walker.model.tubes}
    assert set(verbs()) - walker.tried == NOT_WALKED, (
        "a verb is not part of the walk: give tests/lab/walk an act"
    )
    walker.lab.close()

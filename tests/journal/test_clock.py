"""What lab time is, case by case: anchored at 10:00 in a boot that began at 09:00 by lab time."""

from pathlib import Path

import pytest

from labkiosk.journal.clock import Anchor, LabTime, Reading, advance, lab_time, load_anchor, machine
from labkiosk.lab.lab import Lab
from tests.lab.homes import NOON, Clock, make

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
TEN = 1_795_321_800_000  # 22 Nov 2026 10:00 at 330 minutes east

ANCHOR = Anchor("one", uptime=HOUR, at=TEN, base=TEN - HOUR)
# A person said that it was 10:00 while the wall clock stood two days ahead.
TOLD = ANCHOR._replace(off=2 * DAY)


def same_boot(passed: int, error: int) -> Reading:
    """So long after the anchor, with the wall clock so much off."""
    return Reading("one", HOUR + passed, TEN + passed + error, 330)


def new_boot(uptime: int, wall: int) -> Reading:
    return Reading("two", uptime, wall, 330)


RULES = [
    # Within a boot, the wall clock corrects by five minutes at most.
    ("right", ANCHOR, same_boot(MINUTE, 0), TEN + MINUTE, False),
    ("a little ahead", ANCHOR, same_boot(HOUR, 5 * MINUTE), TEN + HOUR + 5 * MINUTE, False),
    ("a little behind", ANCHOR, same_boot(HOUR, -5 * MINUTE), TEN + HOUR - 5 * MINUTE, False),
    ("never back past what was accepted", ANCHOR, same_boot(MINUTE, -5 * MINUTE), TEN, False),
    ("too far ahead", ANCHOR, same_boot(HOUR, 5 * MINUTE + 1), TEN + HOUR, True),
    ("too far behind", ANCHOR, same_boot(HOUR, -5 * MINUTE - 1), TEN + HOUR, True),
    ("a day ahead", ANCHOR, same_boot(3 * HOUR, DAY), TEN + 3 * HOUR, True),
    ("a day back", ANCHOR, same_boot(3 * HOUR, -DAY), TEN + 3 * HOUR, True),
    ("after a long time up", ANCHOR, same_boot(90 * DAY, 4 * MINUTE), TEN + 90 * DAY + 4 * MINUTE, False),
    ("an uptime read earlier", ANCHOR, same_boot(-SECOND, DAY), TEN, True),
    # After a boot, the wall clock is believed from the last accepted time until a week later.
    ("off for a moment", ANCHOR, new_boot(MINUTE, TEN), TEN, False),
    ("off for a night", ANCHOR, new_boot(MINUTE, TEN + 8 * HOUR), TEN + 8 * HOUR, False),
    ("off for a week", ANCHOR, new_boot(MINUTE, TEN + 7 * DAY), TEN + 7 * DAY, False),
    ("off for more", ANCHOR, new_boot(MINUTE, TEN + 7 * DAY + 1), TEN + MINUTE, True),
    ("behind after a boot", ANCHOR, new_boot(MINUTE, TEN - 1), TEN + MINUTE, True),
    ("battery flat", ANCHOR, new_boot(MINUTE, MINUTE), TEN + MINUTE, True),
    # What a person said holds against a wall clock that is off by as much as it was then.
    ("said, wall as it was", TOLD, same_boot(HOUR, 2 * DAY), TEN + HOUR, False),
    ("said, wall mended", TOLD, same_boot(HOUR, MINUTE), TEN + HOUR + MINUTE, False),
    ("said, wall off otherwise", TOLD, same_boot(HOUR, DAY), TEN + HOUR, True),
]


@pytest.mark.parametrize(("anchor", "now", "at", "doubt"), [r[1:] for r in RULES], ids=[r[0] for r in RULES])
def test_lab_time(anchor: Anchor, now: Reading, at: int, doubt: bool) -> None:
    assert lab_time(anchor, now) == LabTime(at, doubt)


def test_a_new_home_takes_the_wall_clock_as_it_is() -> None:
    assert lab_time(None, new_boot(MINUTE, TEN)) == LabTime(TEN, doubt=False)


def test_the_base_stands_for_as_long_as_the_boot_does() -> None:
    later = advance(ANCHOR, same_boot(HOUR, 4 * MINUTE), TEN + HOUR + 4 * MINUTE)
    assert later == ANCHOR._replace(uptime=2 * HOUR, at=TEN + HOUR + 4 * MINUTE)
    # So corrections of four minutes do not add up to eight.
    assert lab_time(later, same_boot(2 * HOUR, 8 * MINUTE)) == LabTime(
        TEN + 2 * HOUR + 4 * MINUTE, doubt=True
    )


def test_a_boot_begins_with_a_base_of_its_own() -> None:
    booted = advance(TOLD, new_boot(MINUTE, TEN + DAY), TEN + DAY)
    assert booted == Anchor("two", uptime=MINUTE, at=TEN + DAY, base=TEN + DAY - MINUTE, off=0)


def test_a_person_s_word_keeps_how_far_the_wall_clock_was_off() -> None:
    assert advance(None, same_boot(0, 2 * DAY), TEN) == TOLD


def test_the_anchor_is_kept_with_the_fact_it_belongs_to(tmp_path: Path) -> None:
    clock = Clock()
    with make(tmp_path / "home", clock) as lab:
        assert load_anchor(lab.conn) == Anchor("boot", 1_000_000, NOON, NOON - 1_000_000)
        clock.turn(7)
        with Lab(tmp_path / "home", badge="super", user="root", clock=clock) as other, other.act() as act:
            assert act.at == NOON + 7 * MINUTE
        assert load_anchor(lab.conn) == Anchor("boot", 1_000_000, NOON, NOON - 1_000_000)


def test_the_machine_is_read_in_ms_and_minutes() -> None:
    first, second = machine(), machine()
    assert first.boot == Path("/proc/sys/kernel/random/boot_id").read_text().strip() == second.boot
    assert first.uptime <= second.uptime
    assert abs(first.uptime - float(Path("/proc/uptime").read_text().split()[0]) * 1000) < 60_000
    assert first.wall > 1_700_000_000_000
    assert -12 * 60 <= first.zone <= 14 * 60

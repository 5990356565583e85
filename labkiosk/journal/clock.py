"""Lab time: what people see on paper and screen, and what no jump of the wall clock can break."""

import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

from labkiosk.journal.connection import Connection

CORRECTION_MS = 5 * 60_000
# A box that was off for longer than this is asked for the date, in case its battery is flat.
LONGEST_OFF_MS = 7 * 24 * 3_600_000


class Reading(NamedTuple):
    """One look at the machine's clocks: ms since boot (sleep counted), ms UTC, minutes east of UTC."""

    boot: str
    uptime: int
    wall: int
    zone: int


class Anchor(NamedTuple):
    """The last accepted lab time, when that was, and lab time at boot as first accepted in this boot.

    ``off`` is how far ahead the wall clock was when a person said the time: of that much nobody is asked again.
    """

    boot: str
    uptime: int
    at: int
    base: int
    off: int = 0


class LabTime(NamedTuple):
    """``at`` is ms UTC. ``doubt`` says that a person must look at the clock."""

    at: int
    doubt: bool


@cache
def _boot_id() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()


def machine() -> Reading:
    """The machine's clocks now."""
    wall = time.time()
    zone = (time.localtime(wall).tm_gmtoff or 0) // 60
    return Reading(
        _boot_id(), time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000, int(wall * 1000), zone
    )


def lab_time(anchor: Anchor | None, now: Reading) -> LabTime:
    """The last accepted time plus what has passed since; the wall clock corrects it by 5 minutes at most.

    After a boot the wall clock is believed if it is not behind the last accepted time and not more than
    a week ahead of it; else time goes on from the last accepted one, and is in doubt until a person says the
    time. What that person found wrong with the wall clock is then known, and no more in doubt in this boot.
    """
    if anchor is None:
        return LabTime(now.wall, doubt=False)
    if now.boot != anchor.boot:
        if anchor.at <= now.wall <= anchor.at + LONGEST_OFF_MS:
            return LabTime(now.wall, doubt=False)
        return LabTime(anchor.at + now.uptime, doubt=True)
    gap = now.wall - (anchor.base + now.uptime)
    if abs(gap) <= CORRECTION_MS:
        return LabTime(max(now.wall, anchor.at), doubt=False)
    known = abs(gap - anchor.off) <= CORRECTION_MS
    return LabTime(anchor.at + max(0, now.uptime - anchor.uptime), doubt=not known)


def load_anchor(conn: Connection) -> Anchor | None:
    """The anchor kept with the last fact, or None in a new home."""
    row = conn.execute("SELECT value FROM state WHERE name='anchor'").fetchone()
    return parse_anchor(row[0] if row else None)


def parse_anchor(text: object) -> Anchor | None:
    """The anchor as ``keep_anchor`` wrote it."""
    if text is None:
        return None
    boot, *numbers = str(text).split(" ")
    return Anchor(boot, *map(int, numbers))


def keep_anchor(conn: Connection, anchor: Anchor) -> None:
    """Keep the anchor; the caller is inside the transaction of the fact that it belongs to."""
    text = " ".join(map(str, anchor))
    conn.execute("INSERT OR REPLACE INTO state VALUES ('anchor', ?)", (text,))


def advance(anchor: Anchor | None, now: Reading, at: int) -> Anchor:
    """The anchor once ``at`` has been accepted; base and known error stand for as long as the boot does.

    No anchor means that ``at`` is a person's word, or the first of a home.
    """
    if anchor is None:
        return Anchor(now.boot, now.uptime, at, at - now.uptime, now.wall - at)
    if anchor.boot != now.boot:
        return Anchor(now.boot, now.uptime, at, at - now.uptime)
    return anchor._replace(uptime=now.uptime, at=at)

"""A new home, its number and its clock."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from labkiosk.board import people, schema
from labkiosk.board.fold import fold
from labkiosk.facts.errors import Refused
from labkiosk.facts.home import ClockSet, HomeMade
from labkiosk.facts.person import PersonAdded
from labkiosk.journal.clock import Reading, machine
from labkiosk.journal.connection import DatabaseError, connect
from labkiosk.journal.home import Home
from labkiosk.journal.schema import migrate
from labkiosk.journal.write import writing
from labkiosk.lab.lab import Lab
from labkiosk.rules.text import clean

TRAINING = 98
EXAMPLES = (
    ("phleb", "Example Phlebotomist", "phlebotomist"),
    ("tech", "Example Technician", "technician"),
    ("path", "Example Pathologist", "pathologist"),
    ("super", "Example Supervisor", "supervisor"),
)


def make_home(
    folder: Path,
    *,
    kiosk: int,
    site: str,
    address: str,
    used: tuple[int, ...] = (),
    examples: bool = False,
    user: str,
    clock: Callable[[], Reading] = machine,
) -> None:
    """A new home with an encrypted database. ``used`` are the numbers that the site has used before.

    A number is never used twice, or two tubes could carry the same one. Raises Refused.
    """
    check_home_number(kiosk, set(used))
    if strange := [n for n in used if not 1 <= n <= TRAINING]:
        raise Refused(f"A used number is from 01 to 98, not {strange[0]}.")
    made = HomeMade(
        kiosk=kiosk,
        site=clean(site, "Site", required=True),
        address=clean(address, "Address", limit=160),
        used=used,
    )
    people_here = [PersonAdded(badge=b, name=n, role=r) for b, n, r in (EXAMPLES if examples else ())]
    home = Home(folder)
    try:
        with home.making() as database, closing(connect(database, home.key(), create=True)) as conn:
            migrate(conn)
            conn.execute("BEGIN IMMEDIATE")
            schema.create(conn)
            conn.execute("INSERT INTO state VALUES ('kiosk', ?)", (kiosk,))
            conn.execute("COMMIT")
            with writing(conn, home.lock, f"os:{user}", clock, fold) as act:
                for fact in (made, *people_here):
                    act.append(fact)
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except DatabaseError as error:
        raise Refused(f"A home cannot be made in {folder} ({error}): look at the disk.") from None


def check_home_number(kiosk: int, used: set[int]) -> None:
    """Raises Refused unless a home may have this number: two homes with one would mint the same samples."""
    if not 1 <= kiosk <= TRAINING:
        raise Refused("The kiosk's number is from 01 to 98 (98 is for training).")
    if kiosk in used:
        raise Refused(f"Number {kiosk:02} was used before: choose one that never was.")


def set_clock(lab: Lab, when: datetime) -> None:
    """Lab time is ``when`` now; a datetime without zone is local. Raises Refused."""
    lab.require("set_clock")
    if not 2020 <= when.year <= 2099:
        raise Refused("The year is from 2020 to 2099: type the date again.")
    after = int(when.timestamp() * 1000)
    with lab.act() as act:
        before = act.at
        act.set_clock(after)
        act.append(ClockSet(before=before, after=after))


def site_and_address(lab: Lab) -> tuple[str, str]:
    """The lab's name and address as its papers show them."""
    settings = people.settings(lab.conn)
    return settings["site"], settings["address"] or "address not stated"

"""What the doctor looks at. Every check says in one line what is so, and what to do where it is not well."""

import os
import shutil
import sys
from collections.abc import Iterator
from typing import NamedTuple

from labkiosk.board import jobs, people, samples
from labkiosk.catalogue import CatalogueError
from labkiosk.journal.connection import LOWEST_SQLITE, sqlite_version
from labkiosk.lab.lab import Lab
from labkiosk.lab.site import EXAMPLES
from labkiosk.rules.words import many

OK, LOOK, BAD = "OK", "LOOK", "BAD"

_MIB = 1 << 20
# Under the first a supervisor should make room this week, under the last the next order may be refused.
_LITTLE_MIB, _BAD_MIB = 2_000, 200
_HOUR = 3_600_000
_STALE_H, _OLD_H = 24, 72


class Check(NamedTuple):
    """One thing that was looked at; ``word`` is OK, LOOK or BAD."""

    what: str
    word: str
    said: str


def of_machine() -> Iterator[Check]:
    """What does not depend on a home."""
    from PIL import features

    version = ".".join(map(str, sqlite_version()))
    lowest = ".".join(map(str, LOWEST_SQLITE))
    yield Check(
        "SQLite",
        *((OK, version) if sqlite_version() >= LOWEST_SQLITE else (BAD, f"{version}: install {lowest}")),
    )
    shapes = features.check("raqm") and features.check("fribidi")
    yield Check(
        "scripts",
        *(
            (OK, "names in Indian scripts are spelt right")
            if shapes
            else (BAD, "install libfribidi0: names in Indian scripts cannot be printed")
        ),
    )
    if sys.stdout.isatty():
        size = os.get_terminal_size()
        fits = size.columns >= 80 and size.lines >= 24
        said = f"{size.columns}x{size.lines}" + ("" if fits else ": make it 80x24 or larger")
        yield Check("screen", OK if fits else LOOK, said)


def of_home(lab: Lab) -> Iterator[Check]:
    """Everything about one home."""
    yield _home(lab)
    yield _key(lab)
    yield _disk(lab)
    yield _clock(lab)
    yield _backup(lab)
    yield from _people(lab)
    yield _catalogue(lab)
    yield from _printing(lab)
    yield from _scanners(lab)
    yield from _printers(lab)
    yield from _conflicts(lab)


def _home(lab: Lab) -> Check:
    settings = people.settings(lab.conn)
    said = f"number {lab.kiosk:02}, {settings['site']}, in {lab.home.folder}"
    if lab.training:
        return Check("home", LOOK, f"{said}: for TRAINING only, its papers say so")
    if not settings["address"]:
        return Check("home", LOOK, f"{said}: its address is not stated, and reports say so")
    return Check("home", OK, said)


def _key(lab: Lab) -> Check:
    mode = lab.home.key_file.stat().st_mode & 0o777
    if mode & 0o077:
        return Check("key", BAD, f"others may read it: chmod 600 {lab.home.key_file}")
    return Check(
        "key",
        LOOK,
        "it lies beside the data: it protects a stolen copy of the database, not a stolen box."
        " Keep a copy in another place: without it the data and every backup are lost",
    )


def _disk(lab: Lab) -> Check:
    free = shutil.disk_usage(lab.home.folder).free // _MIB
    said = f"{free} MiB free"
    if free >= _LITTLE_MIB:
        return Check("disk", OK, said)
    return Check("disk", LOOK if free >= _BAD_MIB else BAD, f"{said}: make room before it is full")


def _clock(lab: Lab) -> Check:
    now = lab.time()
    said = f"lab time {lab.local(now.at):%d %b %Y %H:%M}"
    if not now.doubt and lab.clock().zone:
        return Check("clock", OK, said)
    if not now.doubt:
        told = f"{said}, and the machine's zone is UTC: where the clock on the wall says another time,"
        return Check("clock", LOOK, f"{told} timedatectl set-timezone Asia/Kolkata")
    wall = f"{lab.local(lab.clock().wall):%d %b %Y %H:%M}"
    return Check(
        "clock", BAD, f'{said}, but the machine says {wall}: labkiosk clock --set "2026-11-22 07:10"'
    )


def _backup(lab: Lab) -> Check:
    settings = people.settings(lab.conn)
    if "backup_at" not in settings:
        return Check("backup", LOOK, "there is none: labkiosk backup DIR, on another disk")
    hours = (lab.time().at - int(settings["backup_at"])) // _HOUR
    said = f"{hours} h old, {settings['backup_to']}"
    word = OK if hours < _STALE_H else LOOK if hours < _OLD_H else BAD
    return Check("backup", word, said if word == OK else f"{said}: labkiosk backup DIR")


def _people(lab: Lab) -> Iterator[Check]:
    here = [p for p in people.people(lab.conn) if p.here]
    missing = [r for r in ("pathologist", "supervisor") if all(p.role != r for p in here)]
    for role in missing:
        needed = "nothing can be released" if role == "pathologist" else "nobody signs for people and backups"
        yield Check("people", LOOK, f'no {role}, so {needed}: labkiosk people add BADGE "NAME" --role {role}')
    examples = [p.badge for p in here if (p.badge, p.name, p.role) in EXAMPLES]
    if examples and not lab.training:
        yield Check(
            "people", LOOK, f"example people may act ({', '.join(examples)}): labkiosk people remove BADGE"
        )
    if not missing:
        yield Check("people", OK, f"{len(here)} may act")


def _catalogue(lab: Lab) -> Check:
    try:
        catalogue = lab.catalogue
    except CatalogueError as error:
        return Check("catalogue", BAD, str(error))
    said = f"{len(catalogue.tests)} tests in {len(catalogue.panels)} panels"
    open_rows = sum(not band.approved_by for test in catalogue.tests.values() for band in test.bands)
    if open_rows:
        return Check(
            "catalogue", LOOK, f"{said}; {open_rows} limits are EXAMPLES until a pathologist signs their rows"
        )
    return Check("catalogue", OK, said)


def _printing(lab: Lab) -> Iterator[Check]:
    from labkiosk.services.holding import FOLDER, holding

    waiting = len(jobs.unfinished(lab.conn, "queued", limit=1000))
    with holding(lab, FOLDER, wait=False) as idle:
        if idle and waiting:
            yield Check(
                "printing", LOOK, f"{many(waiting, 'paper')} waiting and no worker runs: labkiosk print"
            )
        else:
            yield Check(
                "printing",
                OK,
                f"{many(waiting, 'paper')} waiting; a worker {'is not running' if idle else 'runs'}",
            )
    for state, advice in (
        ("uncertain", "look whether they came out, and answer on F8"),
        ("refused", "F8 says why"),
    ):
        if count := len(jobs.unfinished(lab.conn, state, limit=1000)):
            yield Check("printing", LOOK, f"{many(count, 'paper')} {state}: {advice}")
    pictures = sum(1 for _ in lab.home.paper.glob("*.png"))
    if pictures:
        yield Check(
            "paper",
            LOOK,
            f"{many(pictures, 'picture')} in {lab.home.paper}, unencrypted, with names and results",
        )


def _printers(lab: Lab) -> Iterator[Check]:
    from labkiosk.board.printers import printers
    from labkiosk.lab.printers import forms_words, homeless, is_well, state_words

    there = printers(lab.conn)
    for printer in there:
        waiting = len(jobs.to_print(lab.conn, printer, limit=1000))
        said = f"{printer.name}: {state_words(lab.conn, printer)}; {many(waiting, 'paper')} waiting"
        well = is_well(printer) and not jobs.uncertain_at(lab.conn, printer.id)
        yield Check("printer", OK if well else LOOK, said)
    if not there:
        yield Check("printer", LOOK, "none is set up: labkiosk printers add NAME --prints labels ...")
    elif left := homeless(lab.conn):
        yield Check("printer", LOOK, f"none for {forms_words(left)}: written into {lab.home.paper}")


def _scanners(lab: Lab) -> Iterator[Check]:
    from labkiosk.lab.scanners import listed

    found = [one for one in listed(lab.conn) if one.screen]
    for one in found:
        if not one.plugged_in:
            yield Check("scanners", LOOK, f"{one.address} of {one.screen} is not plugged in")
        elif not one.identifiers:
            said = f"{one.address} of {one.screen} sends no AIM identifiers: the page scanners says how"
            yield Check("scanners", LOOK, said)
    if not found:
        yield Check("scanners", OK, "none is set up: one that types must send STX; labkiosk scanners")
    elif all(one.plugged_in and one.identifiers for one in found):
        yield Check("scanners", OK, f"{many(len(found), 'scanner')} set up")


def _conflicts(lab: Lab) -> Iterator[Check]:
    for conflict in samples.conflicts(lab.conn, limit=5):
        yield Check("conflict", LOOK, f"{conflict.subject}: {conflict.said}")

"""The print worker: every paper that was asked for comes out once, whatever stops in between."""

import threading
import time
from pathlib import Path

from labkiosk.facts.errors import Refused
from labkiosk.journal.connection import data_version, use_little_memory
from labkiosk.lab.calling import escalate_calls
from labkiosk.lab.lab import Lab
from labkiosk.services.at_folder import FolderWorker
from labkiosk.services.crew import ACTOR, RETRY_S, Crew
from labkiosk.services.holding import FOLDER, holding
from labkiosk.services.news import News
from labkiosk.services.paper import Folder
from labkiosk.services.said import Said, Say, trouble
from labkiosk.services.write_out import OUT

_LOOK_S = 60.0
_TOGETHER_S = 0.25
"""Printers at work make news with each paper, which is none for the folder: it is looked at together."""


def run(folder: Path, *, once: bool, user: str, say: Say = lambda _: None) -> None:
    """Print what is queued in a home, and with ``once`` return; else go on with whatever is asked for later.

    Each printer that is set up has a thread of its own; what none is set up for goes into the home's folder. A home
    has one print worker: a second one waits for the first to end, or with ``once`` says so and returns. ``say`` is
    told what became of each paper, by one thread at a time. Raises Refused when there is no such home, and with
    ``once`` when the disk refuses, or a printer takes nothing.
    """
    say = _in_turn(say)
    with Lab(folder, badge=None, user=user) as lab, holding(lab, FOLDER, wait=not once) as alone:
        if not alone:
            say(trouble("Another print worker is at work in this home: it prints what is queued."))
            return
        lab.actor = ACTOR
        use_little_memory(lab.conn)
        _sweep(lab)
        worker = FolderWorker(lab, Folder(FOLDER, lab.home.paper), say)
        crew = Crew(folder, user, say, once=once)
        news = News(lab.conn, lab.home.database)
        while True:
            seen = data_version(lab.conn)
            try:
                # Whoever should be told is not to wait for somebody to look at a screen.
                escalate_calls(lab)
                crew.follow(lab)
                worker.work()
            except (OSError, Refused) as error:
                said = str(error)
                if isinstance(error, OSError):
                    said = f"The printer's files cannot be written ({error}): look at the disk."
                if once:
                    raise Refused(said) from None
                say(trouble(said))
                time.sleep(RETRY_S)
                continue
            if once:
                crew.finish()
                return
            news.wait(seen, _LOOK_S)
            if crew.at_work:
                time.sleep(_TOGETHER_S)


def _sweep(lab: Lab) -> None:
    """Take away what a power cut left half written; nobody else writes there now."""
    with holding(lab, OUT, wait=False) as alone:
        if alone:
            for left in lab.home.paper.glob(".*.part"):
                left.unlink(missing_ok=True)


def _in_turn(say: Say) -> Say:
    turn = threading.Lock()

    def one_by_one(said: Said) -> None:
        with turn:
            say(said)

    return one_by_one

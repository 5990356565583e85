"""A thread for each printer that is set up: one that stalls holds up no other."""

import threading
import time
from pathlib import Path

from labkiosk.board import jobs
from labkiosk.board.printers import printers
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperUncertain
from labkiosk.journal.connection import use_little_memory
from labkiosk.lab.lab import Lab
from labkiosk.printers.escpos import builder
from labkiosk.services.at_printer import STOPPED, PrinterWorker
from labkiosk.services.drawing import DrawingRoom
from labkiosk.services.holding import holding
from labkiosk.services.said import Say, trouble

ACTOR = "machine:print"
LOOK_S = 30.0
"""So often a printer that prints nothing is asked how it is."""
AGAIN_S = (1.0, 2.0, 5.0, 10.0)
"""From one try to the next of a printer that takes nothing; the last one again and again."""
RETRY_S = 5.0


class Crew:
    """Those at work for the printers of a home; ``once``: until nothing is queued that their printers take."""

    def __init__(self, home: Path, user: str, say: Say, *, once: bool) -> None:
        self._home, self._user, self._say, self._once = home, user, say, once
        self._room: DrawingRoom | None = None
        self._threads: dict[str, threading.Thread] = {}
        self._blocked: dict[str, str] = {}

    def follow(self, lab: Lab) -> None:
        """Have somebody at every printer that is set up, and settle what was on its way to one that is not."""
        there = {p.id for p in printers(lab.conn)}
        if there and self._room is None:
            builder()  # what is read for it meddles with the whole process, so before there are other threads
            self._room = DrawingRoom(self._home, self._user)
        for printer_id in there:
            thread = self._threads.get(printer_id)
            if thread is None or not (thread.is_alive() or self._once):
                thread = threading.Thread(target=self._serve, args=(printer_id, self._room), daemon=True)
                self._threads[printer_id] = thread
                thread.start()
        for job in jobs.unfinished(lab.conn, "sending"):
            if job.printer.startswith("T") and job.printer not in there:
                _settle_removed(lab, job)

    @property
    def at_work(self) -> bool:
        """Whether any printer was set up since this began."""
        return bool(self._threads)

    def finish(self) -> None:
        """With ``once``: wait until all have ended. Raises Refused with what is in the way of papers that wait."""
        for thread in self._threads.values():
            thread.join()
        if self._room is not None:
            self._room.close()
        if any(self._blocked.values()):
            raise Refused(f"{'; '.join(filter(None, self._blocked.values())).rstrip('.')}: papers wait.")

    def _serve(self, printer_id: str, room: DrawingRoom) -> None:
        """A printer's thread, until it is removed; whatever goes wrong is said, and it goes on."""
        while True:
            try:
                self._hold(printer_id, room)
            except Refused as refusal:
                said = str(refusal)
            except OSError as error:
                said = f"The printer's files cannot be written ({error}): look at the disk."
            except Exception as error:
                # Its text may hold a patient's name.
                said = (
                    f"The work at printer {printer_id} failed ({type(error).__name__}): tell the supervisor."
                )
            else:
                return
            self._blocked[printer_id] = said
            if self._once:
                return
            self._say(trouble(said))
            time.sleep(RETRY_S)

    def _hold(self, printer_id: str, room: DrawingRoom) -> None:
        with (
            Lab(self._home, badge=None, user=self._user) as lab,
            holding(lab, printer_id, wait=not self._once) as alone,
        ):
            lab.actor = ACTOR
            use_little_memory(lab.conn)
            if alone:
                self._attend(PrinterWorker(lab, printer_id, room, self._say))

    def _attend(self, worker: PrinterWorker) -> None:
        tries = 0
        while (there := worker.printer) is not None:
            blocked = worker.work()
            before, self._blocked[worker.id] = self._blocked.get(worker.id, ""), blocked
            if self._once:
                return
            if blocked not in ("", before):
                self._say(trouble(f"{blocked}: papers wait."))
            if blocked:
                time.sleep(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
                tries += 1
            else:
                tries = 0
                if not (there.state and worker.await_news(LOOK_S)):
                    worker.look()


def _settle_removed(lab: Lab, job: jobs.Paper) -> None:
    """Its printer is no longer set up; who still waits for that printer may yet learn what became of it."""
    with holding(lab, job.printer, wait=False) as alone:
        if alone:
            with lab.act() as act:
                act.append(PaperUncertain(job=job.id, reason=STOPPED))

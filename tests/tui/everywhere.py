"""A home with something on every desk, and the way to each screen as a person goes it: keys and scans."""

from pathlib import Path
from typing import NamedTuple

from labkiosk.board import jobs
from labkiosk.facts.paper import PaperConfirmed
from labkiosk.lab.batch import make_batch
from labkiosk.lab.bench import receive
from labkiosk.lab.culture import Grown, Reading, read_culture
from labkiosk.lab.divert import divert
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.links import propose
from labkiosk.lab.release import release
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.storage import make_rack, store
from labkiosk.tui.screens import DESKS
from tests.lab.controls import set_up, sodium
from tests.tui.desks import Seat, StillClock, lab
from tests.tui.morning import Morning, morning


class Busy(NamedTuple):
    """What stands in such a home, beside the morning's own."""

    day: Morning
    culture: str
    slide: str
    out: str
    sent: str


def busy(home: Path, clock: StillClock) -> Busy:
    """The morning; a urine that grows, a slide to be told of, a report on paper, a tube sent away, controls of which
    one failed, a rack, a worksheet, and two patients who may be one."""
    day = morning(home, clock)
    with lab(home, clock) as desk:
        culture = _tube(desk, "Noor Bano", "URICUL")
        reading = Reading(test="URICUL", found="growth", isolates=(Grown(organism="ECO", quantity=">10^5"),))
        read_culture(desk, culture, reading)
        slide, out, sent = (
            _tube(desk, name, test)
            for name, test in (("Usha Rani", "GRAM"), ("Abdul Rahman", "NA"), ("Mary Kutty", "TSH"))
        )
        record(desk, out, [Given(test="NA", value="140")])
        divert(desk, sent, "Dr Sen", tests=("TSH",))
        make_batch(desk, "HAEM")
        store(desk, make_rack(desk, "Fridge 1", 20, 10).id, out, 1)
        propose(desk, "P01-0000003", "P01-0000004", "a card was found")
        set_up(desk)
        sodium(desk, "127", "150")
    with lab(home, clock, "path") as desk:
        release(desk, [out], report=True)
        with desk.act() as act:
            for job in jobs.to_print(act.conn, limit=100):
                act.append(PaperConfirmed(job=job.id, how="seen"))
    return Busy(day, culture, slide, out, sent)


def _tube(desk: Lab, name: str, test: str) -> str:
    placed = register(
        desk,
        OrderRequest(patient=PatientRequest(name=name, sex="F", age="40 y"), tests=(test,), location="ICU"),
    )
    receive(desk, placed.samples[0].sample)
    return placed.samples[0].sample


def ways(there: Busy) -> dict[str, tuple[str, ...]]:
    """The keys and, behind an @, the scans that lead from the queue to each screen."""
    day = there.day
    desks = {desk.screen: ("ctrl+g", desk.letter.lower()) for desk in DESKS if desk.screen != "scanners"}
    sample, asha = (f"@{there.out}",), ("f6", *"Asha", "enter")
    culture, test = (f"@{there.culture}", "ctrl+d"), (f"@{there.slide}", "ctrl+d")
    placing = ("f2", "f12")
    return {
        **desks, "queue": (), "intake": ("f2",), "receive": ("f4",), "release": ("f5",), "find": ("f6",),
        "counts": ("f7",), "turnaround": ("f7", "enter"), "papers": ("f8",), "more": ("ctrl+g",), "help": ("f1",),
        "results": (f"@{day.waiting}",), "receive_reject": (f"@{day.waiting}", "ctrl+r"),
        "sent_send": (f"@{day.waiting}", "ctrl+n"), "sample": sample, "aliquot": (*sample, "ctrl+l"),
        "intake_cancel": (*sample, "ctrl+k"), "patient": (*sample, "ctrl+e"), "order": (*sample, "ctrl+o"),
        "draw": (*sample, "ctrl+o", "ctrl+d"), "orders": asha, "link": (*asha, "ctrl+l"),
        "patient_baby": (*asha, "ctrl+n"), "patient_new": ("f2", "f9"), "intake_order": placing,
        "intake_arrived": (*placing, "ctrl+a", "N", "A", "enter", "f9"), "worksheet": (*desks["worksheets"], "enter"),
        "controls": (*desks["qc"], "enter"), "levey": (*desks["qc"], "f11"), "culture": culture,
        "culture_read": (*culture, "f9"), "antibiogram": (*culture, "f11"), "narrative": test,
        "narrative_fill": (*test, "f12"),
    }  # fmt: skip


async def go(here: Seat, way: tuple[str, ...]) -> None:
    """From wherever one is, by the queue."""
    await here.press("f3")
    for step in way:
        await (here.scan(step[1:]) if step.startswith("@") else here.press(step))

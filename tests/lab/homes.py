"""Homes for tests, on a clock that the test turns."""

from collections.abc import Callable
from pathlib import Path

from labkiosk.board import samples
from labkiosk.journal.clock import Reading
from labkiosk.lab.bench import receive
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest, Registered
from labkiosk.lab.results import Given, record
from labkiosk.lab.site import make_home

NOON = 1_795_329_000_000  # 22 Nov 2026 12:00 at 330 minutes east


class Clock:
    """Stands at 22 Nov 2026 12:00 in India until it is turned on."""

    def __init__(self) -> None:
        self.passed = 0

    def __call__(self) -> Reading:
        return Reading("boot", 1_000_000 + self.passed, NOON + self.passed, 330)

    def turn(self, minutes: int) -> None:
        self.passed += minutes * 60_000


def make(folder: Path, clock: Callable[[], Reading], *, kiosk: int = 1) -> Lab:
    """A new home with example people, the technician at work in it."""
    make_home(
        folder,
        kiosk=kiosk,
        site="District Hospital",
        address="12 Station Road, Rampur",
        examples=True,
        user="root",
        clock=clock,
    )
    return Lab(folder, badge="tech", user="root", clock=clock)


ASHA = PatientRequest(
    name="Asha Devi",
    sex="F",
    birth_date="1975-03-14",
    ids=(Ident(system="mobile", value="9876543210"), Ident(system="hospital", value="104233")),
)


def order(lab: Lab, *tests: str, patient: PatientRequest = ASHA, **said: str) -> Registered:
    """An order for tests, as intake takes it."""
    return register(lab, OrderRequest(patient=patient, tests=tests, **said))  # type: ignore[arg-type]


def states(lab: Lab, number: str) -> dict[str, str]:
    """Each test of a tube, and how far it is."""
    return {t.code: t.state for t in samples.tests(lab.conn, number)}


def reported(lab: Lab, number: str, value: str = "140") -> None:
    """A tube with a sodium alone: received, recorded, and released by the pathologist; the technician is back."""
    receive(lab, number)
    record(lab, number, [Given(test="NA", value=value)])
    lab.sign_in("path")
    release(lab, [number])
    lab.sign_in("tech")

"""A believable morning for the demonstration: orders, tubes and results, ending now."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from labkiosk.board import samples
from labkiosk.catalogue import Test
from labkiosk.journal.clock import Reading, machine
from labkiosk.journal.home import Home
from labkiosk.lab.accepting import accept
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.calculated import formula_of
from labkiosk.lab.calling import take_call
from labkiosk.lab.calls import phone_calls
from labkiosk.lab.intake import register
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import release
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.scan import sample_of
from labkiosk.lab.site import TRAINING, make_home
from labkiosk.rules.needs import LOOK
from labkiosk.services.morning_cast import MORNING, USUAL, Visit
from labkiosk.services.morning_rules import approve_some

LENGTH_MIN = 300
TO_RECEIVE_MIN, TO_RESULT_MIN, TO_TELL_MIN, TO_LOOK_MIN, TO_RELEASE_MIN = 9, 38, 42, 46, 52
SITE, ADDRESS = "Demo Hospital", "1 Example Road, New Delhi 110001"
_STEPS = ("expected", "received", "resulted", "released")


class Earlier:
    """The machine's clocks some minutes ago."""

    def __init__(self, clock: Callable[[], Reading]) -> None:
        self.clock = clock
        self.minutes = LENGTH_MIN

    def __call__(self) -> Reading:
        now, behind = self.clock(), self.minutes * 60_000
        return now._replace(uptime=now.uptime - behind, wall=now.wall - behind)


class Step(NamedTuple):
    """Something to do with one visit, so many minutes after the morning's start."""

    minute: int
    act: Callable[["_Play", Visit, int], None]
    visit: Visit
    number: int


def make_morning(folder: Path, user: str, clock: Callable[[], Reading] = machine) -> None:
    """A home for training with example people and a morning's work in it, the same whenever it is made.

    Raises Refused where a home stands already.
    """
    earlier = Earlier(clock)
    make_home(folder, kiosk=TRAINING, site=SITE, address=ADDRESS, examples=True, user=user, clock=earlier)
    approve_some(Home(folder).catalogue)
    with Lab(folder, badge="phleb", user=user, clock=earlier) as lab:
        play = _Play(lab)
        for step in sorted(_steps(), key=lambda s: s.minute):
            earlier.minutes = LENGTH_MIN - step.minute
            step.act(play, step.visit, step.number)


def _steps() -> Iterator[Step]:
    acts = (
        (0, _Play.register),
        (TO_RECEIVE_MIN, _Play.receive),
        (TO_RESULT_MIN, _Play.record),
        (TO_RELEASE_MIN, _Play.release),
    )
    for number, visit in enumerate(MORNING):
        for after, act in acts[: _STEPS.index(visit.upto) + 1]:
            yield Step(visit.minute + after, act, visit, number)
        if visit.upto in ("resulted", "released"):
            yield Step(visit.minute + TO_TELL_MIN, _Play.tell, visit, number)
        if visit.looked:
            yield Step(visit.minute + TO_LOOK_MIN, _Play.accept, visit, number)


class _Play:
    """The people of the morning, each doing their part of a visit."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.tubes: dict[int, tuple[str, ...]] = {}

    def register(self, visit: Visit, number: int) -> None:
        self.lab.sign_in("phleb")
        drawn = self.lab.local(self.lab.time().at - 4 * 60_000)
        known = [("hospital", visit.uhid), ("mobile", visit.mobile)]
        patient = PatientRequest(
            name=visit.name or None,
            unknown=not visit.name,
            sex=visit.sex,
            age=visit.age,
            ids=tuple(Ident(system=s, value=v) for s, v in known if v),
        )
        request = OrderRequest(
            patient=patient,
            tests=tuple(visit.tests.split()),
            priority=visit.priority,
            location=visit.ward,
            bed=visit.bed,
            clinician=visit.clinician,
            collected_at=f"{drawn:%Y-%m-%d %H:%M}",
            collected_by="Sr Mary",
        )
        self.tubes[number] = tuple(s.sample for s in register(self.lab, request).samples)

    def receive(self, visit: Visit, number: int) -> None:
        self.lab.sign_in("tech")
        for tube in self.tubes[number]:
            receive(self.lab, tube)
        if visit.reject:
            reject(self.lab, self.tubes[number][0], visit.reject)

    def record(self, visit: Visit, number: int) -> None:
        self.lab.sign_in("tech")
        for tube in self.tubes[number]:
            tests = [self.lab.catalogue.tests[t.code] for t in samples.tests(self.lab.conn, tube)]
            sample = sample_of(self.lab.conn, tube)
            typed = [t for t in tests if not formula_of(self.lab, self.lab.conn, sample, t.code)]
            values = {t.code: (visit.values or {}).get(t.code) or usual(t, number) for t in typed}
            record(self.lab, tube, [Given(test=t, value=v, again=v) for t, v in values.items()])

    def accept(self, visit: Visit, number: int) -> None:
        """Look at what the rules hold."""
        self.lab.sign_in("path")
        for tube in self.tubes[number]:
            if any(LOOK in r.needs for r in samples.results(self.lab.conn, tube).values()):
                accept(self.lab, tube, reason=visit.looked)

    def tell(self, visit: Visit, number: int) -> None:
        """Ring about what is critical, and have it read back."""
        self.lab.sign_in("tech")
        for call in phone_calls(self.lab, self.lab.conn, self.lab.time().at):
            if call.number in self.tubes[number]:
                read_back = {one.test: one.value for one in call.calls}
                take_call(self.lab, call.number, visit.clinician, "doctor", read_back)

    def release(self, visit: Visit, number: int) -> None:
        self.lab.sign_in("path")
        release(self.lab, list(self.tubes[number]), report=True)


def usual(test: Test, number: int) -> str:
    """An ordinary value of a test, a little different from one patient to the next."""
    if test.kind == "choice":
        return next(choice.text for choice in test.choices if not choice.abnormal)
    value = Decimal(USUAL[test.code])
    last_place = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return str(value + number % 4 * last_place)

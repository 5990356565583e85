"""Intake: a patient and tests become an order, its tubes and their labels, in one act."""

from datetime import date

from labkiosk.board import orders, patients, samples
from labkiosk.catalogue import Test
from labkiosk.facts.errors import Refused
from labkiosk.facts.order import OrderPlaced, SamplePlan, SampleTests, TestPlan, TestsCancelled
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.patient import Identity, PatientRegistered
from labkiosk.journal.write import Act
from labkiosk.lab.arrival import InHand
from labkiosk.lab.babies import baby_identity, same_baby
from labkiosk.lab.calculating import lose
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.patients import complete, identity_of, same_patient, similar, unknown_identity
from labkiosk.lab.request import OrderRequest, PatientRequest, Registered, SampleMade
from labkiosk.lab.scan import sample_of
from labkiosk.lab.when import refuse_before_birth, refuse_future, when
from labkiosk.rules.age import age_days
from labkiosk.rules.number import sample_number
from labkiosk.rules.text import clean, printable
from labkiosk.rules.tubes import TubePlan, plan_tubes


def register(lab: Lab, request: OrderRequest) -> Registered:
    """Place an order: patient, tubes with numbers, and labels asked for, durable when this returns.

    Tubes that are in the hand are received with it.

    Raises Refused, and then nothing of it is kept.
    """
    catalogue = lab.catalogue
    # All is asked within the act: a question outside of it costs as much as ten inside.
    with lab.act() as act:
        lab.require("register")
        if request.arrived:
            lab.require("receive")
        if not request.tests:
            raise Refused("No tests: name at least one test or panel.")
        tests = catalogue.expand(request.tests)
        collected_at = when(lab, request.collected_at)
        today = lab.today()
        drawn = today if collected_at is None else lab.local(collected_at).date()
        if collected_at is not None:
            refuse_future(lab, act, collected_at)
        given = request.patient
        identity = _identity(lab, act, given, today, drawn)
        patient, birth, alike = _patient(lab, act, given, identity, drawn)
        age = None if birth is None else age_days(date.fromisoformat(birth), drawn)
        placed = _place(lab, act, request, patient, collected_at, plan_tubes(tests, catalogue, age))
    made = tuple(
        SampleMade(sample=s.sample, container=s.container, tests=tuple(t.code for t in s.tests))
        for s in placed.samples
    )
    return Registered(order=placed.order, patient=patient, samples=made, similar=alike)


def _place(
    lab: Lab,
    act: Act,
    request: OrderRequest,
    patient: str,
    collected_at: int | None,
    plans: list[TubePlan],
) -> OrderPlaced:
    """The order as a fact, with those of its tubes that are in the hand received, and its papers asked for."""
    here = InHand(act, request.arrived, [plan for plan in plans if plan.container.code])
    placed = OrderPlaced(
        order=act.mint("O"),
        patient=patient,
        priority=request.priority,
        head_start_min=lab.catalogue.priorities[request.priority].head_start_min,
        collected_at=collected_at,
        samples=sample_plans(act, plans, request.priority, here),
        catalogue=lab.catalogue.hash,
        **_texts(request),
    )
    act.append(placed)
    for fact in here.facts(placed.samples):
        act.append(fact)
    labelled = [s.sample for s in placed.samples if s.container and here.wants_label(lab, s.part)]
    jobs = [ask(act, "label", sample, first=True) for sample in labelled]
    act.append(PaperAsked(jobs=(*jobs, ask(act, "slip", placed.order, first=True))))
    return placed


def _texts(request: OrderRequest) -> dict[str, str]:
    return {
        "ward": clean(request.location, "Location"),
        "bed": clean(request.bed, "Bed", limit=20),
        "clinician": clean(request.clinician, "Clinician"),
        "note": clean(request.note, "Note", limit=400),
        "collected_by": clean(request.collected_by, "Collector"),
    }


def _identity(lab: Lab, act: Act, given: PatientRequest, today: date, drawn: date) -> Identity | None:
    """Who the request says it is; None for a patient given by id."""
    if given.baby_of is not None:
        return baby_identity(lab, act, given, today, drawn)
    if given.id:
        return None
    return unknown_identity(act, given, today, drawn) if given.unknown else identity_of(given, today, drawn)


def _patient(
    lab: Lab, act: Act, request: PatientRequest, identity: Identity | None, drawn: date
) -> tuple[str, str | None, tuple[str, ...]]:
    """The patient's id and birth, and who else it may be."""
    if identity is None:
        if request != PatientRequest(id=request.id):
            raise Refused("Give a known patient by id alone: a correction is an act of its own.")
        known = patients.patient(act.conn, request.id or "")
        if known is None:
            shown = printable(request.id or "", limit=24)
            raise Refused(f"Patient {shown} is not known here: search by name or number.")
        refuse_before_birth(known.birth_date, drawn)
        return known.id, known.birth_date, ()
    same = None if identity.unknown else same_baby(act, identity) or same_patient(act.conn, identity)
    birth = (same and same.birth_date) or identity.birth_date
    refuse_before_birth(birth, drawn)
    if same is not None:
        complete(lab, act, same, identity)
        return same.id, birth, ()
    alike = () if identity.unknown else similar(act.conn, identity)
    patient = act.mint("P")
    act.append(PatientRegistered(patient=patient, identity=identity))
    return patient, birth, alike


def sample_plans(
    act: Act, plans: list[TubePlan], priority: str, here: InHand | None = None
) -> tuple[SamplePlan, ...]:
    """The tubes with their numbers: those that are ``here`` may have one already."""
    tubes = sum(bool(plan.container.code) for plan in plans)
    return tuple(
        SamplePlan(
            sample=(here and here.number(part)) or sample_number(act.kiosk, act.serial("S")),
            specimen=plan.specimen,
            container=plan.container.code,
            container_name=plan.container.name,
            cap=plan.container.cap,
            part=part if plan.container.code else 0,
            parts=tubes,
            tests=tuple(test_plan(t, priority) for t in plan.tests),
            mark=plan.mark,
            minute=plan.minute,
            within_min=plan.container.within_min,
        )
        for part, plan in enumerate(plans, start=1)
    )


def test_plan(test: Test, priority: str) -> TestPlan:
    """A test as the catalogue has it now."""
    return TestPlan(
        code=test.code,
        name=test.name,
        section=test.section,
        bench=test.bench,
        target_min=test.targets[priority],
    )


def cancel(lab: Lab, number: str, tests: tuple[str, ...], reason: str) -> tuple[str, ...]:
    """Cancel tests of a sample that have no result yet; none named means all of them.

    Returns the codes cancelled. Raises Refused.
    """
    lab.require("cancel")
    why = clean(reason, "Reason", limit=200, required=True)
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        states = {t.code: t.state for t in samples.tests(act.conn, sample.id)}
        codes = tuple(dict.fromkeys(t.strip().upper() for t in tests))
        codes = codes or tuple(c for c, s in states.items() if s == "open")
        for code in codes:
            if states.get(code) in ("released", "provisional", "interim"):
                raise Refused(
                    f"{code} is out: a pathologist takes it back (Ctrl+R on the sample, labkiosk amend)."
                )
            if states.get(code) != "open":
                raise Refused(
                    f"{printable(code, limit=24)} cannot be cancelled: it is {states.get(code, 'not asked for')} on this sample."
                )
        if not codes:
            raise Refused("Nothing to cancel: no test of this sample is open.")
        cancelled = SampleTests(sample=sample.id, tests=codes)
        act.append(TestsCancelled(order=sample.order, samples=(cancelled,), reason=why))
        lose(lab, act, sample, codes, "cancelled")
    return codes


def cancel_order(lab: Lab, order: str, reason: str) -> int:
    """Cancel every test of an order that has no result yet; returns how many. Raises Refused."""
    lab.require("cancel")
    why = clean(reason, "Reason", limit=200, required=True)
    with lab.act() as act:
        if orders.order(act.conn, order) is None:
            raise Refused(f"Order {printable(order, limit=24)} is not known here.")
        cancelled = {}
        for sample in samples.of_order(act.conn, order):
            codes = tuple(t.code for t in samples.tests(act.conn, sample.id) if t.state == "open")
            if codes:
                cancelled[sample] = codes
        if not cancelled:
            raise Refused(f"Nothing to cancel: no test of order {order} is open.")
        closed = tuple(SampleTests(sample=s.id, tests=codes) for s, codes in cancelled.items())
        act.append(TestsCancelled(order=order, samples=closed, reason=why))
        for sample, codes in cancelled.items():
            lose(lab, act, sample, codes, "cancelled")
    return sum(map(len, cancelled.values()))

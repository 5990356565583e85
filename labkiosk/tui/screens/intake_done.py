"""What was just registered: tubes in order of draw, their numbers, and how far their labels are."""

from textual.content import Content

from labkiosk.board import jobs, patients, samples
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import Registered
from labkiosk.tui.plain import beside, plain
from labkiosk.tui.screens.patient_words import age_of

_PAPER = {
    "queued": "waits",
    "sending": "printing",
    "confirmed": "printed",
    "uncertain": "? F8",
    "refused": "failed: F8",
}


def done_text(lab: Lab, made: Registered) -> Content:
    """The order as the person at the window draws it, one tube a line."""
    patient = patients.patient(lab.conn, made.patient)
    assert patient is not None
    tubes = samples.of_order(lab.conn, made.order)
    who = f"{age_of(patient, lab.today())} {patient.sex}, order {made.order}"
    lines = [beside(("Registered: ", ""), (patient.name, "bold reverse"), (f" {who}", "bold"))]
    lines += [_tube(lab, tube) for tube in tubes]
    if made.similar:
        names = (patients.patient(lab.conn, alike) for alike in made.similar)
        told = ", ".join(f"{p.name} {age_of(p, lab.today())} {p.sex} ({p.id})" for p in names if p)
        lines.append(plain(f"May be the same person: {told}", "bold"))
    return Content("\n").join([*lines, Content("")])


def _tube(lab: Lab, tube: samples.Sample) -> Content:
    asked = samples.tests(lab.conn, tube.id)
    papers = jobs.of_subject(lab.conn, tube.id, "label")
    state = "cancelled" if tube.state == "cancelled" else _PAPER[papers[-1].state] if papers else ""
    if tube.received_at is not None:
        state = f"in {state}".rstrip()
    return beside(
        (f"  {f'{tube.part}/{tube.parts}' if tube.part else '-':<3} ", ""),
        (f"{(tube.mark or tube.cap)[:15]:<11} ", "bold"),
        (f"{tube.container_name[:21]:<21} {tube.number[:-4]}", ""),
        (tube.number[-4:], "bold"),
        (f" {state:<10} {' '.join(t.code for t in asked)}", ""),
    )

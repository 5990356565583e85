"""What a hand-over says, on its page as on the screen."""

from labkiosk.facts.errors import Refused
from labkiosk.facts.shift import Listed, Pending, ShiftHandedOver, Signer, Standing
from labkiosk.forms.handover import HandoverData, Line, Section
from labkiosk.journal.read import Told, told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, stamp
from labkiosk.lab.site import site_and_address
from labkiosk.rules.number import last_four

TITLES = {
    "calls": "Wards to be told",
    "overdue": "Overdue",
    "not_here": "Drawn, and not here",
    "open": "Waiting, in time",
    "held": "Held: to be typed again",
    "late": "Late for release",
    "release": "To be released",
    "to_tell": "To be told of an amended report",
    "uncertain": "Papers that may not be out",
    "undelivered": "Reports not delivered",
    "qc": "Controls that failed",
}
_COUNTS = {
    "registered": "registered", "expected": "expected, not here", "rejected": "rejected",
    "cancelled": "cancelled", "received": "received", "pending": "pending at a bench",
    "resulted": "to be released", "reported": "reported", "diverted": "sent elsewhere",
}  # fmt: skip
_PRIORITIES = {"stat": "STAT", "urgent": "urgent"}


def handover_data(lab: Lab, job: Asked) -> HandoverData:
    """What the page of a signed hand-over says: what its fact keeps, so that each print is the same."""
    signed = _signed(lab, job.subject)
    fact = signed.fact
    assert isinstance(fact, ShiftHandedOver)
    return standing_data(lab, fact.standing, signed.at, fact, copy=job.copy)


def _signed(lab: Lab, handover: str) -> Told:
    found = told(lab.conn, handover, frozenset({ShiftHandedOver.kind}))
    if not found:
        raise Refused(f"not printed: hand-over {handover} is not known here.")
    return found[0]


def standing_data(
    lab: Lab, standing: Standing, at: int, signed: ShiftHandedOver | None = None, *, copy: int = 0
) -> HandoverData:
    """The laboratory at a moment (ms UTC) in words; ``signed`` by two, once it is."""
    return HandoverData(
        lab_name=site_and_address(lab)[0],
        when=stamp(lab, at),
        day=f"{lab.local(at):%d %b}",
        counts=tuple(
            (words, standing.today.get(name, 0), standing.ever.get(name, 0))
            for name, words in _COUNTS.items()
        ),
        benches=tuple((bench.name, bench.waiting, bench.overdue) for bench in standing.benches),
        sections=tuple(_section(lab, each, at) for each in standing.lists),
        handover=signed.handover if signed else "",
        outgoing=_person(signed.outgoing) if signed else "",
        incoming=_person(signed.incoming) if signed else "",
        training=lab.training,
        copy=copy,
    )


def _person(signer: Signer) -> str:
    return f"{signer.name}, {signer.role} ({signer.badge})"


def _section(lab: Lab, listed: Listed, at: int) -> Section:
    return Section(
        title=TITLES.get(listed.list, listed.list),
        total=listed.total,
        lines=tuple(_line(lab, pending, at) for pending in listed.lines),
        more=listed.total - len(listed.lines),
    )


def _line(lab: Lab, pending: Pending, at: int) -> Line:
    when = lab.local(pending.when)
    today = when.date() == lab.local(at).date()
    return Line(
        priority=_PRIORITIES.get(pending.priority, ""),
        last_four=last_four(pending.number) if pending.number else "",
        name=pending.name,
        ward=pending.ward or ("ward not stated" if pending.patient else ""),
        what=pending.what,
        when=f"{when:%H:%M}" if today else f"{when:%d %b %H:%M}",
    )

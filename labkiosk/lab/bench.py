"""The bench: tubes received, or rejected with a new one expected."""

from typing import NamedTuple

from labkiosk.board import samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.order import SamplePlan, TestPlan
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.sample import SampleReceived, SampleRejected
from labkiosk.journal.write import Act
from labkiosk.lab.calculating import begin, lose
from labkiosk.lab.irreplaceable import codes_to_reject, refuse_irreplaceable
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.lab.priority import target
from labkiosk.lab.scan import CLOSED, refuse_closed, refuse_tubeless, sample_of
from labkiosk.rules.number import last_four, sample_number


def receive(lab: Lab, number: str, conditions: tuple[str, ...] = ()) -> samples.Sample:
    """A labelled tube has arrived; ``conditions`` are codes such as ``HAEM``. Raises Refused."""
    lab.require("receive")
    texts = tuple(dict.fromkeys(lab.catalogue.reason(code, "condition").text for code in conditions))
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        _refuse_unless_expected(lab, sample)
        act.append(SampleReceived(sample=sample.id, conditions=texts))
        act.settle()
        begin(lab, act, sample, [t.code for t in samples.tests(act.conn, sample.id)], "received")
        received = samples.sample(act.conn, sample.id)
        assert received is not None
    return received


def _refuse_unless_expected(lab: Lab, sample: samples.Sample) -> None:
    refuse_closed(sample)
    refuse_tubeless(sample)
    if sample.received_at is not None:
        when = f"{lab.local(sample.received_at):%H:%M on %d %b}"
        raise Refused(f"Sample {last_four(sample.number)} was received at {when}.")


class Rejected(NamedTuple):
    """What was rejected, the number of the sample that is expected instead, and those of aliquots that stand."""

    tests: tuple[str, ...]
    replacement: str
    aliquots: tuple[str, ...]

    @property
    def warning(self) -> str:
        """A sentence about aliquots that were poured from what was rejected; empty where there are none."""
        if not self.aliquots:
            return ""
        tails = " and ".join(last_four(number) for number in self.aliquots)
        return (
            f"Poured from it before: {tails}. They stand: reject them too where the same is wrong with them."
        )


def reject(
    lab: Lab, number: str, reason: str, tests: tuple[str, ...] = (), *, for_good: bool = False
) -> Rejected:
    """The tube, or some tests of it, cannot be used: a linked new one is expected, and a slip says so.

    ``reason`` is a code of the catalogue. A tube that cannot be taken again is rejected only ``for_good``.
    Raises Refused.
    """
    lab.require("reject")
    why = lab.catalogue.reason(reason, "reject").text
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        refuse_tubeless(sample)
        codes = codes_to_reject(samples.tests(act.conn, sample.id), tests)
        if not for_good:
            refuse_irreplaceable(lab, act.conn, sample)
        # What is drawn anew is no aliquot, whatever was rejected.
        replacement = another_tube(lab, act, sample, codes, mark=samples.drawn(act.conn, sample).mark)
        act.append(
            SampleRejected(
                sample=sample.id,
                tests=codes,
                reason=why,
                order=sample.order,
                patient=sample.patient,
                priority=sample.priority,
                head_start_min=sample.head_start,
                replacement=replacement,
                ward=sample.ward,
            )
        )
        lose(lab, act, sample, codes, "rejected")
        jobs = (
            ask(act, "rejection", sample.id, anew=True),
            ask(act, "label", replacement.sample, first=True),
        )
        act.append(PaperAsked(jobs=jobs))
        poured = [s.number for s in samples.aliquots(act.conn, sample) if s.state not in CLOSED]
    return Rejected(codes, replacement.sample, tuple(poured))


def another_tube(
    lab: Lab, act: Act, sample: samples.Sample, codes: tuple[str, ...], *, mark: str
) -> SamplePlan:
    """A new number for some tests of a sample, in a tube of the same sort."""
    tests = [t for t in samples.tests(act.conn, sample.id) if t.code in codes]
    container = lab.catalogue.containers.get(sample.container)
    targets = {t.code: target(lab.catalogue, t, sample.priority) for t in tests}
    return SamplePlan(
        sample=sample_number(act.kiosk, act.serial("S")),
        specimen=sample.specimen,
        container=sample.container,
        container_name=sample.container_name,
        cap=sample.cap,
        part=1,
        parts=1,
        tests=tuple(
            TestPlan(code=t.code, name=t.name, section=t.section, bench=t.bench, target_min=targets[t.code])
            for t in tests
        ),
        mark=mark,
        minute=sample.minute,
        within_min=container.within_min if container else None,
    )

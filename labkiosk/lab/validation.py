"""Technical validation: where the catalogue asks for two, a technician looks before a pathologist releases."""

from labkiosk.board import samples
from labkiosk.facts.errors import Refused
from labkiosk.facts.results import ResultsValidated
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.release import item_of
from labkiosk.lab.scan import codes_of, sample_of
from labkiosk.lab.sensitive import seen
from labkiosk.rules.number import last_four
from labkiosk.rules.release import ReleaseItem, refuse_validation


def validate(lab: Lab, number: str, tests: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Validate these tests of a sample, or all that wait for it and that somebody else entered; returns their codes.

    Raises Refused, and validates nothing, where one may not be.
    """
    lab.require("validate")
    with lab.act() as act:
        sample = sample_of(act.conn, number)
        items = {item.test: item for item in _items(lab, act, sample)}
        if tests:
            codes = codes_of(samples.tests(act.conn, sample.id), tests)
            for code in codes:
                if code not in items:
                    raise Refused(f"{code} of sample {last_four(sample.number)} has no value to validate.")
                refuse_validation(items[code], lab.actor)
        else:
            codes = _waiting(lab, sample, items)
        act.append(ResultsValidated(sample=sample.id, tests=codes))
    return codes


def _items(lab: Lab, act: Act, sample: samples.Sample) -> list[ReleaseItem]:
    asked, results = seen(lab, sample.id)
    asked = [t for t in asked if t.code in results]
    return [item_of(lab, act.conn, sample, t.state, results[t.code]) for t in asked]


def _waiting(lab: Lab, sample: samples.Sample, items: dict[str, ReleaseItem]) -> tuple[str, ...]:
    waiting = [i for i in items.values() if i.unvalidated and not i.needs and i.state == "recorded"]
    if not waiting:
        raise Refused(f"Sample {last_four(sample.number)} has nothing to validate.")
    codes = tuple(item.test for item in waiting if item.recorded_by != lab.actor)
    if not codes:
        refuse_validation(waiting[0], lab.actor)
    return codes

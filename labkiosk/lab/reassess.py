"""Values judged anew: range and flag hang on sex, age and pregnancy, which may turn out otherwise."""

from itertools import chain

from labkiosk.board import patients, samples
from labkiosk.facts.results import Reassessment, ResultsReassessed
from labkiosk.journal.write import Act
from labkiosk.lab.calculating import recalculate
from labkiosk.lab.given import Subject, subject_of
from labkiosk.lab.lab import Lab
from labkiosk.rules.bands import as_for
from labkiosk.rules.value import Assessed, assess, by_their_range


def whose_samples(lab: Lab, act: Act, patient: str) -> dict[str, Subject]:
    """Each of a patient's samples in use, with the patient as ranges see them now."""
    tubes = chain.from_iterable(patients.open_samples_of(act.conn, patient).values())
    found = (samples.sample(act.conn, tube) for tube in tubes)
    return {s.id: subject_of(lab, act.conn, s) for s in found if s is not None}


def reassess(lab: Lab, act: Act, before: dict[str, Subject], reason: str) -> None:
    """Judge anew the unreleased values of samples whose patient was ``before``; what was typed stays.

    What is calculated from who the patient is, released or not, is worked out anew.
    """
    act.settle()
    for sample_id, old in before.items():
        sample = samples.sample(act.conn, sample_id)
        assert sample is not None
        new = subject_of(lab, act.conn, sample)
        if new == old:
            continue
        values = samples.results(act.conn, sample_id).values()
        changed = tuple(r for v in values if v.version is None for r in _anew(lab, v, old, new))
        if changed:
            act.append(
                ResultsReassessed(
                    sample=sample_id, values=changed, reason=reason, catalogue=lab.catalogue.hash
                )
            )
        recalculate(lab, act, sample, reason)


def _anew(lab: Lab, value: samples.Result, old: Subject, new: Subject) -> list[Reassessment]:
    test = lab.catalogue.tests.get(value.test)
    # Whoever the patient is, what grew and what was written stay what they are.
    if test is None or value.calculated or test.kind in ("culture", "narrative"):
        return []

    def judged(whose: Subject) -> Assessed:
        known = as_for(test, pregnant=whose.pregnant)
        found = assess(known, value.value, value.unit or None, whose.sex, whose.age)
        return by_their_range(found, value.reference) if value.theirs else found

    # What was typed again or by a second person is done, whoever the patient turns out to be.
    done = set(judged(old).needs) - set(value.needs)
    found = judged(new)
    # What is asked for another reason than the patient's sex and age stays asked, and so what is asked for both.
    others = [n for n in value.needs if value.held or n not in judged(old).needs]
    needs = tuple(dict.fromkeys([*(n for n in found.needs if n not in done), *others]))
    if (found.flag, found.reference, needs) == (value.flag, value.reference, value.needs):
        return []
    return [
        Reassessment(
            test=value.test, flag=found.flag, reference=found.reference, example=found.example, needs=needs
        )
    ]

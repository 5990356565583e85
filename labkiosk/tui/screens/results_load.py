"""A sample's results form as the board has it now."""

from typing import Any, NamedTuple

from labkiosk.board import patients, samples
from labkiosk.catalogue import Test
from labkiosk.lab.before_text import earlier_words
from labkiosk.lab.calculated import formula_of, unset_of
from labkiosk.lab.given import Subject, subject_of
from labkiosk.lab.lab import Lab
from labkiosk.lab.scan import sample_of
from labkiosk.lab.sensitive import before_of, value_seen
from labkiosk.rules.bands import as_for
from labkiosk.tui.screens.results_line import Line, Whose


class Loaded(NamedTuple):
    """A sample, whose it is, its lines, and the values that were left half typed, by test."""

    sample: samples.Sample
    patient: patients.Patient
    lines: list[Line]
    drafts: dict[str, str]


def load(lab: Lab, number: str, bench: str | None) -> Loaded:
    """The tests of a sample at a bench; all of them where ``bench`` is None or has none. Raises Refused."""
    conn = lab.conn
    sample = sample_of(conn, number)
    patient = patients.patient(conn, sample.patient)
    assert patient is not None
    asked = samples.tests(conn, sample.id)
    here = [t for t in asked if t.bench == bench] or asked
    lines = lines_of(lab, sample, here)
    # What has a screen of its own is half typed there.
    apart = {line.code for line in lines if line.test and line.test.kind in ("culture", "narrative")}
    drafts = {code: text for code, text in samples.drafts(conn, sample.id).items() if code not in apart}
    return Loaded(sample, patient, lines, drafts)


def lines_of(
    lab: Lab, sample: samples.Sample, asked: list[samples.AskedTest], *, position: int = 0
) -> list[Line]:
    """A line for each of some tests of a sample; with a ``position`` as a worksheet has them."""
    subject = subject_of(lab, lab.conn, sample)
    whose = Whose(sex=subject.sex, age=subject.age, actor=lab.actor)
    known = samples.results(lab.conn, sample.id)
    # What is held is typed without seeing it, so that the form must know it.
    standing = {c: r if r.needs else value_seen(lab, r) for c, r in known.items()}
    return [
        Line(
            code=t.code,
            name=t.name,
            state=t.state,
            whose=whose,
            test=_test_for(lab, t.code, subject),
            number=sample.number if position else "",
            position=position,
            standing=standing.get(t.code),
            laboratory=_laboratory(t, standing.get(t.code)),
            formula=formula_of(lab, lab.conn, sample, t.code),
            unset=unset_of(lab, t.code),
            # A worksheet has no room for them.
            **({} if position else _before(lab, sample, t.code)),
        )
        for t in asked
    ]


def _before(lab: Lab, sample: samples.Sample, test: str) -> dict[str, Any]:
    """The patient's value before, and those before it in words."""
    found = before_of(lab, sample, test)
    return {"previous": found[0], "before_that": earlier_words(lab, found)} if found else {}


def _laboratory(test: samples.AskedTest, standing: samples.Result | None) -> str:
    if standing is not None:
        return standing.laboratory
    return test.reason if test.state == "diverted" else ""


def _test_for(lab: Lab, code: str, whose: Subject) -> Test | None:
    """A test with the ranges that hold for a patient; None where the catalogue has it no longer."""
    known = lab.catalogue.tests.get(code)
    return None if known is None else as_for(known, pregnant=whose.pregnant)

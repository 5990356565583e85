"""Sensitive results: who may see them, and that nobody else changes them unseen."""

from typing import NamedTuple

from labkiosk.board import calls, samples
from labkiosk.board.before import Previous, before
from labkiosk.facts.errors import Refused
from labkiosk.lab.lab import Lab
from labkiosk.rules.roles import may

HIDDEN = "sealed"
"""What stands in place of a value."""


def is_sensitive(lab: Lab, code: str) -> bool:
    """Whether the catalogue keeps a test's results to a few; one that it does not know is kept so too."""
    test = lab.catalogue.tests.get(code)
    return test is None or test.sensitive


def may_see(lab: Lab, result: samples.Result | calls.Call) -> bool:
    """Whether the actor may see a value: of a sealed one, only who typed it and who releases."""
    return not result.sealed or result.actor == lab.actor or may(lab.role, "release")


def refuse_unseen(lab: Lab, earlier: samples.Result) -> None:
    """Raises Refused before an actor compares a value with a finished one that is not for them to see."""
    if not earlier.needs and not may_see(lab, earlier):
        raise Refused(
            f"{earlier.test} has a sealed value: only who typed it, or who releases it, changes it."
        )


def value_seen(lab: Lab, result: samples.Result) -> samples.Result:
    """A result as this actor may see it: of a hidden one, that it is there."""
    if may_see(lab, result):
        return result
    return result._replace(
        value=HIDDEN,
        unit="",
        number=None,
        flag="",
        reference="",
        needs=(),
        comment="",
        kits=(),
        held=(),
        delta="",
    )


class Seen(NamedTuple):
    """A sample's tests in the order of the form, and its results by test, as one actor may see them."""

    tests: list[samples.AskedTest]
    results: dict[str, samples.Result]


def seen(lab: Lab, sample_id: str) -> Seen:
    """What a sample's results are to this actor. A hidden one is as if it were not there until it is released:
    that a test is held, or was done so soon, would tell what the answer was."""
    found = samples.results(lab.conn, sample_id)
    gone = {c for c, result in found.items() if result.version is None and not may_see(lab, result)}
    tests = samples.tests(lab.conn, sample_id)
    return Seen(
        [t._replace(state="open") if t.code in gone else t for t in tests],
        {c: value_seen(lab, result) for c, result in found.items() if c not in gone},
    )


def before_of(lab: Lab, sample: samples.Sample, test: str) -> list[Previous]:
    """The patient's values before, the newest first, where this actor may see them."""
    if is_sensitive(lab, test) and not may(lab.role, "release"):
        return []
    return before(lab.conn, sample.patient, test, sample.id)


def hidden_tests(lab: Lab, sample: samples.Sample) -> frozenset[str]:
    """Tests of a sample whose values, earlier ones too, are not for this actor."""
    found = samples.results(lab.conn, sample.id)
    codes = [t.code for t in samples.tests(lab.conn, sample.id)]
    return frozenset(c for c in codes if not (may_see(lab, found[c]) if c in found else _open(lab, c)))


def _open(lab: Lab, code: str) -> bool:
    return not is_sensitive(lab, code) or may(lab.role, "release")

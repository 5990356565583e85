"""Sensitive results: who may see them, and that nobody else changes them unseen."""

from labkiosk.board import samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.lab import Lab
from labkiosk.rules.roles import may

HIDDEN = "sealed"
"""What stands in place of a value."""


def is_sensitive(lab: Lab, code: str) -> bool:
    """Whether the catalogue keeps a test's results to a few; one that it does not know is kept so too."""
    test = lab.catalogue.tests.get(code)
    return test is None or test.sensitive


def may_see(lab: Lab, result: samples.Result) -> bool:
    """Whether the actor may see a value: of a sealed one, only who typed it and who releases."""
    return not result.sealed or result.actor == lab.actor or may(lab.role, "release")


def refuse_unseen(lab: Lab, earlier: samples.Result) -> None:
    """Raises Refused before an actor compares a value with a finished one that is not for them to see."""
    if not earlier.needs and not may_see(lab, earlier):
        raise Refused(
            f"{earlier.test} has a sealed value: only who typed it, or who releases it, changes it."
        )


def seen(lab: Lab, found: dict[str, samples.Result]) -> dict[str, samples.Result]:
    """The results as this actor may see them: of a hidden one, that it is there and how far it is."""
    return {code: result if may_see(lab, result) else _hidden(result) for code, result in found.items()}


def previous_of(lab: Lab, sample: samples.Sample, test: str) -> samples.Previous | None:
    """The patient's value before, where this actor may see it."""
    if is_sensitive(lab, test) and not may(lab.role, "release"):
        return None
    return samples.previous(lab.conn, sample.patient, test, sample.id)


def hidden_tests(lab: Lab, sample: samples.Sample) -> frozenset[str]:
    """Tests of a sample whose values, earlier ones too, are not for this actor."""
    found = samples.results(lab.conn, sample.id)
    codes = [t.code for t in samples.tests(lab.conn, sample.id)]
    return frozenset(c for c in codes if not (may_see(lab, found[c]) if c in found else _open(lab, c)))


def _open(lab: Lab, code: str) -> bool:
    return not is_sensitive(lab, code) or may(lab.role, "release")


def _hidden(result: samples.Result) -> samples.Result:
    return result._replace(
        value=HIDDEN, unit="", number=None, flag="", reference="", needs=(), comment="", kits=()
    )

"""Which results may leave without a person's look: those of which the rules have nothing to say.

ISO 15189:2022 7.4.1.6 lets results be released by rules that were approved by whoever may release, are verified
before use, and are stopped where anything speaks against one result. Each rule here is one reason to stop.
"""

from collections.abc import Callable

import msgspec

from labkiosk.rules.value import flag_words

VERSION = "1"
"""Raised with every change of what the rules object to; a release by the rules says which of them released."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A result that the rules are to look at.

    ``approved_by`` is who approved the rules for its test, empty where nobody did, and ``entered_by`` the name of who
    entered it. ``held`` says why it is held, ``delta`` what changed too much, ``qc`` what quality control has against
    the test, ``call`` which call is open, ``rests_on`` which held or missing values it was calculated from: words, or
    empty. ``ranged`` is false only for a kind of test that has no range; ``example``: no pathologist has approved
    the limits.
    """

    state: str
    approved_by: str
    entered_by: str
    sensitive: bool = False
    held: str = ""
    awaits_validation: bool = False
    flag: str = ""
    ranged: bool = True
    reference: str = ""
    example: bool = False
    laboratory: str = ""
    patient_known: bool = True
    delta: str = ""
    qc: str = ""
    call: str = ""
    rests_on: str = ""
    conditions: tuple[str, ...] = ()
    comment: str = ""
    amends: int = 0
    measured: bool = True


_RULES: tuple[Callable[[Candidate], str], ...] = (
    lambda c: "" if c.approved_by else "no pathologist approved the rules for this test",
    lambda c: "sensitive: a person releases it" if c.sensitive else "",
    lambda c: f"out as {c.state}: a person releases it" if c.state not in ("recorded", "held") else "",
    lambda c: f"held: {c.held}" if c.held else "",
    lambda c: "a technician has not validated it" if c.awaits_validation else "",
    lambda c: "it corrects a result that was out: a person releases it" if c.amends else "",
    lambda c: f"entered by {c.entered_by}, who approved the rules" if _is_own(c) else "",
    lambda c: "" if c.measured else "it has no value",
    lambda c: f"flag {flag_words(c.flag)}" if c.flag else "",
    lambda c: "no range to hold it against" if c.ranged and not c.reference else "",
    lambda c: "its range is an example: no pathologist approved it" if c.example else "",
    lambda c: f"done at {c.laboratory}" if c.laboratory else "",
    lambda c: "" if c.patient_known else "the patient's sex or age is not known",
    lambda c: c.delta,
    lambda c: c.qc,
    lambda c: c.call,
    lambda c: f"calculated from {c.rests_on}" if c.rests_on else "",
    lambda c: f"the specimen is {', '.join(c.conditions).lower()}" if c.conditions else "",
    lambda c: f"it has a comment: {c.comment}" if c.comment else "",
)


def _is_own(of: Candidate) -> bool:
    return bool(of.approved_by) and of.entered_by.strip().casefold() == of.approved_by.strip().casefold()


def objections(of: Candidate) -> tuple[str, ...]:
    """Every reason, in words, why the rules do not release a result; none where it may leave by them."""
    return tuple(said for rule in _RULES if (said := rule(of)))

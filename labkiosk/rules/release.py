"""A second person releases, and only what nothing more must happen to."""

from collections.abc import Sequence

import msgspec

from labkiosk.facts.errors import Refused
from labkiosk.rules.number import last_four


class ReleaseItem(msgspec.Struct, frozen=True, kw_only=True):
    """A result that someone wants out.

    ``state`` is ``open`` (no value yet), ``held``, ``recorded``, ``provisional`` (out, but not by a
    pathologist), ``released``, ``rejected`` or ``cancelled``. ``needs`` lists what must happen first:
    ``again``, ``second``.
    """

    sample: str
    test: str
    recorded_by: str
    needs: tuple[str, ...]
    state: str


_NOT_NOW = {
    "open": "has no result yet: record it first",
    "provisional": "is released as provisional already: a pathologist releases it",
    "released": "is released already: leave it out",
    "rejected": "is rejected: leave it out",
    "cancelled": "is cancelled: leave it out",
}
_NEEDS = {
    "again": "is held: type its value again first",
    "second": "is held: a second person must type its value first",
}


def check_release(items: Sequence[ReleaseItem], actor: str, provisional: bool) -> None:
    """Raises Refused with the last four digits and test of the first that may not be released, and why.

    Whoever entered a value may not release it; as ``provisional`` they may, but never past an unmet need.
    """
    if not items:
        raise Refused("Nothing to release: record a result first.")
    for item in items:
        if reason := _objection(item, actor, provisional):
            raise Refused(f"Sample {last_four(item.sample)} {item.test} {reason}.")


def _objection(item: ReleaseItem, actor: str, provisional: bool) -> str:
    releasable = {"held", "recorded"} if provisional else {"held", "recorded", "provisional"}
    if item.state not in releasable:
        return _NOT_NOW[item.state]
    if item.needs:
        return _NEEDS[item.needs[0]]
    if item.recorded_by == actor and not provisional:
        return "was entered by you: a second person releases it"
    return ""

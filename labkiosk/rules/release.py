"""A second person releases, and only what nothing more must happen to."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from labkiosk.facts.errors import Refused
from labkiosk.rules.number import last_four


class ReleaseItem(msgspec.Struct, frozen=True, kw_only=True):
    """A result that someone wants out.

    ``state`` is ``open`` (no value yet), ``diverted`` (it is to come from elsewhere), ``held``, ``recorded``,
    ``provisional`` (out, but not by a pathologist), ``released``, ``rejected`` or ``cancelled``. ``needs`` lists what must happen first:
    ``again``, ``second``, ``look``, ``kit2``, ``kit3``, ... ``awaits`` says why it waits for a pathologist in any case,
    empty where it may be provisional. ``unvalidated``: a technician is to validate it first. ``two``: never, not even
    as provisional, does it leave by who entered it.
    """

    sample: str
    test: str
    recorded_by: str
    needs: tuple[str, ...]
    state: str
    awaits: str = ""
    unvalidated: bool = False
    two: bool = False


class Sorted(NamedTuple):
    """What may leave now, and a sentence for each that may not, which says what to do."""

    leaving: tuple[ReleaseItem, ...]
    left: tuple[str, ...]


_NOT_NOW = {
    "open": "has no result yet: record it first",
    "diverted": "is at another laboratory: record its result first",
    "provisional": "is released as provisional already: a pathologist releases it",
    "interim": "is out as interim: record its next stage first",
    "released": "is released already: leave it out",
    "rejected": "is rejected: leave it out",
    "cancelled": "is cancelled: leave it out",
}
_NEEDS = {
    "again": "is held: type its value again first",
    "second": "is held: a second person must type its value first",
    "input": "waits: a value that it is calculated from is held or missing",
    "look": "is held: somebody must look at why, and accept it with a reason first",
}


def awaits_pathologist(*, sensitive: bool, provisional: bool, priority: str, urgent: bool) -> str:
    """Why a result is never provisional; empty where it may be. The catalogue says all four."""
    if sensitive:
        return "is sensitive: it leaves only when a pathologist releases it"
    if not provisional:
        return "is never provisional: a pathologist releases it"
    return "" if urgent else f"is {priority}: it waits for a pathologist"


def sort_out(items: Sequence[ReleaseItem], actor: str, provisional: bool) -> Sorted:
    """What of these may leave. Raises Refused with the first reason where nothing may.

    Whoever entered a value may not release it; as ``provisional`` they may, because at night there is nobody
    else, but never past an unmet need, nor where two people are asked for, and never what waits for a pathologist
    in any case.
    """
    if not items:
        raise Refused("Nothing to release: record a result first.")
    objections = [(item, _objection(item, actor, provisional)) for item in items]
    left = tuple(f"Sample {last_four(i.sample)} {i.test} {why}." for i, why in objections if why)
    if len(left) == len(items):
        raise Refused(left[0])
    return Sorted(tuple(item for item, why in objections if not why), left)


def _objection(item: ReleaseItem, actor: str, provisional: bool) -> str:
    releasable = {"held", "recorded"} if provisional else {"held", "recorded", "provisional"}
    if item.state not in releasable:
        return _NOT_NOW[item.state]
    # Said first: of what is sensitive, that it is held would tell what the answer was.
    if provisional and item.awaits:
        return item.awaits
    if item.needs:
        return _NEEDS.get(item.needs[0], "is held: another kit must give the same answer first")
    if item.unvalidated:
        return "waits for a technician: who did not enter it validates it first"
    if item.recorded_by == actor and (item.two or not provisional):
        return "was entered by you: a second person releases it"
    return ""


def refuse_validation(item: ReleaseItem, actor: str) -> None:
    """Raises Refused, with what to do, where ``actor`` may not validate this result."""
    which = f"Sample {last_four(item.sample)} {item.test}"
    if item.state not in ("recorded", "held"):
        raise Refused(f"{which} {_NOT_NOW[item.state].partition(':')[0]}: there is nothing to validate.")
    if item.needs:
        raise Refused(f"{which} {_objection(item, actor, provisional=False)}.")
    if not item.unvalidated:
        raise Refused(f"{which} asks for no validation, or has it: a pathologist releases it.")
    if item.recorded_by == actor:
        raise Refused(f"{which} was entered by you: another technician validates it.")

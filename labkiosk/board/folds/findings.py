"""What befalls the values of a tube: recorded, confirmed, held, judged anew, validated, released, taken back.

Like ``Tube``'s own methods, each function returns, in words, what of its fact did not fit.
"""

from collections.abc import Container, Iterable

from msgspec.structs import replace

from labkiosk.board.folds.earlier import Earlier
from labkiosk.board.folds.tube import Tube
from labkiosk.board.folds.value import Value
from labkiosk.facts.results import Confirmation, Reassessment, ResultsReleased
from labkiosk.rules.needs import LOOK


def record(tube: Tube, value: Value) -> list[str]:
    """A value for one of its tests; the one that stood before is kept among the earlier ones."""
    code = value.entry.test
    if tube.refuses(code):
        return [f"a value for {code}, which is not open here"]
    earlier = tube.values.get(code)
    if value.entry.repeat == "beside":
        return _keep_beside(tube, value)
    if earlier is not None:
        if earlier.state == "released" and value.entry.amends != earlier.version:
            return [f"a value for {code} after its release"]
        value.takes_the_place_of(earlier)
        tube.earlier.append(Earlier(earlier, value.entry.reason, value.at, value.actor))
    tube.values[code] = value
    tube.drafts.pop(code, None)
    tube.advised.pop(code, None)
    return []


def _keep_beside(tube: Tube, value: Value) -> list[str]:
    code = value.entry.test
    if code not in tube.values:
        return [f"a second value for {code}, which has no first"]
    tube.earlier.append(Earlier(value, f"the first counts: {value.entry.reason}", value.at, value.actor))
    return []


def confirm(tube: Tube, given: Confirmation) -> list[str]:
    """A need of a held value is met."""
    value = tube.values.get(given.test)
    if value is None or given.step not in value.needs:
        return [f"{given.test} confirmed, but nothing of it waited for that"]
    value.needs.remove(given.step)
    value.kits += [given.kit] if given.kit else []
    value.looked = value.looked or given.step == LOOK
    return []


def hold(tube: Tube, codes: Iterable[str], why: str) -> list[str]:
    """Values wait for somebody to look at them."""
    said = []
    for code in codes:
        value = tube.values.get(code)
        if value is None or value.version is not None:
            said.append(f"{code} held, but no value of it waits for release")
            continue
        value.needs += [LOOK] if LOOK not in value.needs else []
        value.held += [why] if why not in value.held else []
    return said


def reassess(tube: Tube, judged: Reassessment) -> list[str]:
    """What the rules say of a value has changed, as when she turned out to be pregnant."""
    value = tube.values.get(judged.test)
    if value is None or value.version is not None:
        return [f"{judged.test} judged anew, but no value of it waits for release"]
    value.entry = replace(value.entry, flag=judged.flag, reference=judged.reference, example=judged.example)
    value.needs = list(judged.needs)
    return []


def draft(tube: Tube, values: dict[str, str]) -> None:
    """Values are half typed."""
    tube.drafts = {c: v for c, v in (tube.drafts | values).items() if v}


def validate(tube: Tube, codes: Iterable[str], at: int, actor: str) -> list[str]:
    """A technician looked at values that another had entered: the first of two steps to release."""
    said = []
    for code in codes:
        value = tube.values.get(code)
        if value is None or value.needs or value.version is not None or value.entry.steps == 1:
            said.append(f"{code} validated, but it did not wait for that")
        elif value.actor == actor:
            said.append(f"{code} validated by who entered it")
        else:
            value.validated = (at, actor)
    return said


def release(
    tube: Tube, codes: Iterable[str], fact: ResultsReleased, at: int, actor: str, interim: Container[str] = ()
) -> list[str]:
    """Values leave the laboratory."""
    said = []
    for code in codes:
        value = tube.values.get(code)
        if value is None or not value.ready or value.state in ("released", "interim"):
            said.append(f"{code} released, but it was not ready")
            continue
        value.version, value.provisional = fact.version, fact.provisional
        value.released_at = at
        value.released_by = f"rules:{fact.approved_by}" if fact.auto else actor
        value.interim = code in interim
    return said


def withdraw(tube: Tube, codes: Iterable[str], reason: str, at: int, actor: str) -> list[str]:
    """Values that were out are taken back: their tests will have no result from this tube."""
    said = []
    for code in codes:
        value = tube.values.get(code)
        if value is None or value.version is None:
            said.append(f"{code} withdrawn, but it was not out")
            continue
        why = f"withdrawn: {reason}"
        tube.earlier.append(Earlier(value, why, at, actor))
        del tube.values[code]
        tube.closed[code] = ("cancelled", why)
        tube.drafts.pop(code, None)
    return said

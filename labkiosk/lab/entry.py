"""A value as it was given becomes an entry: what the rules say of it, and how it was come by."""

from typing import Final

from labkiosk.board.samples import Result
from labkiosk.catalogue import Test
from labkiosk.facts.errors import Refused
from labkiosk.facts.results import Entry
from labkiosk.lab.given import Given, Subject
from labkiosk.rules.bands import as_for
from labkiosk.rules.dilution import dilution, undiluted
from labkiosk.rules.kits import after_abnormal, is_kit, kit_of
from labkiosk.rules.numeric import plain
from labkiosk.rules.text import clean
from labkiosk.rules.value import Assessed, assess, by_their_range, same_value

COUNTS: Final = "counts"
BESIDE: Final = "beside"
"""Of a test done a second time: the second value counts, or the first does and it is kept beside that."""


def value_of(test: Test, one: Given) -> str:
    """The value that was found: of a diluted specimen, what was read times the dilution. Raises Refused."""
    if not one.dilution.strip():
        return one.value
    if test.kind != "numeric":
        raise Refused(f"{test.code} is no number: it takes no dilution.")
    return undiluted(one.value, test.name, dilution(one.dilution))


def refuse_other_value_again(test: Test, one: Given) -> None:
    """Raises Refused where the value typed a second time is another."""
    if one.again is not None and not same_value(test, one.value, one.again, one.unit):
        raise Refused(f"{test.code}: typed {one.value}, then {one.again}. Look again, and type both anew.")


def entry_of(test: Test, one: Given, earlier: Result | None, whose: Subject, laboratory: str) -> Entry:
    """The entry of a value that takes the place of an ``earlier`` one, if of any. Raises Refused."""
    _refuse_without_reason(test, one, earlier)
    found, theirs = _judged(test, one, whose, laboratory)
    asked = (*found.needs, *after_abnormal(test, earlier.flag if earlier else ""))
    needs = [n for n in dict.fromkeys(asked) if n != "again" or one.again is None]
    diluted = bool(one.dilution.strip())
    return Entry(
        test=test.code,
        value=found.value,
        unit=found.unit,
        number=None if found.number is None else plain(found.number),
        own_unit=found.own_unit,
        flag=found.flag,
        reference=found.reference,
        example=found.example,
        needs=() if one.repeat == BESIDE else tuple(needs),
        again=one.again,
        comment=clean(one.comment, "Comment", limit=200) or found.comment,
        reason=clean(one.reason, "Reason", limit=120),
        sealed=test.sensitive,
        kit=kit_of(test, one.kit, required=any(map(is_kit, found.needs))),
        laboratory=laboratory,
        theirs=theirs,
        dilution=plain(dilution(one.dilution)) if diluted else "",
        raw=clean(one.value, test.name) if diluted else "",
        repeat=one.repeat,
        method="" if laboratory else test.method,
    )


def _refuse_without_reason(test: Test, one: Given, earlier: Result | None) -> None:
    if one.repeat and earlier is None:
        raise Refused(f"{test.code} has no value yet: a repeat stands beside a first one.")
    if earlier is None or one.reason.strip():
        return
    if one.repeat:
        raise Refused(f"{test.code}: say why that value counts, of the two.")
    # What is still to be typed blind is not told.
    stands = "a value" if earlier.needs else f"{earlier.value} {earlier.unit}".rstrip()
    raise Refused(
        f"{test.code} has {stands}, and this is another: look again, or give the reason to replace it."
    )


def _judged(test: Test, one: Given, whose: Subject, laboratory: str) -> tuple[Assessed, bool]:
    """What is said of a value, and whether by a range of the other laboratory that did the test."""
    known = as_for(test, pregnant=whose.pregnant)
    found = assess(known, value_of(test, one), one.unit, whose.sex, whose.age)
    reference = clean(one.reference, "Range", limit=40)
    if not reference:
        return found, False
    if not laboratory:
        raise Refused(f"{test.code} is done here: its range is the catalogue's. Leave the other one out.")
    return by_their_range(found, reference), True

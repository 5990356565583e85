"""What a typed value means for this patient: number, flag, range, and what it needs before release."""

from decimal import Decimal

import msgspec
from msgspec import structs

from labkiosk.catalogue.limits import Band, Unit
from labkiosk.catalogue.model import Choice, Test
from labkiosk.facts.errors import Refused
from labkiosk.rules.bands import agreed, bands_for, limit_text, range_for, reference_text, side_of
from labkiosk.rules.barcode import is_number
from labkiosk.rules.critical import is_critical
from labkiosk.rules.kits import kits_needed
from labkiosk.rules.lookalike import likelier_unit
from labkiosk.rules.numeric import Comparator, Reading, parse_reading
from labkiosk.rules.text import clean, either, printable
from labkiosk.rules.units import find_unit, own_unit

__all__ = [
    "Assessed",
    "assess",
    "by_their_range",
    "flag_words",
    "range_for",
    "reference_text",
    "refuse_apart",
    "same_value",
]

MAX_TEXT = 2000

_APART = {
    "culture": "a culture: Ctrl+D opens it, or labkiosk culture",
    "narrative": "a text of several lines: Ctrl+D opens it, or labkiosk record",
}

_FLAG_WORDS = {
    "": "",
    "L": "L low",
    "H": "H high",
    "LL": "LL critical low",
    "HH": "HH critical high",
    "A": "A abnormal",
    "AA": "AA critical",
}


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """A value and what the rules say of it; the fields are those of a result's entry.

    ``value`` is the text as it was given (for a choice, the choice's text) and ``unit`` the unit it is in as
    paper shows it. ``number`` is exact and, like ``reference``, in ``own_unit``. ``example`` says that no
    pathologist has approved the limits used. ``needs`` lists what must happen before release: ``again``,
    ``second``, ``kit2``, ``kit3``, ...
    """

    value: str
    unit: str = ""
    number: Decimal | None = None
    own_unit: str = ""
    comparator: Comparator = ""
    flag: str = ""
    reference: str = ""
    example: bool = False
    needs: tuple[str, ...] = ()
    comment: str = ""


def assess(test: Test, value: str, unit: str | None, sex: str, age: int | None) -> Assessed:
    """What ``value`` means for a patient of ``sex`` (F, M, O, U) and ``age`` in days at collection.

    Raises Refused for a value that is no value of this test, a unit it does not take, or an impossible
    number; and for the number of a tube, which a scanner without STX types wherever the cursor is.
    """
    if is_number(value):
        raise Refused(f"{value.strip()} is the number of a tube, not a value of {test.name}. Erase it.")
    if test.kind == "numeric":
        return _assess_number(test, value, unit, sex, age)
    refuse_apart(test)
    find_unit(test, unit)
    if test.kind == "text":
        return Assessed(value=clean(value, test.name, limit=MAX_TEXT, required=True))
    choice = _choice(test, value)
    flag = "AA" if choice.critical else "A" if choice.abnormal else ""
    return Assessed(
        value=choice.text,
        flag=flag,
        example=bool(flag) and not test.approved_by,
        # One key is soon pressed: before a ward is told, the answer is given again.
        needs=kits_needed(test, abnormal=choice.abnormal) or (("again",) if choice.critical else ()),
    )


def refuse_apart(test: Test) -> None:
    """Raises Refused for a test whose result is more than a value, and is kept by a desk of its own."""
    if test.kind in _APART:
        raise Refused(f"{test.name} is {_APART[test.kind]}.")


def by_their_range(found: Assessed, reference: str) -> Assessed:
    """What is said of a value that another laboratory gave with a range of its own.

    Ours is not held against it, so high and low are theirs to say; what is critical stays so.
    """
    ours = found.flag if found.flag == "A" or is_critical(found.flag) else ""
    return structs.replace(found, reference=reference, flag=ours, example=found.example and bool(ours))


def same_value(
    test: Test, first: str, again: str, unit: str | None = None, again_unit: str | None = None
) -> bool:
    """Whether the value typed again is the first: numbers by worth (``7.80`` is ``7.8``), choices by code.

    Without ``again_unit`` both are in the same unit. Raises Refused when either is no value of this test.
    """
    if test.kind == "numeric":
        first_unit = find_unit(test, unit) or own_unit(test)
        units = (first_unit, find_unit(test, again_unit) or first_unit)
        one, two = (
            parse_reading(t, test.name).times(u.factor) for t, u in zip((first, again), units, strict=True)
        )
        return one == two
    if test.kind == "choice":
        return _choice(test, first).code == _choice(test, again).code
    return clean(first, test.name, limit=MAX_TEXT) == clean(again, test.name, limit=MAX_TEXT)


def flag_words(flag: str) -> str:
    """The flag by letter and word, such as ``HH critical high``; empty for none."""
    return _FLAG_WORDS[flag]


def _assess_number(test: Test, value: str, unit: str | None, sex: str, age: int | None) -> Assessed:
    given, own = find_unit(test, unit), own_unit(test)
    typed = parse_reading(value, test.name)
    reading = typed.times((given or own).factor)
    likelier = None if given else likelier_unit(test, typed, sex, age)
    _refuse_impossible(test, value, given or own, reading, bands_for(test, "impossible", sex, age), likelier)
    critical, ranges = (bands_for(test, kind, sex, age) for kind in ("critical", "range"))
    danger, side = side_of(reading, critical), side_of(reading, ranges)
    held = likelier is not None or side_of(reading, bands_for(test, "hold", sex, age)) != ""
    reference = agreed(ranges)
    used = [b for b in (reference, *(critical if danger else ()), *(ranges if side else ())) if b]
    return Assessed(
        value=clean(value, test.name),
        unit=(given or own).shown,
        number=reading.number,
        own_unit=own.shown,
        comparator=reading.comparator,
        flag=danger * 2 if danger else side,
        reference=reference_text(reference, test.decimals),
        example=any(not b.approved_by for b in used),
        needs=("again", "second") if held else ("again",) if danger else (),
        comment=f"looks like {likelier.shown}" if likelier else "",
    )


def _refuse_impossible(
    test: Test,
    value: str,
    unit: Unit,
    reading: Reading,
    bands: tuple[Band | None, ...],
    likelier: Unit | None,
) -> None:
    if not side_of(reading, bands):
        return
    limits = " or ".join(dict.fromkeys(limit_text(b) for b in bands if b))
    own = own_unit(test)
    in_unit = "" if unit == own else f" {own.shown}"
    shown = f"{test.name} {clean(value, test.name)} {unit.shown}".rstrip()
    hint = f" It looks like {likelier.shown}: give the unit." if likelier else ""
    raise Refused(f"{shown} is not possible (limit {limits}{in_unit}). Check the value and the unit.{hint}")


def _choice(test: Test, value: str) -> Choice:
    given = clean(value, test.name, required=True)
    wanted = given.casefold()
    for name in ("code", "text", "key"):
        for choice in test.choices:
            if getattr(choice, name).casefold() == wanted:
                return choice
    known = either([c.text for c in test.choices])
    raise Refused(f'{test.name}: "{printable(given, limit=24)}" is not a choice. Use {known}.')

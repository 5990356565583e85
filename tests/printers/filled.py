"""Every form there is, filled in for a patient by what its fields are called and which types they have.

So a new form, or a new field of one, is in the suite as soon as it exists.
"""

import random
from collections.abc import Callable
from importlib import import_module
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct

from labkiosk.forms.label import LabelData
from labkiosk.forms.media import MEDIA, Media
from labkiosk.forms.page import Page
from labkiosk.lab.papers import FORMS
from tests.forms.people import NAMES, WARDS, some

TEXTS = [
    "Urea", "17–43", "mg/dL", "10³/µL", "≥ 60", "H high", "LL critical low", "14 Mar 2026 09:12", "haemolysed",
    "4.1 on 12 Mar", "Dr S. Iyer", "A comment that is so long that it has to go on in a second line", "शांति", "—",
]  # fmt: skip


def page(form: str, dice: random.Random, media: Media | None = None) -> Page:
    """A form's page, for somebody; on a paper it may have, where none is given."""
    make: Callable[..., Page] = getattr(import_module(f"labkiosk.forms.{form}"), form)
    data = get_type_hints(make)["data"]
    return make(some(dice) if data is LabelData else _filled(data, dice), media or dice.choice(papers(form)))


def papers(form: str) -> list[Media]:
    """What a form is printed on: labels or rolls."""
    there = FORMS[form]
    return [media for media in MEDIA.values() if there.anywhere or media.die_cut == there.on_tube]


def _filled(kind: type[Struct], dice: random.Random) -> Struct:
    return kind(**{name: _value(name, hint, dice) for name, hint in get_type_hints(kind).items()})


def _value(name: str, hint: Any, dice: random.Random) -> Any:
    plain = {
        str: lambda: _text(name, dice),
        int: lambda: dice.choice((1, 1, 2, 12)),
        bool: lambda: dice.random() < 0.3,
    }
    if hint in plain:
        return plain[hint]()
    if get_origin(hint) is Literal:
        return dice.choice(get_args(hint))
    if isinstance(hint, UnionType):
        one = dice.choice(get_args(hint))
        return None if one is type(None) else _value(name, one, dice)
    if get_origin(hint) is tuple:
        return tuple(_value(name, each, dice) for each in _members(get_args(hint), dice))
    return _filled(hint, dice)


def _members(hints: tuple[Any, ...], dice: random.Random) -> tuple[Any, ...]:
    return (hints[0],) * dice.randrange(1, 5) if hints[1:] == (...,) else hints


def _text(name: str, dice: random.Random) -> str:
    if name in ("number", "samples", "expected", "their_number"):
        return f"{dice.randrange(1, 99):02d}{dice.randrange(10**10):010d}"
    if name in ("order", "sheet", "worksheet", "rack", "list", "handover"):
        return f"O01-{dice.randrange(10**7):07d}"
    if name == "says":
        return f"LK.{dice.randrange(10**6, 10**7)}"
    if name == "code":
        return f"LK:SHEET:D01-{dice.randrange(10**7):07d}"
    if "name" in name or name in ("clinician", "by", "released_by", "outgoing"):
        return dice.choice(NAMES)
    return dice.choice(WARDS if name == "ward" else TEXTS)

"""An answer that one kit alone must never give: others, of another make, have to say the same.

NACO's National Guidelines for HIV Testing (2015) ask for three different rapid tests, all reactive, before a person
without signs is reported reactive; the catalogue says for which tests, and how many.
"""

import itertools
import re
from collections.abc import Sequence

from labkiosk.catalogue.model import Test
from labkiosk.facts.errors import Refused
from labkiosk.rules.text import clean

_NEED = "kit"


def kits_needed(test: Test, *, abnormal: bool) -> tuple[str, ...]:
    """What an answer needs of further kits: ``kit2``, ``kit3``, ...; nothing for a normal one."""
    return tuple(f"{_NEED}{n}" for n in range(2, test.assays + 1)) if abnormal else ()


def after_abnormal(test: Test, earlier_flag: str) -> tuple[str, ...]:
    """What any answer needs that takes the place of an abnormal one: where kits disagree, one person does not
    make it normal."""
    return ("again", "second") if test.assays > 1 and earlier_flag else ()


def is_kit(need: str) -> bool:
    """Whether a need of a result is that of another kit."""
    return need.startswith(_NEED)


def kit_of(test: Test, typed: str, *, required: bool = True) -> str:
    """The kit as it is kept. Raises Refused where it must be named and is not."""
    if required and not typed.strip():
        raise Refused(f"{test.code}: name the kit that it was read on, and its lot.")
    return clean(typed, "Kit", limit=60)


def refuse_same_kit(test: Test, used: Sequence[str], typed: str) -> None:
    """Raises Refused for a kit that gave this answer already, or none: agreeing with itself proves nothing."""
    kit = kit_of(test, typed)
    if _make(kit) in {_make(one) for one in used}:
        raise Refused(f"{test.code} was read on {kit} already: another kit must give the same answer.")


# A lot begins with its word, or is a word with as many digits as no make's name has.
_LOT = re.compile(r"(?:lot|batch)\b.*|l(?:ot)?[-.:#]?\d.*|(?:\D*\d){3,}.*")


def _make(kit: str) -> str:
    """The kit without its lot: another lot of one kit is no other kit."""
    first, *rest = re.split(r"[\s,;()/]+", kit.strip().casefold()) or [""]
    name = itertools.takewhile(lambda word: not _LOT.fullmatch(word), rest)
    return "".join(c for word in (first, *name) for c in word if c.isalnum())

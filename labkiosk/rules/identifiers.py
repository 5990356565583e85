"""The numbers by which a patient may be found, each in one form so that two ways of writing it meet."""

import re
from typing import Never

from labkiosk.facts.errors import Refused
from labkiosk.facts.patient import Identifier
from labkiosk.rules.emergency_name import PREFIX
from labkiosk.rules.text import clean, either, printable

STATED = ("hospital", "mobile", "abha", "other")
SYSTEMS = (*STATED, "emergency")

# Indian mobile numbers have ten digits and begin with 6 to 9, by the national numbering plan.
_INDIAN = re.compile(r"(?:\+91|0091|91|0)?([6-9][0-9]{9})")
# E.164: at most 15 digits, country code included; no country code begins with 0.
_FOREIGN = re.compile(r"\+(?!91)[1-9][0-9]{6,14}")
_ABHA = re.compile(r"[0-9]{14}")
_LIMITS = {"hospital": 32, "emergency": 40, "other": 40}


def identifier(system: str, value: str) -> Identifier:
    """The identifier in its one form: mobile and ABHA as bare digits, others in capitals.

    A mobile number abroad keeps its ``+`` and country code.
    An ABHA number is checked by length alone: its check digit's rule is not published.
    Raises Refused for a system that is not one of SYSTEMS and for a value that cannot be of its system.
    """
    if system not in SYSTEMS:
        _refuse_system(system)
    if system == "mobile":
        return Identifier(system=system, value=_mobile(value) or _refuse_mobile(value))
    if system == "abha":
        return Identifier(system=system, value=_abha(value) or _refuse_abha(value))
    what = "Hospital number" if system == "hospital" else "Identifier"
    # Capitals first: some letters grow in number when capitalised, and the limit holds for what is kept.
    return Identifier(system=system, value=clean(value.upper(), what, limit=_LIMITS[system], required=True))


def stated_identifier(system: str, value: str) -> Identifier:
    """``identifier`` of a kind that people may state: an emergency name is only ever given by the program."""
    if system not in STATED:
        _refuse_system(system)
    return identifier(system, value)


def guess(text: str) -> tuple[str, str] | None:
    """What a typed or scanned text may be, as (system, value in its one form); None where it is a name.

    Raises Refused for text that may not enter at all.
    """
    given = clean(text, "Search")
    if mobile := _mobile(given):
        return "mobile", mobile
    if abha := _abha(given):
        return "abha", abha
    # An emergency name ends in a number and is still searched for as a name.
    if not any(c.isdigit() for c in given) or given.upper().startswith(f"{PREFIX} "):
        return None
    found = identifier("hospital", given)
    return found.system, found.value


def _refuse_system(system: str) -> Never:
    raise Refused(f'Unknown kind of identifier "{printable(system, limit=24)}". Use {either(STATED)}.')


def _mobile(text: str) -> str | None:
    bare = re.sub(r"[ ().-]", "", text.strip())
    if indian := _INDIAN.fullmatch(bare):
        return indian[1]
    return bare if _FOREIGN.fullmatch(bare) else None


def _abha(text: str) -> str | None:
    bare = re.sub(r"[ -]", "", text.strip())
    return bare if _ABHA.fullmatch(bare) else None


def _refuse_mobile(value: str) -> str:
    raise Refused(
        f'Mobile number "{printable(value, limit=24)}" is wrong: '
        "type 10 digits that begin with 6 to 9, or + and the country code."
    )


def _refuse_abha(value: str) -> str:
    raise Refused(f'ABHA number "{printable(value, limit=24)}" is wrong: type its 14 digits.')

"""What a listener read back, held against what was to be told (Joint Commission NPSG.02.03.01, ISO 15189:2022 7.4)."""

import re

from labkiosk.catalogue.model import Test
from labkiosk.rules.text import clean
from labkiosk.rules.value import same_value

_SAID = re.compile(r"(?P<number>[<>]? ?[+-]?[0-9.]+) *(?P<unit>[^0-9. ].*)?")
_MOST = 2000


def reads_back(test: Test | None, value: str, unit: str, said: str) -> bool:
    """Whether ``said`` is ``value`` in ``unit``: numbers by worth (``7.10`` is ``7.1``), answers by code or text.

    A unit may be read back with the number, and may be another one of the test. Anything else, and a value of a
    test that is not in the catalogue (None), is compared word by word, in any case. Raises Refused for what is no
    value of the test, such as a number in words.
    """
    given = clean(said, "What was read back", limit=_MOST, required=True)
    if test is None or test.kind not in ("numeric", "choice"):
        return _plain(given) == _plain(value)
    if test.kind == "choice":
        return same_value(test, value, given)
    match = _SAID.fullmatch(given)
    number, their_unit = (match["number"], match["unit"]) if match else (given, None)
    if their_unit is not None and _plain(their_unit) == _plain(unit):
        their_unit = None
    return same_value(test, value, number, unit or None, their_unit)


def _plain(text: str) -> list[str]:
    return text.casefold().split()

"""Whether a unit is written in UCUM, the Unified Code for Units of Measure, as far as laboratories go."""

import re

_PREFIX = r"(?:da|[dcmunpfhkMG])?"
_METRIC = r"(?:mol|osm|kat|cal|bar|eq|Pa|m\[Hg\]|\[IU\]|\[iU\]|g|L|l|U|m|s|J)"
_PLAIN = r"(?:min|h|d|wk|mo|a|%|Cel|\[pH\]|\[HPF\]|\[LPF\]|\[CFU\]|10[*^])"
_NOTE = r"\{[^{}\s]*\}"
_COMPONENT = rf"(?:(?:{_PREFIX}{_METRIC}|{_PLAIN})(?:[+-]?[1-9]\d?)?|[1-9]\d*)(?:{_NOTE})?|{_NOTE}"
_TERM = rf"(?:{_COMPONENT})(?:[./](?:{_COMPONENT}))*"
_PART = rf"(?:{_COMPONENT}|\({_TERM}\))"
_UNIT = re.compile(rf"/?{_PART}(?:[./]{_PART})*", re.ASCII)


def is_ucum(code: str) -> bool:
    """True for ``10*3/uL``, ``mg/(24.h)``, ``m[IU]/L``; false for ``1*3/uL``, ``mg%`` or ``IU/L``."""
    return _UNIT.fullmatch(code) is not None

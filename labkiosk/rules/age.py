"""Ages: typed in years, months, weeks or days, kept as a date of birth, counted in days, shown short."""

import re
from calendar import monthrange
from datetime import date, timedelta

from labkiosk.facts.errors import Refused
from labkiosk.rules.text import printable

MAX_YEARS = 130

_AGE = re.compile(r"([0-9]{1,5})\s*([a-z]+)\.?")
_UNITS = {
    "y": ("y", "yr", "yrs", "year", "years"),
    "m": ("m", "mo", "mth", "mths", "month", "months"),
    "w": ("w", "wk", "wks", "week", "weeks"),
    "d": ("d", "day", "days"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}

_ISO = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})")
_DAY_FIRST = re.compile(r"(?P<d>[0-9]{1,2})[/.-](?P<m>[0-9]{1,2})[/.-](?P<y>[0-9]{4})")
_NAMED = re.compile(r"(?P<d>[0-9]{1,2})[ -]?(?P<m>[a-z]{3,9})[ -]?(?P<y>[0-9]{4})")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def birth_from_age(text: str, today: date) -> date:
    """The estimated date of birth for an age such as ``51 y``, ``8 m``, ``2 w`` or ``3 d``.

    Raises Refused when it is no age, or more than 130 years.
    """
    match = _AGE.fullmatch(text.strip().lower())
    unit = _UNIT_OF.get(match[2]) if match else None
    if match is None or unit is None:
        raise Refused(f'Type the age like 51 y, 8 m, 2 w or 3 d, not "{printable(text, limit=24)}".')
    count = int(match[1])
    if count * {"y": 365, "m": 30, "w": 7, "d": 1}[unit] > MAX_YEARS * 366:
        raise Refused(f"Age {count} {unit} is more than {MAX_YEARS} years. Check it.")
    if unit in "wd":
        birth = today - timedelta(days=count * (7 if unit == "w" else 1))
    else:
        birth = _months_before(today, count * (12 if unit == "y" else 1))
    if birth < _months_before(today, MAX_YEARS * 12):
        raise Refused(f"Age {count} {unit} is more than {MAX_YEARS} years. Check it.")
    return birth


def parse_birth_date(text: str, today: date) -> date:
    """A date of birth like ``1975-03-14``, ``14/03/1975`` or ``14 Mar 1975``: day before month.

    Raises Refused when it is no date, in the future, or more than 130 years ago.
    """
    given = text.strip().lower()
    match = _ISO.fullmatch(given) or _DAY_FIRST.fullmatch(given) or _NAMED.fullmatch(given)
    month = _month(match["m"]) if match else None
    shown = printable(text.strip(), limit=24)
    if match is None or month is None:
        raise Refused(f'Type the date of birth like 1975-03-14, 14/03/1975 or 14 Mar 1975, not "{shown}".')
    try:
        birth = date(int(match["y"]), month, int(match["d"]))
    except ValueError:
        raise Refused(f"There is no date {shown}. Write the day before the month, like 14/03/1975.") from None
    if birth > today:
        raise Refused(f"Date of birth {birth} is in the future. Check it.")
    if birth < _months_before(today, MAX_YEARS * 12):
        raise Refused(f"Date of birth {birth} is more than {MAX_YEARS} years ago. Check it.")
    return birth


def age_days(birth: date, on: date) -> int:
    """Whole days from birth to ``on``; 0 on the day of birth. Raises Refused when birth is later."""
    if birth > on:
        raise Refused(f"Date of birth {birth} is after {on}. Check both.")
    return (on - birth).days


def age_months(birth: date, on: date) -> int:
    """Completed months from birth to ``on``."""
    return (on.year - birth.year) * 12 + on.month - birth.month - (on.day < birth.day)


def age_text(birth: date | None, on: date, estimated: bool) -> str:
    """The age as paper and screen show it: ``3 d`` under 31 days, ``8 m`` under 24 months, else ``51 y``.

    ``~`` before it says that it is estimated. Raises Refused when birth is after ``on``.
    """
    if birth is None:
        return "age not known"
    days = age_days(birth, on)
    months = age_months(birth, on)
    if days < 31:
        age = f"{days} d"
    elif months < 24:
        age = f"{months} m"
    else:
        age = f"{months // 12} y"
    return f"~{age}" if estimated else age


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day where it has no such day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    found = [i for i, name in enumerate(_MONTHS, start=1) if name.startswith(text)]
    return found[0] if len(found) == 1 else None

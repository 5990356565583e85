"""Who may do what: one table."""

from typing import Literal, get_args

from labkiosk.facts.errors import Refused
from labkiosk.rules.text import either, printable

Action = Literal[
    "register",
    "receive",
    "reject",
    "record",
    "confirm",
    "bench",
    "call",
    "qc",
    "qc_resolve",
    "cancel",
    "correct_patient",
    "link",
    "release",
    "release_provisional",
    "validate",
    "amend",
    "print",
    "reprint",
    "people",
    "printers",
    "scanners",
    "backup",
    "set_clock",
]
ACTIONS: tuple[Action, ...] = get_args(Action)

_WINDOW: frozenset[Action] = frozenset(
    {"register", "receive", "cancel", "correct_patient", "link", "print", "reprint", "scanners"}
)
_BENCH: frozenset[Action] = _WINDOW | {"reject", "record", "confirm", "bench", "qc", "call"}
_HOME: frozenset[Action] = frozenset({"people", "printers", "backup", "set_clock"})

ROLES: dict[str, frozenset[Action]] = {
    "phlebotomist": _WINDOW,
    "technician": _BENCH | {"release_provisional", "validate"},
    "pathologist": _BENCH | {"release", "release_provisional", "amend", "qc_resolve"},
    "supervisor": _BENCH | _HOME | {"validate", "qc_resolve"},
}

# Whoever owns the home's files could do the rest anyway; what takes two people needs two with a name.
_WITHOUT_BADGE: frozenset[Action] = (_BENCH | _HOME) - {"confirm", "link"}

_WORDS: dict[Action, str] = {
    "register": "register patients",
    "receive": "receive samples",
    "reject": "reject samples",
    "record": "record results",
    "confirm": "confirm results",
    "bench": "work at the bench",
    "call": "tell a ward",
    "qc": "run controls",
    "qc_resolve": "resolve failed QC",
    "cancel": "cancel tests",
    "correct_patient": "correct a patient",
    "link": "link patients",
    "release": "release results",
    "release_provisional": "release provisional results",
    "validate": "validate results",
    "amend": "amend released results",
    "print": "print",
    "reprint": "print again",
    "people": "add or remove people",
    "printers": "set up printers",
    "scanners": "set up scanners",
    "backup": "make a backup",
    "set_clock": "set the clock",
}


def may(role: str | None, action: Action) -> bool:
    """Whether a role may do this; None is the operating system's user, an unknown role may do nothing."""
    allowed = _WITHOUT_BADGE if role is None else ROLES.get(role, frozenset())
    return action in allowed


def require(role: str | None, who: str, action: Action) -> None:
    """Raises Refused, naming whom to ask, unless ``who`` in this role may do the action."""
    if may(role, action):
        return
    able = either([f"a {name}" for name, actions in ROLES.items() if action in actions])
    advice = f"sign in as {able}" if role is None else f"ask {able}"
    raise Refused(f"{printable(who)} ({role or 'no badge'}) may not {_WORDS[action]}: {advice}.")


def check_role(text: str) -> str:
    """The role of that name, in any case. Raises Refused with the names there are."""
    role = text.strip().lower()
    if role not in ROLES:
        raise Refused(f'Unknown role "{printable(text, limit=24)}". Use {either(list(ROLES))}.')
    return role

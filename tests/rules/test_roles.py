"""The table of who may do what, written out a second time."""

import pytest

from labkiosk.facts.errors import Refused
from labkiosk.rules.roles import ACTIONS, ROLES, Action, check_role, may, require

# One column each: phlebotomist, technician, pathologist, supervisor, the operating system's user.
TABLE: dict[Action, str] = {
    "register": "yes yes yes yes yes",
    "receive": "yes yes yes yes yes",
    "reject": "no yes yes yes yes",
    "record": "no yes yes yes yes",
    "confirm": "no yes yes yes no",
    "bench": "no yes yes yes yes",
    "call": "no yes yes yes yes",
    "qc": "no yes yes yes yes",
    "qc_resolve": "no no yes yes no",
    "cancel": "yes yes yes yes yes",
    "correct_patient": "yes yes yes yes yes",
    "link": "yes yes yes yes no",
    "release": "no no yes no no",
    "release_provisional": "no yes yes no no",
    "validate": "no yes no yes no",
    "amend": "no no yes no no",
    "print": "yes yes yes yes yes",
    "reprint": "yes yes yes yes yes",
    "people": "no no no yes yes",
    "printers": "no no no yes yes",
    "scanners": "yes yes yes yes yes",
    "backup": "no no no yes yes",
    "set_clock": "no no no yes yes",
}
COLUMNS = ("phlebotomist", "technician", "pathologist", "supervisor", None)


def test_the_table_is_whole() -> None:
    assert set(TABLE) == set(ACTIONS)
    assert set(ROLES) == {c for c in COLUMNS if c}


@pytest.mark.parametrize("action", ACTIONS)
def test_table(action: Action) -> None:
    assert ["yes" if may(role, action) else "no" for role in COLUMNS] == TABLE[action].split()


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", [*COLUMNS, "porter"])
def test_require_refuses_exactly_what_one_may_not(role: str | None, action: Action) -> None:
    if may(role, action):
        require(role, "x", action)
    else:
        with pytest.raises(Refused):
            require(role, "x", action)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_role_from_elsewhere_may_do_nothing(action: Action) -> None:
    assert not may("porter", action)


@pytest.mark.parametrize(
    ("role", "who", "action", "message"),
    [
        (
            "phlebotomist",
            "phleb",
            "release",
            "phleb (phlebotomist) may not release results: ask a pathologist.",
        ),
        (
            "phlebotomist",
            "phleb",
            "release_provisional",
            "phleb (phlebotomist) may not release provisional results: ask a technician or a pathologist.",
        ),
        (
            "phlebotomist",
            "phleb",
            "record",
            "phleb (phlebotomist) may not record results: ask a technician, a pathologist or a supervisor.",
        ),
        ("supervisor", "super", "release", "super (supervisor) may not release results: ask a pathologist."),
        ("technician", "tech", "people", "tech (technician) may not add or remove people: ask a supervisor."),
        (None, "root", "release", "root (no badge) may not release results: sign in as a pathologist."),
        (None, "\x1b[m", "release", "\\x1b[m (no badge) may not release results: sign in as a pathologist."),
    ],
)
def test_messages(role: str | None, who: str, action: Action, message: str) -> None:
    with pytest.raises(Refused) as refused:
        require(role, who, action)
    assert str(refused.value) == message


def test_check_role() -> None:
    assert check_role(" Pathologist ") == "pathologist"
    with pytest.raises(Refused) as refused:
        check_role("doctor")
    assert str(refused.value) == (
        'Unknown role "doctor". Use phlebotomist, technician, pathologist or supervisor.'
    )

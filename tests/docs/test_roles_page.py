"""The page of roles is the table of roles."""

import pytest

from labkiosk.facts.errors import Refused
from labkiosk.rules.roles import ACTIONS, ROLES, Action, may, require
from tests.docs.reading import PAGES

ROWS = [
    [cell.strip() for cell in line.strip("| ").split("|")]
    for line in PAGES["roles"].splitlines()
    if line.startswith("|")
][2:]


def words(action: Action) -> str:
    """What the program calls an action where it refuses it."""
    with pytest.raises(Refused) as refused:
        require("nobody", "x", action)
    return str(refused.value).removeprefix("x (nobody) may not ").partition(":")[0]


def allowed(cell: str) -> set[str]:
    return {*ROLES, "no badge"} if cell == "anybody" else set(cell.split(", "))


def test_every_action_has_its_row_with_everyone_who_may() -> None:
    told = {action: allowed(who) for action, who in ROWS}
    assert len(told) == len(ROWS)
    assert told == {
        words(action): {role for role in ROLES if may(role, action)}
        | ({"no badge"} if may(None, action) else set())
        for action in ACTIONS
    }

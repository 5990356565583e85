"""The people who may act."""

from labkiosk.board import people
from labkiosk.facts.errors import Refused
from labkiosk.facts.person import PersonAdded, PersonLeft
from labkiosk.lab.lab import Lab
from labkiosk.rules.roles import check_role
from labkiosk.rules.text import clean


def add_person(lab: Lab, badge: str, name: str, role: str) -> people.Person:
    """A person may act from now on; a badge that is known gets this name and role. Raises Refused."""
    lab.require("people")
    fact = PersonAdded(
        badge=clean(badge, "Badge", limit=40, required=True),
        name=clean(name, "Name", required=True),
        role=check_role(role),
    )
    with lab.act() as act:
        act.append(fact)
    return people.Person(fact.badge, fact.name, fact.role, here=True)


def remove_person(lab: Lab, badge: str) -> None:
    """A person may act no more. Raises Refused when nobody here has the badge."""
    lab.require("people")
    with lab.act() as act:
        known = people.person(act.conn, badge)
        if known is None or not known.here:
            raise Refused(f"Badge {badge!r} is not known here: labkiosk people list shows who is.")
        act.append(PersonLeft(badge=badge))

"""Lists for the wards of what is to be collected again."""

from itertools import groupby
from typing import NamedTuple

from labkiosk.board.recollect import awaited
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.facts.recollect import ListPrinted
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask


class Printed(NamedTuple):
    """A list that was asked for: its id, its ward (empty where none is stated) and how many tubes stand on it."""

    id: str
    ward: str
    tubes: int


def print_lists(lab: Lab, ward: str | None = None) -> list[Printed]:
    """Print a list for each ward that has something to collect, or for one ward. Raises Refused."""
    lab.require("print")
    printed = []
    with lab.act() as act:
        found = awaited(act.conn, act.at, ward)
        if not found:
            raise Refused("Nothing is to be collected again" + (f" in {ward}." if ward else "."))
        jobs = []
        for _, members in groupby(found, key=lambda a: a.ward.casefold()):
            tubes = list(members)
            fact = ListPrinted(list=act.mint("R"), ward=tubes[0].ward, samples=tuple(a.sample for a in tubes))
            act.append(fact)
            jobs.append(ask(act, "recollect", fact.list, first=True))
            printed.append(Printed(fact.list, fact.ward, len(tubes)))
        act.append(PaperAsked(jobs=tuple(jobs)))
    return printed

"""Patients whom the window knows already."""

from pathlib import Path

from labkiosk.lab.intake import register
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest, Registered
from labkiosk.tui.widgets.board_list import BoardList
from tests.tui.desks import Seat, StillClock, lab

MOBILE = "9876543210"


def asked(
    home: Path, clock: StillClock, *people: PatientRequest, tests: tuple[str, ...] = ("PT",)
) -> list[Registered]:
    with lab(home, clock) as desk:
        return [register(desk, OrderRequest(patient=p, tests=tests, location="Ward 3")) for p in people]


def someone(name: str, sex: str, age: str, hospital: str = "", mobile: str = "") -> PatientRequest:
    given = (("hospital", hospital), ("mobile", mobile))
    ids = tuple(Ident(system=s, value=v) for s, v in given if v)
    return PatientRequest(name=name, sex=sex, age=age, ids=ids)  # type: ignore[arg-type]


ASHA = someone("Asha Devi", "F", "51 y", "H123", MOBILE)


async def shown(here: Seat) -> list[str | None]:
    return [p and p.name for p in here.top.query_one(BoardList).items]

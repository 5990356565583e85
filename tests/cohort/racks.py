"""Racks of tubes from a hospital's patients, each with its results of today and those of earlier days."""

from dataclasses import dataclass, field
from random import Random

from tests.cohort.figures import PANELS
from tests.cohort.people import Person, person

RACKS: tuple[tuple[float, str, tuple[tuple[float, tuple[str, ...]], ...]], ...] = (
    (0.45, "EDTA", ((1.0, ("CBC",)),)),
    (0.45, "SST", ((0.35, ("KFT",)), (0.15, ("KFT", "ELEC")), (0.2, ("LFT",)), (0.3, ("KFT", "LFT")))),
    (0.10, "FLU", ((1.0, ("GLUR",)),)),
    (0.0, "salts", ((1.0, ("ELEC",)),)),
    (0.0, "kidney", ((1.0, ("KFT",)),)),
)
"""How common a rack of each sort of tube is, and what is asked for of its tubes. Of the last two sorts, serum of which
few tests are asked, there is a rack only where one is wanted."""

_FEWEST, _MOST = 20, 100


@dataclass
class Tube:
    """One tube: the results that are reported for it, in the order of the form, and the earlier ones by days ago.

    ``whose`` is the place in the rack whose blood was measured: another one once tubes were exchanged. ``slip`` is
    the test whose value is not what was measured, empty without one.
    """

    person: Person
    results: dict[str, str]
    earlier: list[tuple[int, dict[str, str]]]
    whose: int
    slip: str = ""
    slipped: str = ""


@dataclass
class Rack:
    """Tubes of one sort, in their places."""

    sort: str
    tubes: list[Tube] = field(default_factory=list)


def rack(dice: Random, sort: str = "", known: float = 1.0) -> Rack:
    """A rack of 20 to 100 tubes; ``known`` is the part of the patients who have earlier results."""
    chosen = sort or dice.choices([name for _, name, _ in RACKS], [share for share, _, _ in RACKS])[0]
    asked = next(asked for _, name, asked in RACKS if name == chosen)
    made = Rack(chosen)
    for place in range(dice.randint(_FEWEST, _MOST)):
        (panels,) = dice.choices([panels for _, panels in asked], [share for share, _ in asked])
        made.tubes.append(_tube(dice, place, panels, known=dice.random() < known))
    return made


def _tube(dice: Random, place: int, panels: tuple[str, ...], *, known: bool) -> Tube:
    who = person(dice, place)
    codes = tuple(dict.fromkeys(code for panel in panels for code in PANELS[panel]))
    visits = [0]
    for _ in range(dice.randint(1, 4) if known else 0):
        # On a ward blood is taken every day or two; whoever goes home comes again after weeks.
        visits.append(visits[-1] + (dice.randint(1, 2) if who.ward else dice.randint(7, 60)))
    days = [{code: value for code, value in who.on(day).items() if code in codes} for day in visits]
    today = visits[-1]
    earlier = [(today - day, found) for day, found in zip(visits[:-1], days[:-1], strict=True)]
    return Tube(who, {code: days[-1][code] for code in codes}, earlier, place)

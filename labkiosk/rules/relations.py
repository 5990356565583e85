"""What must go together in one tube, whoever's it is: indices with what they are computed of, parts with their sum.

The red cell indices are definitions (Wintrobe); that haematocrit is about three times the haemoglobin is MCHC within
bounds that no blood leaves. Differential counts add up to 100. Bounds leave room for rounding and for benches that
measure both sides by themselves.
"""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

Numbers = Mapping[str, float]


class Relation(Struct, frozen=True):
    """Some tests, a number made of theirs, and the bounds within which it lies, both included."""

    tests: tuple[str, ...]
    of: Callable[[Numbers], float]
    low: float
    high: float

    def holds(self, values: Numbers) -> bool:
        """Whether the values go together; also where one of them is missing, or is nothing to divide by."""
        if any(code not in values for code in self.tests):
            return True
        try:
            return self.low <= self.of(values) <= self.high
        except ZeroDivisionError:
            return True


_DIFFERENTIAL = ("NEU", "LYM", "MON", "EOS", "BAS")

RELATIONS = (
    Relation(("HCT", "RBC", "MCV"), lambda v: v["HCT"] * 10 / v["RBC"] / v["MCV"], 0.9, 1.1),
    Relation(("HB", "RBC", "MCH"), lambda v: v["HB"] * 10 / v["RBC"] / v["MCH"], 0.9, 1.1),
    Relation(("HB", "HCT", "MCHC"), lambda v: v["HB"] * 100 / v["HCT"] / v["MCHC"], 0.9, 1.1),
    Relation(("HB", "HCT"), lambda v: v["HCT"] / v["HB"], 2.3, 4.2),
    Relation(_DIFFERENTIAL, lambda v: sum(v[code] for code in _DIFFERENTIAL), 98, 102),
    Relation(("NA", "CL"), lambda v: v["NA"] - v["CL"], 10, 60),
    Relation(("TBIL", "DBIL"), lambda v: v["TBIL"] - v["DBIL"], -0.15, 100),
    Relation(("TBIL", "DBIL", "IBIL"), lambda v: v["TBIL"] - v["DBIL"] - v["IBIL"], -0.25, 0.25),
    Relation(("TP", "ALB"), lambda v: v["TP"] - v["ALB"], 0.5, 9),
    Relation(("TP", "ALB", "GLOB"), lambda v: v["TP"] - v["ALB"] - v["GLOB"], -0.35, 0.35),
    Relation(("ALB", "GLOB", "AGR"), lambda v: v["ALB"] / v["GLOB"] / v["AGR"], 0.9, 1.1),
)
"""Over codes of the catalogue, in each test's own unit."""


def broken(values: Numbers) -> Iterator[Relation]:
    """What does not go together among the values of a tube."""
    return (relation for relation in RELATIONS if not relation.holds(values))


def mends(values: Numbers, code: str, number: float) -> bool:
    """Whether everything that a test belongs to goes together once it is this number."""
    changed = {**values, code: number}
    return all(relation.holds(changed) for relation in RELATIONS if code in relation.tests)

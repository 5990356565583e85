"""Which tubes of a row are worth a look: few, the neighbours among them, and whoever's blood it could be."""

from collections.abc import Collection
from random import Random

from labkiosk.catalogue import load
from labkiosk.rules.lookout import MOST, Found, lookout
from labkiosk.rules.mixup import Seen

TESTS = load(None).tests
CODES = {"HB": 12.8, "MCV": 89.6, "PLT": 231.0, "WBC": 7.1, "CREA": 0.7, "ALP": 62.0}
ROW = [f"{place:03}" for place in range(2 * MOST + 50)]
AT = 120


def somebody(dice: Random) -> dict[str, float]:
    return {code: value * dice.uniform(0.5, 2) for code, value in CODES.items()}


class Read:
    """Every tube of the row, each with somebody's values; it counts what was asked for."""

    def __init__(self) -> None:
        dice = Random(4)
        self.of = {key: somebody(dice) for key in ROW}
        self.asked = 0

    def __call__(self, keys: Collection[str], codes: Collection[str]) -> dict[str, Found]:
        self.asked += len(keys) * len(codes)
        found = {k: self.of[k] for k in keys if k in self.of}
        return {k: Found(k, {c: v for c, v in of.items() if c in codes}) for k, of in found.items()}


def own(read: Read, patient: dict[str, float]) -> Seen:
    return Seen(key=ROW[AT], values=read.of[ROW[AT]], earlier={c: (v,) for c, v in patient.items()})


def test_the_neighbours_and_the_tube_with_the_patients_blood() -> None:
    read = Read()
    seen = lookout(TESTS, own(read, read.of[ROW[190]]), ROW, read)
    assert {*ROW[AT - 2 : AT], *ROW[AT + 1 : AT + 3], ROW[190]} <= seen.keys()
    assert list(seen) == sorted(seen)
    assert len(seen) <= 10
    assert all(found.numbers == read.of[key] for key, found in seen.items())


def test_of_a_long_row_only_so_many_are_read() -> None:
    read = Read()
    assert ROW[AT + MOST + 20] not in lookout(TESTS, own(read, read.of[ROW[AT + MOST + 20]]), ROW, read)
    assert read.asked < 4 * 2 * MOST + 20 * len(CODES)


def test_of_a_new_patient_only_the_neighbours() -> None:
    read = Read()
    assert [*lookout(TESTS, own(read, {}), ROW, read)] == [*ROW[AT - 2 : AT], *ROW[AT + 1 : AT + 3]]


def test_a_tube_without_values_and_an_end_of_the_row() -> None:
    read = Read()
    first = Seen(key=ROW[0], values=read.of[ROW[0]], earlier={})
    del read.of[ROW[1]]
    assert [*lookout(TESTS, first, ROW, read)] == [ROW[2]]

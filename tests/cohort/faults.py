"""What goes wrong between the vein and the screen, planted: tubes exchanged, points and digits slipped, units mixed."""

from random import Random

from tests.cohort.racks import Rack, Tube

UNITS: dict[str, float] = {
    "GLUR": 18.0, "UREA": 6.0, "CREA": 1 / 88.4, "UA": 1 / 59.5, "TBIL": 1 / 17.1, "DBIL": 1 / 17.1, "TP": 0.1,
    "ALB": 0.1, "HB": 0.1, "WBC": 0.001, "PLT": 100.0,
}  # fmt: skip
"""A number in the other unit that people use, times this, is the number that was wanted: mmol/L for glucose and urea,
umol/L for creatinine, uric acid and bilirubin, g/L, cells per cubic millimetre, lakhs (SI conversion factors as in
the AMA Manual of Style)."""


def swap(rack: Rack, one: int, other: int) -> None:
    """The tubes in two places were exchanged: what was measured in each is reported for the other."""
    _move(rack, [one, other])


def shift(rack: Rack, first: int, count: int) -> None:
    """``count`` neighbours stood one place further than was thought, and the last of them in the first place."""
    _move(rack, list(range(first, first + count)))


def _move(rack: Rack, places: list[int]) -> None:
    moved = {
        to: (rack.tubes[of].results, rack.tubes[of].whose)
        for of, to in zip(places, places[1:] + places[:1], strict=True)
    }
    for place, (results, whose) in moved.items():
        rack.tubes[place].results, rack.tubes[place].whose = results, whose


def exchangeable(rack: Rack, one: int, other: int) -> bool:
    """Whether the same was asked for of both, so that nobody sees the exchange by what is missing."""
    return one != other and rack.tubes[one].results.keys() == rack.tubes[other].results.keys()


def slip(dice: Random, tube: Tube, test: str, places: int) -> None:
    """The decimal point of a value stands ``places`` too far, to one side or the other."""
    _replace(tube, test, moved(tube.results[test], dice.choice((-places, places))))


def moved(value: str, places: int) -> str:
    """A number as it is typed with its point ``places`` to the right (to the left below 0)."""
    whole, _, part = value.partition(".")
    digits, at = whole + part, len(whole) + places
    if at <= 0:
        digits, at = "0" * (1 - at) + digits, 1
    digits = digits.ljust(at, "0")
    return f"{digits[:at].lstrip('0') or '0'}.{digits[at:]}".rstrip(".")


def other_unit(tube: Tube, test: str) -> None:
    """The value is typed as the number that it is in the other unit."""
    number = float(tube.results[test]) / UNITS[test]
    _replace(tube, test, f"{number:.0f}" if number >= 20 else f"{number:.2f}")


def transpose(dice: Random, tube: Tube, test: str) -> bool:
    """Two neighbouring digits change places; False where that makes no other number."""
    value = tube.results[test]
    pairs = [i for i in range(len(value) - 1) if (value[i : i + 2]).isdigit() and value[i] != value[i + 1]]
    if not pairs:
        return False
    at = dice.choice(pairs)
    _replace(tube, test, f"{value[:at]}{value[at + 1]}{value[at]}{value[at + 2 :]}")
    return True


def _replace(tube: Tube, test: str, value: str) -> None:
    tube.slip, tube.slipped = test, tube.results[test]
    tube.results[test] = value

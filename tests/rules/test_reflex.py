"""Whether a result asks for a further test, by its flag or its number."""

from decimal import Decimal

import pytest

from labkiosk.catalogue.reflex import Reflex
from labkiosk.rules.reflex import asks


def rule(sign: str) -> Reflex:
    return Reflex(test="TSH", adds=("FT4",), why="high", sign=sign, limit=Decimal(10))


@pytest.mark.parametrize(
    ("flag", "does"), [("H", True), ("HH", True), ("L", False), ("", False), ("A", False)]
)
def test_by_flag(flag: str, does: bool) -> None:
    of = Reflex(test="TSH", adds=("FT4",), why="high", flags=("H", "HH"))
    assert asks(of, "12", Decimal(12), flag) is does


@pytest.mark.parametrize(
    ("sign", "value", "does"),
    [
        (">", "10", False), (">", "10.1", True), (">=", "10", True), ("<", "10", False), ("<", "9.9", True),
        ("<=", "10", True), ("=", "10.0", True), ("=", "10.1", False), ("<", "0", True), (">", "0", False),
        (">", ">10", True), (">", ">9", False), (">", "<15", False), ("<", "<10", True), ("<", "<15", False),
        ("<", ">5", False), ("=", "<10", False),
    ],
)  # fmt: skip
def test_by_number_and_what_is_censored_only_where_all_of_it_is(sign: str, value: str, does: bool) -> None:
    assert asks(rule(sign), value, Decimal(value.lstrip("<>")), "") is does


def test_what_is_no_number_asks_for_nothing() -> None:
    assert asks(rule(">"), "not calculated", None, "") is False

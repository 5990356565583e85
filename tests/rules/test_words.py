"""One is not many."""

from labkiosk.rules.words import many


def test_one_is_not_many() -> None:
    assert [many(n, "tube") for n in (0, 1, 2)] == ["0 tubes", "1 tube", "2 tubes"]

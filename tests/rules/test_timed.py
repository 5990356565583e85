"""Whether a tube of a timed collection was drawn when it should be."""

import pytest

from labkiosk.rules.timed import off_time, too_soon

MINUTE_MS = 60_000
LOAD = 1_795_329_000_000


@pytest.mark.parametrize(
    ("minute", "drawn", "said"),
    [
        (0, -30, ""),
        (0, 0, ""),
        (0, 1, "drawn 1 min after the load, not before it"),
        (60, 60, ""),
        (60, 55, ""),
        (60, 65, ""),
        (60, 54, "drawn 54 min after the load, not 60"),
        (60, 66, "drawn 66 min after the load, not 60"),
        (120, 0, "drawn 0 min after the load, not 120"),
        (120, -15, "drawn 15 min before the load, not 120"),
    ],
)
def test_the_tolerance_is_let_pass_and_no_minute_more(minute: int, drawn: int, said: str) -> None:
    assert off_time(minute, 5, LOAD, LOAD + drawn * MINUTE_MS) == said


def test_seconds_are_not_counted_against_anybody() -> None:
    assert off_time(60, 5, LOAD, LOAD + 65 * MINUTE_MS + 59_999) == ""
    assert off_time(0, 0, LOAD, LOAD + 59_999) == ""


@pytest.mark.parametrize(
    ("minute", "came", "wrong"), [(60, 54, True), (60, 55, False), (60, 300, False), (0, -5, False)]
)
def test_a_tube_that_is_here_before_its_time(minute: int, came: int, wrong: bool) -> None:
    said = too_soon(minute, 5, LOAD, LOAD + came * MINUTE_MS)
    assert said == ("here before the 60 min after the load have passed" if wrong else "")

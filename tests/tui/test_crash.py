"""A screen that fails says where, and not one letter of anybody's data."""

from pathlib import Path

import pytest

from labkiosk.tui.crash import where
from tests.tui.desks import StillClock, new_home, seat
from tests.tui.morning import morning


def test_the_line_names_our_code_and_holds_no_data() -> None:
    from labkiosk.rules.number import sample_number

    try:
        sample_number("Asha Devi", "Asha Devi")  # type: ignore[arg-type]
    except TypeError as error:
        said = where(error).plain
    assert said.startswith("The screen stopped (TypeError at rules/number.py:")
    assert "Asha" not in said


async def test_a_failing_screen_ends_with_that_line_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = StillClock()
    home = new_home(tmp_path, clock)
    morning(home, clock)
    with pytest.raises(ZeroDivisionError):
        async with seat(home, clock) as here:
            here.top.refreshed = lambda: 1 // 0  # type: ignore[method-assign,assignment]
            await here.press("f9")
    printed = capsys.readouterr()
    assert "Asha" not in printed.out + printed.err
    assert "locals" not in printed.err
    assert "The screen stopped (ZeroDivisionError" in printed.err

"""The home that most tests of screens work in."""

from pathlib import Path

import pytest

from tests.tui.desks import StillClock, new_home
from tests.tui.morning import Morning, morning


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def home(tmp_path: Path, clock: StillClock) -> Path:
    return new_home(tmp_path, clock)


@pytest.fixture
def day(home: Path, clock: StillClock) -> Morning:
    return morning(home, clock)

"""The lab that most tests of its verbs work in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labkiosk.lab.lab import Lab
from tests.lab.homes import Clock, make


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lab(tmp_path: Path, clock: Clock) -> Iterator[Lab]:
    with make(tmp_path / "home", clock) as lab:
        yield lab

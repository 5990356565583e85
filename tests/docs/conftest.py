"""What the tests of the page of commands share."""

from pathlib import Path

import pytest

from tests.cli.running import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)

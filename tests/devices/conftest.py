"""What holds for the tests with real drivers: they run in the guest, whose kernel plays the devices."""

import os

import pytest

from tests.devices import gadget


@pytest.fixture(scope="session", autouse=True)
def cables() -> None:
    """Cables to plug devices in."""
    if "LABKIOSK_RIG" not in os.environ:
        pytest.skip("it takes a kernel of its own: make test-devices")
    gadget.ready()

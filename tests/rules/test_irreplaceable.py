"""What cannot be taken again: what the catalogue marks, and all of a child's first 28 days."""

import pytest

from labkiosk.catalogue import load
from labkiosk.rules.irreplaceable import irreplaceable

CONTAINERS = load().containers


@pytest.mark.parametrize(
    ("container", "age", "what"),
    [
        ("CSF1", 20_000, "CSF"),
        ("CSF3", None, "CSF"),
        ("SST", 0, "a neonate's sample"),
        ("SST", 27, "a neonate's sample"),
        ("SST", 28, ""),
        ("SST", None, ""),
        ("CSF2", 3, "CSF"),
        (None, 27, "a neonate's sample"),
        (None, 28, ""),
    ],
)
def test_what_cannot_be_taken_again(container: str | None, age: int | None, what: str) -> None:
    assert irreplaceable(CONTAINERS[container] if container else None, age) == what

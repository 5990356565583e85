"""A refusal's one line, word for word."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from labkiosk.facts.errors import Refused


@contextmanager
def refused(line: str) -> Iterator[None]:
    """What happens inside is refused, in exactly this line."""
    with pytest.raises(Refused) as caught:
        yield
    assert str(caught.value) == line

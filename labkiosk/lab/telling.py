"""How a fact is told in words: each kind has its own, registered with ``tell``."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import singledispatch
from typing import NamedTuple

from labkiosk.facts.base import Fact
from labkiosk.journal.connection import Connection


class View(NamedTuple):
    """Whose history it is: the sample, its patient, the forms of the papers about it, how times read here, and the
    tests whose values are not for this reader."""

    conn: Connection
    sample: str
    patient: str
    forms: dict[str, str]
    local: Callable[[int], datetime]
    hidden: frozenset[str] = frozenset()


@singledispatch
def tell(fact: Fact, view: View) -> Iterator[str]:
    """The sentences of one fact, as far as it concerns the sample of ``view``."""
    raise NotImplementedError(f"no words for {fact.kind}")

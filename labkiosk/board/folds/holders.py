"""Who had an earlier report of an order that was amended since, and whether they were told."""

from collections.abc import Iterator

from labkiosk.facts.amend import HolderTold
from labkiosk.facts.results import Had, ResultsReleased
from labkiosk.journal.read import Told


class Holders:
    """Each of them, until and after they were told; who was told first, and when, stands."""

    def __init__(self, order: str) -> None:
        self._order = order
        self._had: dict[tuple[int, int], tuple[Had, int]] = {}
        self._told: dict[tuple[int, int], tuple[int, str, str]] = {}

    def take(self, told: Told) -> None:
        """Bring them one fact further; a fact of another sort changes nothing."""
        match told.fact:
            case ResultsReleased(version=version, tell=tell):
                self._had |= {(version, n): (had, told.at) for n, had in enumerate(tell)}
            case HolderTold(version=version, holder=n, who=who):
                self._told.setdefault((version, n), (told.at, told.actor, who))
            case _:
                pass

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Their rows in the table ``holder``."""
        for at, (had, since) in self._had.items():
            yield (
                self._order,
                *at,
                had.how,
                had.who,
                had.version,
                since,
                *self._told.get(at, (None, "", "")),
            )

"""The batches that a tube is or was in."""

from collections.abc import Callable, Iterator

from labkiosk.board.folds.rows import as_json
from labkiosk.facts.batch import BatchMade

ToDo = Callable[[str], bool]
"""Whether a test of the tube, by its code, still wants a value."""


class Place:
    """A tube's place in a batch; ``left`` once it was taken out, or the batch closed without it being done."""

    def __init__(self, fact: BatchMade, position: int, tests: tuple[str, ...]) -> None:
        self.batch, self.bench, self.position, self.tests = fact.batch, fact.bench, position, tests
        self.left = False

    def to_do(self, wanted: ToDo) -> int:
        """How many of its tests still want a value there."""
        return 0 if self.left else sum(wanted(code) for code in self.tests)


class Worksheets:
    """Every batch of one tube. Methods that take a fact return, in words, what of it did not fit."""

    def __init__(self, sample: str) -> None:
        self._sample = sample
        self._places: dict[str, Place] = {}

    def join(self, fact: BatchMade, wanted: ToDo) -> list[str]:
        """The tube is put on a worksheet; one bench has it on one open worksheet at most."""
        standing = fact.batch if fact.batch in self._places else self.open_at(fact.bench, wanted)
        if standing:
            return [f"put on worksheet {fact.batch}, but it is on {standing} already"]
        at, part = next((i, s) for i, s in enumerate(fact.samples, start=1) if s.sample == self._sample)
        self._places[fact.batch] = Place(fact, at, part.tests)
        return []

    def leave(self, batch: str) -> list[str]:
        """The tube goes back to the queue."""
        place = self._places.get(batch)
        if place is None or place.left:
            return [f"taken out of worksheet {batch}, but it is not on it"]
        place.left = True
        return []

    def open_at(self, bench: str, wanted: ToDo) -> str:
        """The worksheet on which a bench has this tube with something to do, empty without one."""
        return next((p.batch for p in self._places.values() if p.bench == bench and p.to_do(wanted)), "")

    def rows(self, wanted: ToDo) -> Iterator[tuple[object, ...]]:
        """The rows of the table ``batch_tube``."""
        for place in self._places.values():
            yield (
                place.batch, self._sample, place.position, place.bench, as_json(place.tests),
                place.to_do(wanted), int(place.left),
            )  # fmt: skip

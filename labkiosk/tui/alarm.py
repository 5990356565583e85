"""What is late at the bench of a screen, or on its way there, rings there once; the title says how much it is."""

from typing import TYPE_CHECKING, NamedTuple

from labkiosk.rules.priority import MINUTE

if TYPE_CHECKING:
    from labkiosk.tui.desk import Desk


class _Late(NamedTuple):
    """Samples that are past their due time, and those that were drawn long ago and are not here."""

    overdue: frozenset[str] = frozenset()
    missed: frozenset[str] = frozenset()


class Alarm:
    """The overdue work of one bench, and the tubes that it misses. A screen that stands at no bench has no alarm: it
    would ring for everybody's."""

    def __init__(self) -> None:
        self._looked: tuple[str | None, int] = (None, -1)
        self._seen: dict[str, _Late] = {}

    def wants_look(self, bench: str | None, now: int) -> bool:
        """Whether to look at lab time ``now`` (ms UTC): once a minute, and at once when the bench is another."""
        before, self._looked = self._looked, (bench, now // MINUTE)
        return bench is not None and before != self._looked

    async def rings(self, desk: "Desk", bench: str, now: int) -> bool:
        """Look: whether any tube is overdue there, or missed, that was not at the last look.

        What is found late when one comes to a bench was late before: it is shown, and rings no more.
        """
        from labkiosk.lab.due import Dues
        from labkiosk.lab.not_here import not_here

        overdue = await desk.look(Dues(desk.lab).overdue_at, bench, now)
        missed = await desk.look(not_here, desk.lab, now, bench)
        late = _Late(*(frozenset(tube.sample for tube in found) for found in (overdue, missed)))
        known = self._seen.get(bench, late)
        self._seen = {bench: late}
        return not (late.overdue <= known.overdue and late.missed <= known.missed)

    def text(self, bench: str | None) -> str:
        """For the title; empty where nothing is late."""
        late = self._seen.get(bench or "", _Late())
        said = ((late.overdue, "OVERDUE"), (late.missed, "NOT HERE"))
        return "".join(f" ! {len(tubes)} {words} " for tubes, words in said if tubes)

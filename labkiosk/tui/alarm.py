"""What becomes overdue at the bench of a screen rings there once, and the title says how much it is."""

from typing import TYPE_CHECKING

from labkiosk.rules.priority import MINUTE

if TYPE_CHECKING:
    from labkiosk.tui.desk import Desk


class Alarm:
    """The overdue work of one bench. A screen that stands at no bench has none: it would ring for everybody's."""

    def __init__(self) -> None:
        self._looked: tuple[str | None, int] = (None, -1)
        self._seen: dict[str, frozenset[str]] = {}

    def wants_look(self, bench: str | None, now: int) -> bool:
        """Whether to look at lab time ``now`` (ms UTC): once a minute, and at once when the bench is another."""
        before, self._looked = self._looked, (bench, now // MINUTE)
        return bench is not None and before != self._looked

    async def rings(self, desk: "Desk", bench: str, now: int) -> bool:
        """Look: whether any tube is overdue there that was not at the last look.

        What is found late when one comes to a bench was late before: it is shown, and rings no more.
        """
        from labkiosk.lab.due import Dues

        found = await desk.look(Dues(desk.lab).overdue_at, bench, now)
        late = frozenset(item.sample for item in found)
        known = self._seen.get(bench, late)
        self._seen = {bench: late}
        return not late <= known

    def text(self, bench: str | None) -> str:
        """For the title; empty where nothing is late."""
        late = self._seen.get(bench or "", frozenset())
        return f" ! {len(late)} OVERDUE " if late else ""

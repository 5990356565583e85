"""The load of a timed collection, said where its order is at hand."""

import re

from labkiosk.lab.timed import take_load, timed_tubes
from labkiosk.tui.commands import Command
from labkiosk.tui.screens.listing import ListScreen
from labkiosk.tui.widgets.question import Ask

_TIME = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2} )?[0-9]{1,2}:[0-9]{2}(?= |$)")
_ASKED = (
    "When was the load taken? A time like 08:05, or nothing for now. To change one: the right time, then why."
)


class LoadTaken(Command):
    """The patient took the load of a glucose tolerance test: the clock of the later tubes starts there."""

    key, name, action = "ctrl+l", "Load", "screen.load"


class TakesLoad(ListScreen):
    """A list of one order's tubes, on which the time of their load is said."""

    order: str

    async def action_load(self) -> None:
        """Ask when the load was taken."""
        if any(tube.minute for tube in timed_tubes(self.lab.conn, self.order)):
            self.ask(Ask(_ASKED, "It was taken"), self._taken)
        else:
            self.refuse("No open tube of this order counts from a load.")

    async def _taken(self, typed: str) -> bool:
        load = await self.act(take_load, self.order, *time_and_reason(typed))
        if load is None:
            return False
        due = [f"{t.mark} at {self.lab.local(t.draw_at):%H:%M}" for t in load.tubes if t.draw_at is not None]
        self.refreshed()
        self.say(f"{load.load} at {self.lab.local(load.taken_at):%H:%M}. Draw {', '.join(due)}.")
        return True


def time_and_reason(typed: str) -> tuple[str | None, str]:
    """What was typed as a time and, after it, a reason; a text that begins with no time is taken for one."""
    text = typed.strip()
    found = _TIME.match(text)
    if found is None:
        return text or None, ""
    return found[0], text[found.end() :].strip()

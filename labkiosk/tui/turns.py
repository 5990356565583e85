"""One key at a time: the next one waits until the widgets and the app have done all that this one asks for.

Textual hands a key to the field that has the focus when the key arrives; Enter and Tab move the focus later. So
keys that wait in a heap, after a moment in which the machine could not run, would all land in the first field.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic

from textual.events import Event
from textual.message import Message
from textual.message_pump import MessagePump

# A widget that goes away with its messages must not hold up the keys for ever.
PATIENCE_S = 1.0


class Turn(Message):
    """Follows a key on its way up through the widgets: when it is at the app, the key is dealt with."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


class Turns:
    """``deal`` hands an event to a widget and says to which one; None where it is dealt with at once."""

    def __init__(self, deal: Callable[[Event], Awaitable[MessagePump | None]]) -> None:
        self._deal = deal
        self._waiting: deque[Event] = deque()
        self._count = 0
        self._since: float | None = None

    async def take(self, event: Event) -> None:
        """A key, a paste or a scan: now, or in its turn."""
        self._waiting.append(event)
        if self._since is None or monotonic() - self._since > PATIENCE_S:
            await self._go_on()

    async def over(self, turn: Turn) -> None:
        """What came before is done, and what it began stands ahead of this."""
        if turn.count == self._count:
            await self._go_on()

    async def _go_on(self) -> None:
        self._since = None
        while self._waiting and self._since is None:
            target = await self._deal(self._waiting.popleft())
            self._count += 1
            if target is not None and target.post_message(Turn(self._count)):
                self._since = monotonic()

"""When an event loop has done all there is to do: known exactly, on a busy machine as on an idle one."""

import asyncio
from typing import Any

# A screen that wants something done "at once, but after this" sets a timer of a millisecond.
_SOON_S = 0.005


class Stillness:
    """Knows the loop that runs when this is made; it must see every job that goes to a thread.

    Textual's own ``Pilot.pause`` guesses: it sleeps until its process used little time in 20 ms, which is long for
    an idle machine, and soon over on one that gives the process no time.
    """

    def __init__(self) -> None:
        self._loop: Any = asyncio.get_running_loop()
        self._away: set[asyncio.Future[Any]] = set()
        self._send = self._loop.run_in_executor
        self._loop.run_in_executor = self._counted

    def _counted(self, *job: Any) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = self._send(*job)
        self._away.add(future)
        future.add_done_callback(self._away.discard)
        return future

    async def reached(self) -> None:
        """Until no task can go on, no thread works for one, and no timer is about to wake one."""
        while True:
            await asyncio.sleep(0)
            if self._away:
                await asyncio.wait(self._away)
            elif self._next_timer() <= _SOON_S:
                await asyncio.sleep(_SOON_S)
            elif not self._loop._ready:
                return

    def _next_timer(self) -> float:
        times = (timer.when() for timer in self._loop._scheduled if not timer.cancelled())
        return min(times, default=float("inf")) - self._loop.time()

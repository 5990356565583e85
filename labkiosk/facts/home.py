"""The home itself: made, backed up, restored, its clock set."""

from typing import ClassVar

from labkiosk.facts.base import Fact

HOME = "home"


class HomeMade(Fact, frozen=True, kw_only=True):
    """A new home. ``kiosk`` is its number (1 to 98), ``used`` the numbers the site has used before."""

    kind: ClassVar[str] = "home.made"
    kiosk: int
    site: str
    address: str
    used: tuple[int, ...] = ()

    def subjects(self) -> tuple[str, ...]:
        return (HOME,)


class HomeRestored(Fact, frozen=True, kw_only=True):
    """A home brought back from a backup under a number of its own; ``was`` is the number it had."""

    kind: ClassVar[str] = "home.restored"
    kiosk: int
    was: int

    def subjects(self) -> tuple[str, ...]:
        return (HOME,)


class BackedUp(Fact, frozen=True, kw_only=True):
    """A proved copy was written to the file ``to``; ``digest`` is the SHA-256 of its bytes."""

    kind: ClassVar[str] = "home.backed_up"
    to: str
    digest: str

    def subjects(self) -> tuple[str, ...]:
        return (HOME,)


class ClockSet(Fact, frozen=True, kw_only=True):
    """A person told the lab's time. ``before`` and ``after`` are ms since the epoch, UTC."""

    kind: ClassVar[str] = "home.clock_set"
    before: int
    after: int

    def subjects(self) -> tuple[str, ...]:
        return (HOME,)

"""What a test's latest value is, and how far it is from leaving the laboratory."""

from labkiosk.board.folds.rows import as_json
from labkiosk.facts.results import Entry
from labkiosk.rules.needs import LOOK


class Value:
    """A test's latest value."""

    def __init__(self, entry: Entry, at: int, actor: str) -> None:
        self.entry, self.at, self.actor = entry, at, actor
        self.needs = list(entry.needs)
        self.held = list(entry.held)
        self.looked = False
        self.kits = [entry.kit] if entry.kit else []
        self.version: int | None = None
        self.provisional = False
        self.released_at: int | None = None
        self.released_by: str | None = None
        self.validated: tuple[int, str] | None = None
        self.interim = False
        # The version in which the value went out whose place this one takes.
        self.amends = entry.amends

    @property
    def state(self) -> str:
        """``held``, ``recorded``, ``provisional``, ``interim`` (out, with further stages to come) or ``released``."""
        if self.version is None:
            return "held" if self.needs else "recorded"
        if self.provisional:
            return "provisional"
        return "interim" if self.interim else "released"

    @property
    def ready(self) -> bool:
        """Whether nothing must happen to it any more before it may leave."""
        return not self.needs and (self.entry.steps == 1 or self.validated is not None)

    @property
    def leaves_next(self) -> bool:
        """Whether it is a matter for who releases: to release, or to look at and accept."""
        return self.state in ("recorded", "provisional") or (self.state == "held" and self.needs == [LOOK])

    def takes_the_place_of(self, earlier: "Value") -> None:
        """What was out before, or was to correct what was out, is amended by this one; a next stage amends nothing,
        unless it says why it is other than before."""
        if earlier.version is None:
            self.amends = self.amends or earlier.amends
        elif not earlier.interim or self.entry.reason:
            self.amends = earlier.version

    @property
    def told(self) -> str:
        """The state as everybody may see it: of a sealed value, not that it is held."""
        return "open" if self.state == "held" and self.entry.sealed else self.state

    def row(self, sample: str, patient: str) -> tuple[object, ...]:
        """Its row in the table ``result``."""
        e = self.entry
        return (
            sample, e.test, patient, e.value, e.unit, e.number, e.own_unit, e.flag, e.reference, int(e.example),
            as_json(self.needs), e.comment, self.at, self.actor, self.version, int(self.provisional),
            self.released_at, self.released_by, int(e.sealed), as_json(self.kits), e.laboratory, int(e.theirs),
            e.calculated, e.dilution, e.raw, e.method, as_json(self.held),
            e.steps, *(self.validated or (None, None)), self.amends, int(self.interim), e.delta, int(self.looked),
        )  # fmt: skip


def state_at_bench(states: list[str]) -> str:
    """Of the states of a tube's tests at a bench: ``waiting``, ``part``, ``held``, ``recorded`` or ``provisional``."""
    if "open" in states or "interim" in states:
        return "waiting" if set(states) == {"open"} else "part"
    return next(s for s in ("held", "recorded", "provisional") if s in states)

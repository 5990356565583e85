"""What a test's latest value is, and how far it is from leaving the laboratory."""

from labkiosk.board.folds.rows import as_json
from labkiosk.facts.results import Entry


class Value:
    """A test's latest value."""

    def __init__(self, entry: Entry, at: int, actor: str) -> None:
        self.entry, self.at, self.actor = entry, at, actor
        self.needs = list(entry.needs)
        self.kits = [entry.kit] if entry.kit else []
        self.version: int | None = None
        self.provisional = False
        self.released_at: int | None = None
        self.released_by: str | None = None

    @property
    def state(self) -> str:
        """``held``, ``recorded``, ``provisional`` or ``released``."""
        if self.version is None:
            return "held" if self.needs else "recorded"
        return "provisional" if self.provisional else "released"

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
            e.calculated, e.dilution, e.raw, e.method, as_json(e.held),
        )  # fmt: skip


def state_at_bench(states: list[str]) -> str:
    """Of the states of a tube's tests at a bench: ``waiting``, ``part``, ``held``, ``recorded`` or ``provisional``."""
    if "open" in states:
        return "waiting" if set(states) == {"open"} else "part"
    return next(s for s in ("held", "recorded", "provisional") if s in states)

"""The calls that a tube's values ask for: what must be told, to whom it was told, and what came of it.

No fact opens a call: it is open as soon as a critical value is confirmed, so nobody can forget to open it.
"""

from collections.abc import Iterator, Mapping

from labkiosk.board.folds.rows import as_json
from labkiosk.board.folds.value import Value
from labkiosk.facts.call import (
    GOES_ON,
    Called,
    CallEscalated,
    CallNotNeeded,
    CallTaken,
    CallTried,
    CallWanted,
    ReadBack,
)
from labkiosk.journal.read import Told
from labkiosk.rules.critical import is_critical

KINDS = (CallTried, CallTaken, CallNotNeeded, CallWanted, CallEscalated)
WITHDRAWN = "withdrawn"


class Call:
    """One value to be told: ``open``, ``taken``, ``not_needed``, or ``replaced`` before anybody was told.

    ``why`` is empty for a critical value, ``corrected`` where another had been told before it, ``withdrawn`` where
    one had been and now there is none; ``before`` is what was told then.
    """

    def __init__(self, n: int, value: Value, at: int, why: str = "", before: str = "") -> None:
        self.n, self.value, self.at, self.why, self.before = n, value, at, why, before
        self.shown = value.entry
        self.state = "open"
        self.tries: list[tuple[int, str, str, str, str]] = []
        self.escalated_at: int | None = None
        self.ended: tuple[int | None, str] = (None, "")
        self.taken = ("", "", "", "")
        self.reason = ""

    def end(self, state: str, told: Told, reason: str = "") -> None:
        """It is open no more."""
        self.state, self.ended, self.reason = state, (told.at, told.actor), reason

    def reopen(self, told: Told, reason: str) -> None:
        """What was not needed is to be told; its clock starts now."""
        self.state, self.at, self.ended, self.reason = "open", told.at, (None, ""), reason

    def keep_up(self, value: Value | None, told: Told) -> None:
        """Stay open, or be known, only for what the value now is."""
        withdrawn = self.why == WITHDRAWN
        if value is self.value and not withdrawn:
            if not (self.why or is_critical(value.entry.flag)):
                self.end("replaced", told, "judged anew")
            elif not value.needs:
                self.shown = value.entry
        elif not withdrawn or (value is not None and not value.needs):
            self.end("replaced", told, "value corrected" if value else "value withdrawn")

    @property
    def words(self) -> tuple[str, str, str]:
        """What is to be told: value, unit and flag."""
        return (
            (WITHDRAWN, "", "")
            if self.why == WITHDRAWN
            else (self.shown.value, self.shown.unit, self.shown.flag)
        )


class Calls:
    """All calls about the tests of one tube; of each test in the order they were opened."""

    def __init__(self, sample: str) -> None:
        self._sample = sample
        self._of: dict[str, list[Call]] = {}

    def follow(self, values: Mapping[str, Value], told: Told) -> None:
        """Open and close what the values, as they are after this fact, ask for."""
        for code in [*values, *(c for c in self._of if c not in values)]:
            calls, value = self._of.get(code), values.get(code)
            if calls is None:
                if value is not None and _is_due(value):
                    self._of[code] = [Call(1, value, told.at)]
                continue
            last = calls[-1]
            if value is not None and value is not last.value and _goes_on(last, value):
                last.value = value
            if last.state in ("open", "not_needed"):
                last.keep_up(value, told)
            if last.state != "open" and (found := _next(calls, value, told.at)) is not None:
                calls.append(found)

    def apply(self, told: Told) -> list[str]:
        """What was done about calls; returns, in words, what of it did not fit."""
        if not isinstance(told.fact, KINDS):
            return []
        ours = [one for one in told.fact.calls if one.sample == self._sample]
        return [f"the call about {one.test} is not so" for one in ours if not self._do(one, told)]

    def _do(self, one: Called, told: Told) -> bool:
        fact = told.fact
        call = next((c for c in self._of.get(one.test, ()) if c.n == one.n), None)
        if call is None or call.state != ("not_needed" if isinstance(fact, CallWanted) else "open"):
            return False
        match fact:
            case CallTried():
                call.tries.append((told.at, told.actor, fact.how, fact.phone, fact.note))
            case CallEscalated():
                call.escalated_at = told.at
                call.tries.append((told.at, told.actor, f"{GOES_ON}{fact.to}", fact.phone, fact.why))
            case CallTaken():
                assert isinstance(one, ReadBack)
                call.taken = (fact.taken_by, fact.role, fact.phone, one.said)
                call.end("taken", told)
            case CallNotNeeded():
                call.end("not_needed", told, fact.why)
            case CallWanted():
                call.reopen(told, fact.reason)
        return True

    def rows(self, patient: str, order: str, names: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
        """Their rows in the table ``call``; ``names`` are those of the tests."""
        for code, calls in self._of.items():
            for c in calls:
                yield (
                    self._sample, code, c.n, patient, order, names[code], *c.words, c.at, c.why, c.before, c.state,
                    int(c.shown.sealed), c.value.actor, as_json(c.tries), c.escalated_at, *c.ended, *c.taken, c.reason,
                )  # fmt: skip


def _is_due(value: Value) -> bool:
    return not value.needs and is_critical(value.entry.flag)


def _goes_on(last: Call, value: Value) -> bool:
    """Whether a value in another's place only adds to it, as a culture's next reading does, and corrects nothing."""
    return not value.entry.reason and last.state != "replaced" and is_critical(value.entry.flag)


def _next(calls: list[Call], value: Value | None, at: int) -> Call | None:
    """The call that must follow those that are no longer open, if any."""
    last = calls[-1]
    heard = next((c for c in reversed(calls) if c.state == "taken"), None)
    if heard is not None and heard.why == WITHDRAWN:
        heard = None
    before = " ".join(filter(None, heard.words[:2])) if heard else ""
    if value is None:
        return Call(last.n + 1, heard.value, at, WITHDRAWN, before) if heard else None
    if value.needs or (value is last.value and last.state != "replaced"):
        return None
    if heard is not None and heard.value is not value:
        return Call(last.n + 1, value, at, "corrected", before)
    return Call(last.n + 1, value, at) if is_critical(value.entry.flag) else None

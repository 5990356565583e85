"""One test on the results form: what was typed, what stands, and what the rules say of it."""

from typing import Literal

import msgspec

from labkiosk.board.samples import Previous, Result
from labkiosk.catalogue import Choice, Test, Unit
from labkiosk.facts.errors import Refused
from labkiosk.lab.results import Given
from labkiosk.lab.sensitive import HIDDEN
from labkiosk.rules.kits import is_kit, kit_of
from labkiosk.rules.value import (
    Assessed,
    assess,
    by_their_range,
    flag_words,
    range_for,
    reference_text,
    refuse_apart,
    same_value,
)

Ask = Literal["value", "reason", "again", "kit", "comment", "range"]

_CLOSED = {
    "rejected": "is rejected on this sample: no result can be kept",
    "cancelled": "is cancelled on this sample: no result can be kept",
    "moved": "is in an aliquot: scan that",
    "released": "is released: a released result is not typed over",
}


class Whose(msgspec.Struct, frozen=True, kw_only=True):
    """What a value is judged by: sex (F, M, O, U), age in days at collection; and who is typing."""

    sex: str
    age: int | None
    actor: str


class Line(msgspec.Struct, kw_only=True):
    """A test's row. ``test`` is None where the catalogue no longer has it.

    ``typed`` is complete once ``ready``; until then it waits for ``again`` (the same value, blind), a
    ``reason`` (it replaces another) or a ``kit`` (what it was read on). ``standing`` is what is recorded already.
    ``laboratory`` is the other one that does the test, ``their_range`` its own range for the value. Where lines of
    several samples stand together, ``number`` is the sample's and ``position`` its place.
    """

    code: str
    name: str
    state: str
    whose: Whose
    test: Test | None
    number: str = ""
    position: int = 0
    standing: Result | None = None
    previous: Previous | None = None
    laboratory: str = ""
    unit: Unit | None = None
    typed: str = ""
    again: str | None = None
    reason: str = ""
    comment: str = ""
    kit: str = ""
    their_range: str = ""
    found: Assessed | None = None
    ready: bool = False

    @property
    def key(self) -> str:
        """What tells the line from the others of its form."""
        return f"{self.number} {self.code}".strip()

    @property
    def named(self) -> str:
        """What the line is called to a person."""
        return f"{self.position} {self.code}" if self.position else self.code

    @property
    def reference(self) -> str:
        """The range for this patient; once recorded, the range of then."""
        if self.standing is not None and not self.typed:
            return self.standing.reference
        if self.their_range:
            return self.their_range
        band = range_for(self.test, self.whose.sex, self.whose.age) if self.test else None
        return reference_text(band, self.test.decimals) if self.test else ""

    @property
    def no_range(self) -> str:
        """What stands in place of a range: that there is none is not that all is well."""
        return "no range" if self.test is not None and self.test.kind == "numeric" else ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The answers of a choice test, each with its key; none for other tests."""
        return self.test.choices if self.test is not None and self.test.kind == "choice" else ()

    @property
    def blind(self) -> bool:
        """Whether the value that stands is hidden, because this person is to type it without seeing it."""
        return self.standing is not None and bool(self.standing.needs)

    @property
    def wants_value(self) -> bool:
        """Whether there is something for this person to type."""
        if self.test is None or self.state in _CLOSED or self.ready:
            return False
        return self.standing is None or self._may_confirm()

    def _may_confirm(self) -> bool:
        earlier = self.standing
        if earlier is None or not earlier.needs:
            return False
        return earlier.actor != self.whose.actor or "again" in earlier.needs or is_kit(earlier.needs[0])

    def open_test(self) -> Test:
        """The test, if a value may be typed for it. Raises Refused."""
        if self.state in _CLOSED:
            raise Refused(f"{self.code} {_CLOSED[self.state]}.")
        if self.test is None:
            raise Refused(f"{self.code} is no longer in the catalogue: put it back to record it.")
        refuse_apart(self.test)
        if self.standing is not None and self.standing.sealed and self.standing.value == HIDDEN:
            raise Refused(
                f"{self.code} has a sealed value: only who typed it, or who releases it, changes it."
            )
        if self.blind and not self._may_confirm():
            raise Refused(f"{self.code} is held: a second person types its value. You typed the first.")
        return self.test

    def take(self, text: str) -> Ask | None:
        """A value was typed: what to ask next, or None when it is complete. Raises Refused."""
        test = self.open_test()
        self.clear()
        found = assess(test, text, self._unit_name(), self.whose.sex, self.whose.age)
        if self.standing is not None:
            same = same_value(test, self.standing.value, text, self.standing.unit or None, self._unit_name())
            if same and not self.standing.needs:
                raise Refused(f"{self.code} has this value already.")
            self.typed, self.found = text, found
            if not same:
                return "reason"
            if is_kit(self.standing.needs[0]):
                return "kit"
            self.ready = True
            return None
        self.typed, self.found = text, found
        return self._after_value()

    def take_reason(self, text: str) -> Ask | None:
        """Why the value that stands is replaced. Raises Refused when nothing was typed."""
        if not text.strip():
            raise Refused("Type why the value is replaced, or press Esc to leave it as it is.")
        self.reason = text
        return self._after_value()

    def take_again(self, text: str) -> None:
        """The value typed a second time, blind. Raises Refused, and both are gone, when it is another."""
        test, first = self.open_test(), self.typed
        try:
            same = same_value(test, first, text, self._unit_name())
        except Refused:
            self.clear()
            raise
        if not same:
            self.clear()
            raise Refused(
                f"{self.code}: typed {first}, then {text}. Look at the sample again, and type both anew."
            )
        self.again, self.ready = text, True

    def _after_value(self) -> Ask | None:
        assert self.found is not None
        if self.found.needs and is_kit(self.found.needs[0]):
            return "kit"
        if "again" in self.found.needs:
            return "again"
        self.ready = True
        return None

    def take_kit(self, text: str) -> None:
        """What the value was read on. Raises Refused when nothing was typed."""
        self.kit, self.ready = kit_of(self.open_test(), text), True

    def clear(self) -> None:
        """Nothing is typed here."""
        self.typed, self.again, self.found, self.ready = "", None, None, False
        self.reason = self.comment = self.kit = self.their_range = ""

    def next_unit(self) -> None:
        """State the next unit that the test accepts; what was typed is to be judged anew. Raises Refused."""
        units = self.open_test().units
        if len(units) < 2:
            raise Refused(f"{self.code} has one unit only.")
        at = units.index(self.unit) + 1 if self.unit in units else 1
        self.unit = units[at % len(units)]
        self.clear()

    def given(self) -> Given:
        """The value as the laboratory records it."""
        return Given(
            test=self.code,
            value=self.typed,
            unit=self._unit_name(),
            again=self.again,
            reason=self.reason,
            comment=self.comment,
            kit=self.kit,
            reference=self.their_range,
        )

    def _unit_name(self) -> str | None:
        return self.unit.ucum if self.unit is not None else None

    @property
    def flag(self) -> str:
        """The flag by letter and word; hidden with a value that is to be typed blind."""
        if self.found is not None:
            judged = by_their_range(self.found, self.their_range) if self.their_range else self.found
            return flag_words(judged.flag)
        return flag_words(self.standing.flag) if self.standing is not None and not self.blind else ""

    @property
    def remark(self) -> str:
        """How far the test is, in a word or two."""
        if self.ready:
            return "typed"
        if self.state in _CLOSED:
            return self.state
        if self.blind:
            assert self.standing is not None
            if is_kit(self.standing.needs[0]):
                return "held: other kit"
            return "held: type again" if self._may_confirm() else "held: 2nd person"
        if self.state in ("provisional", "recorded"):
            return self.state
        return f"at {self.laboratory}" if self.laboratory else ""

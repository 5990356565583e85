"""One test on the results form: what is typed for it, question by question."""

from typing import Literal

from labkiosk.catalogue import Test
from labkiosk.facts.errors import Refused
from labkiosk.lab.entry import BESIDE, COUNTS, value_of
from labkiosk.lab.given import Given
from labkiosk.lab.sensitive import HIDDEN
from labkiosk.rules.calculated import BY_FORMULA, NOT_CALCULATED
from labkiosk.rules.dilution import dilution
from labkiosk.rules.kits import is_kit, kit_of
from labkiosk.rules.needs import by_typing
from labkiosk.rules.value import assess, refuse_apart, same_value
from labkiosk.tui.screens.results_shown import CLOSED, Shown, Whose

__all__ = ["Ask", "Line", "Whose"]

Ask = Literal["value", "dilution", "counts", "reason", "again", "kit", "comment", "range"]


class Line(Shown, kw_only=True):
    """A test's row. What was typed waits for ``again`` (the same value, blind), a ``reason`` (it replaces another, or
    what is calculated), which of two values ``counts``, or a ``kit`` (what it was read on) until it is ready.
    """

    def open_test(self) -> Test:
        """The test, if a value may be typed for it. Raises Refused."""
        if self.state in CLOSED:
            raise Refused(f"{self.code} {CLOSED[self.state]}.")
        if self.test is None:
            raise Refused(f"{self.code} is no longer in the catalogue: put it back to record it.")
        refuse_apart(self.test)
        if self.standing is not None and self.standing.sealed and self.standing.value == HIDDEN:
            raise Refused(
                f"{self.code} has a sealed value: only who typed it, or who releases it, changes it."
            )
        if self.blind and not self.may_confirm:
            raise Refused(f"{self.code} is held: a second person types its value. You typed the first.")
        return self.test

    def take(self, text: str) -> Ask | None:
        """A value was typed: what to ask next, or None when it is complete. Raises Refused."""
        test = self.open_test()
        self.clear()
        if text.strip() == BY_FORMULA:
            return self._take_back()
        value = value_of(test, self._given(text))
        found = assess(test, value, self.unit_name(), self.whose.sex, self.whose.age)
        needs = by_typing(self.standing.needs) if self.standing is not None else []
        same = self._is_same(test, value)
        if same and not needs and self.why_held:
            raise Refused(f"{self.code} waits to be looked at: F5 shows why, and there it is accepted.")
        if same and not needs:
            raise Refused(f"{self.code} has this value already.")
        self.typed, self.found = text, found
        if self.repeating:
            return "counts"
        if self.standing is None:
            return "reason" if self.formula else self._after_value()
        if not same:
            return "reason"
        if is_kit(needs[0]):
            return "kit"
        self.ready = True
        return None

    def _take_back(self) -> Ask:
        """The value is to be calculated, in place of the one that was typed over it. Raises Refused."""
        if not self.formula:
            raise Refused(f"{self.code} is not calculated here: type its value.")
        if self.calculated:
            raise Refused(f"{self.code} is calculated already, or comes with the last value of its formula.")
        self.typed = BY_FORMULA
        return "reason"

    def _is_same(self, test: Test, value: str) -> bool:
        standing = self.standing
        if standing is None or self.repeating or standing.value == NOT_CALCULATED:
            return False
        return same_value(test, standing.value, value, standing.unit or None, self.unit_name())

    def take_counts(self, text: str) -> Ask:
        """Which of the two values counts: 1, the first, or 2. Raises Refused for anything else."""
        if text.strip() not in ("1", "2"):
            raise Refused("Type 1 if the first value counts, or 2 if this one does.")
        self.repeat = COUNTS if text.strip() == "2" else BESIDE
        return "reason"

    def take_reason(self, text: str) -> Ask | None:
        """Why the value that stands is replaced. Raises Refused when nothing was typed."""
        if not text.strip():
            raise Refused("Type why the value is replaced, or press Esc to leave it as it is.")
        self.reason = text
        if self.repeat == BESIDE or self.typed == BY_FORMULA:
            self.ready = True
            return None
        return self._after_value()

    def take_again(self, text: str) -> None:
        """The value typed a second time, blind. Raises Refused, and both are gone, when it is another."""
        test, first = self.open_test(), self.typed
        try:
            same = same_value(test, first, text, self.unit_name())
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
        self.repeat = ""

    def forget(self) -> None:
        """Nothing is typed here, and nothing was said of how it was read."""
        self.clear()
        self.dilution, self.repeating = "", False

    def dilute(self, text: str) -> None:
        """The value is read in this dilution; nothing for in none. What was typed is gone. Raises Refused."""
        if text.strip():
            dilution(text)
        self.clear()
        self.dilution = text.strip()

    def do_again(self) -> None:
        """The test was done a second time. Raises Refused where no first value stands."""
        self.open_test()
        if self.standing is None or self.blind or self.standing.calculated:
            raise Refused(f"{self.code} has no first value to stand beside: type the value.")
        self.clear()
        self.repeating = True

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
        return self._given(self.typed)

    def _given(self, text: str) -> Given:
        return Given(
            test=self.code,
            value=text,
            unit=self.unit_name(),
            again=self.again,
            reason=self.reason,
            comment=self.comment,
            kit=self.kit,
            reference=self.their_range,
            dilution=self.dilution,
            repeat=self.repeat,
        )

"""How one test on the results form looks: what was typed, what stands, and what the rules say of it."""

import msgspec

from labkiosk.board.before import Previous
from labkiosk.board.samples import Result
from labkiosk.catalogue import Choice, Test, Unit
from labkiosk.lab.given import Repeat
from labkiosk.rules.calculated import AWAITS_INPUT
from labkiosk.rules.kits import is_kit
from labkiosk.rules.needs import LOOK, by_typing
from labkiosk.rules.value import Assessed, by_their_range, flag_words, range_for, reference_text

CLOSED = {
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


class Shown(msgspec.Struct, kw_only=True):
    """A test's row. ``test`` is None where the catalogue no longer has it.

    ``typed`` is complete once ``ready``. ``standing`` is what is recorded already. ``laboratory`` is the other one that
    does the test, ``their_range`` its own range for the value. ``formula`` says how it is calculated, empty where it is
    not; ``unset`` what the laboratory has not set for that. ``dilution`` is in how much of one the value was read;
    ``repeating`` says that it is done a second time, ``repeat`` which value counts. Where lines of several samples
    stand together, ``number`` is the sample's and ``position`` its place. ``previous`` is the
    patient's value before, ``before_that`` those before it, in words.
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
    before_that: str = ""
    laboratory: str = ""
    formula: str = ""
    unset: tuple[str, ...] = ()
    unit: Unit | None = None
    dilution: str = ""
    repeating: bool = False
    repeat: Repeat = ""
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
        return self.standing is not None and bool(by_typing(self.standing.needs))

    @property
    def why_held(self) -> str:
        """Why it only waits until another person has looked; nothing of a value that is to be typed blind."""
        standing = self.standing
        if standing is None or LOOK not in standing.needs or self.blind:
            return ""
        return " ".join(standing.held) or "Held to be looked at."

    @property
    def calculated(self) -> bool:
        """Whether its value comes by itself, and nobody has typed another."""
        return (
            bool(self.formula)
            and not self.typed
            and (self.standing is None or bool(self.standing.calculated))
        )

    @property
    def value(self) -> str:
        """The value as it will be recorded: what was read, times the dilution."""
        return self.found.value if self.dilution and self.found is not None else self.typed

    @property
    def wants_value(self) -> bool:
        """Whether there is something for this person to type."""
        if self.test is None or self.state in CLOSED or self.ready or self.calculated:
            return False
        return self.standing is None or self.may_confirm

    @property
    def may_confirm(self) -> bool:
        """Whether this person may type the value that is held, without seeing it."""
        earlier = self.standing
        needs = by_typing(earlier.needs) if earlier is not None else []
        if earlier is None or not needs:
            return False
        return earlier.actor != self.whose.actor or "again" in needs or is_kit(needs[0])

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
        if self.state in CLOSED:
            return self.state
        if self.standing is not None and self.standing.needs:
            return f"held: {self._waits_for(self.standing.needs)}"
        if self.state in ("provisional", "recorded"):
            return self.state
        if self.calculated:
            return "calculated"
        return f"at {self.laboratory}" if self.laboratory else ""

    def _waits_for(self, needs: tuple[str, ...]) -> str:
        if AWAITS_INPUT in needs:
            return "its input"
        if not by_typing(needs):
            return "look"
        if is_kit(needs[0]):
            return "other kit"
        return "type again" if self.may_confirm else "2nd person"

    def unit_name(self) -> str | None:
        """The unit that was stated, in UCUM; None where none was."""
        return self.unit.ucum if self.unit is not None else None

"""What is asked for at intake, without a screen: tests, panels, colour forms, priority, and their tubes."""

from typing import Literal, NamedTuple, get_args

from labkiosk.catalogue import Catalogue
from labkiosk.catalogue.find import Finder
from labkiosk.facts.errors import Refused
from labkiosk.lab.request import PatientRequest
from labkiosk.rules.tubes import TubePlan, plan_tubes

PriorityCode = Literal["routine", "urgent", "stat"]
PRIORITIES: tuple[PriorityCode, ...] = get_args(PriorityCode)


class Offer(NamedTuple):
    """A test or panel that may be chosen; ``chosen`` says that it is already."""

    code: str
    name: str
    is_panel: bool
    chosen: bool


class HalfTyped(NamedTuple):
    """An order that was left before it was placed; ``details`` are the texts of its fields by name."""

    patient: PatientRequest
    name: str
    codes: tuple[str, ...]
    priority: PriorityCode
    details: dict[str, str]


class Basket:
    """The codes chosen so far, in the order of choosing, each once."""

    def __init__(self, catalogue: Catalogue, age: int | None = None) -> None:
        """``age`` is the patient's in days, on which the tubes depend; None where it is not known."""
        self.catalogue = catalogue
        self.age = age
        self.codes: list[str] = []
        self.priority: PriorityCode = "routine"
        self.form: str | None = None
        self._finder = Finder(catalogue)

    def next_priority(self) -> None:
        """Routine, urgent, STAT, and round again."""
        self.priority = PRIORITIES[(PRIORITIES.index(self.priority) + 1) % len(PRIORITIES)]

    def next_form(self) -> None:
        """The hospital's colour forms in the order of the catalogue, then none."""
        forms = [None, *self.catalogue.presets]
        self.form = forms[(forms.index(self.form) + 1) % len(forms)]

    def offers(self, text: str, *, limit: int = 8) -> list[Offer]:
        """What the text may mean, best first; without text, what stands on the colour form."""
        if text.strip():
            found = [(hit.code, hit.name, hit.is_panel) for hit in self._finder.find(text, limit)]
        else:
            codes = self.catalogue.presets[self.form].items if self.form is not None else ()
            found = [(code, self.name_of(code), code in self.catalogue.panels) for code in codes]
        return [Offer(*each, each[0] in self.codes) for each in found]

    def name_of(self, code: str) -> str:
        """The name of a test or panel."""
        named = self.catalogue.tests.get(code) or self.catalogue.panels[code]
        return named.name

    def toggle(self, code: str) -> None:
        """Choose a test or panel, or take it out again. Raises Refused when no tube can hold it."""
        if code in self.codes:
            self.codes.remove(code)
            return
        plan_tubes(self.catalogue.expand([*self.codes, code]), self.catalogue, self.age)
        self.codes.append(code)

    def tubes(self) -> list[TubePlan]:
        """The tubes to draw, in order of draw."""
        return plan_tubes(self.catalogue.expand(self.codes), self.catalogue, self.age)

    def chosen(self) -> tuple[str, ...]:
        """The codes, for the order. Raises Refused when there is none."""
        if not self.codes:
            raise Refused("No tests yet: type a test or panel and press Enter.")
        return tuple(self.codes)


def refuse_number(text: str) -> None:
    """A number typed where tests are named is a scan gone astray. Raises Refused."""
    bare = text.strip()
    if len(bare) >= 6 and bare.isdigit():
        raise Refused("That is a number, not a test: go back with Esc to look up a patient by it.")

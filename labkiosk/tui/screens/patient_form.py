"""The fields of a patient: the frame of a new one and of a correction."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Label, Static

from labkiosk.facts.errors import Refused
from labkiosk.tui.plain import plain
from labkiosk.tui.screens.base import KioskScreen
from labkiosk.tui.screens.patient_fields import Fields, birth_read_back
from labkiosk.tui.widgets.field import Field

_ROWS = (
    ("name", "Name", "as on the card"),
    ("sex", "Sex", "F, M, O other, U not known"),
    ("born", "Age or birth date", "51 y, 8 m, 3 d, or 14/03/1975"),
    ("hospital", "Hospital number", ""),
    ("mobile", "Mobile number", ""),
    ("abha", "ABHA number", ""),
)


class PatientForm(KioskScreen):
    """One line a field; Enter goes on to the next. What is typed as an age is read back at once."""

    PAGE = "intake"
    MORE: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    """Further rows: id, label, hint."""
    DEFAULT_CSS = """
    PatientForm .row { height: 1; }
    PatientForm Label { width: 20; padding: 0 1; }
    #read-back { height: 1; padding: 0 1; margin-bottom: 1; text-style: bold; }
    """

    def __init__(self, fields: Fields) -> None:
        super().__init__()
        self.given = fields

    def body(self) -> ComposeResult:
        yield from self.above()
        for name, label, hint in (*_ROWS, *self.MORE):
            with Horizontal(classes="row"):
                yield Label(label, markup=False)
                yield Field(placeholder=hint, id=name)
        yield Static("", id="read-back", markup=False)
        yield from self.below()

    def above(self) -> Iterator[Static]:
        """What stands over the fields."""
        yield from ()

    def below(self) -> ComposeResult:
        """What stands under the fields."""
        yield from ()

    def opened(self) -> None:
        super().opened()
        for name, _, _ in _ROWS:
            self.field(name).value = getattr(self.given, name)
        first = "name" if not self.given.name else "sex"
        self.field(first).focus()
        self._read_back()

    def field(self, name: str) -> Field:
        """The field of that name."""
        return self.query_one(f"#{name}", Field)

    @property
    def fields(self) -> Fields:
        """What stands in the fields."""
        return Fields(**{name: self.field(name).value for name, _, _ in _ROWS})

    def on_input_changed(self, event: Input.Changed) -> None:
        """An age or a date means something: show what."""
        if event.input.id == "born":
            self._read_back()

    def _read_back(self) -> None:
        try:
            shown = birth_read_back(self.field("born").value, self.lab.today())
        except Refused as refusal:
            shown = str(refusal)
        self.query_one("#read-back", Static).update(plain(shown))

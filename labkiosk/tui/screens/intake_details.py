"""What a request form says beside its tests: ward, bed, clinician, collection, note."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Label

from labkiosk.tui.widgets.field import Field

_ROWS = (
    (("location", "Ward", ""), ("bed", "Bed", ""), ("clinician", "Clinician", "")),
    (("collected_at", "Collected", "like 07:10"), ("collected_by", "By", ""), ("note", "Note", "")),
)
KEPT = ("location", "clinician")
"""What the next request of a ward's batch begins with."""


class Details(Vertical):
    """Two rows of fields, by the names that ``OrderRequest`` has for them."""

    DEFAULT_CSS = """
    Details { height: 2; }
    Details Label { padding: 0 1; width: 11; }
    Details Horizontal { height: 1; }
    """

    def compose(self) -> ComposeResult:
        for row in _ROWS:
            with Horizontal():
                for name, label, hint in row:
                    yield Label(label, markup=False)
                    yield Field(placeholder=hint, id=name)

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields, by name."""
        return {name: self.query_one(f"#{name}", Field).value for row in _ROWS for name, _, _ in row}

    def fill(self, values: dict[str, str]) -> None:
        """Other texts for the fields named."""
        for name, text in values.items():
            self.query_one(f"#{name}", Field).value = text

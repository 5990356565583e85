"""The one place where a scanner without STX works, and where a number is typed by hand."""

from typing import TYPE_CHECKING, cast

from textual.events import Key

from labkiosk.tui.widgets.field import Field

if TYPE_CHECKING:
    from labkiosk.tui.app import Kiosk


class ScanBox(Field):
    """Enter hands its text over as a scan; Enter in an empty box chooses the line that is marked in the list."""

    def __init__(self, placeholder: str = "Scan, or type a sample number") -> None:
        super().__init__(placeholder=placeholder, id="scan")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return not self._passes_on(key) and super().check_consume_key(key, character)

    async def on_key(self, event: Key) -> None:
        if self._passes_on(event.key):
            # Without its character it is not typed here, and goes on to the bindings.
            event.character = None

    def _passes_on(self, key: str) -> bool:
        """No code begins with a space, and the list above has a use for it."""
        return key == "space" and not self.value

    async def entered(self) -> None:
        text, self.value = self.value.strip(), ""
        kiosk = cast("Kiosk", self.app)
        if text:
            kiosk.call_later(kiosk.typed, text)
        else:
            kiosk.call_later(kiosk.chosen)

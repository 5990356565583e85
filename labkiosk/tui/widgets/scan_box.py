"""The one place where a scanner without STX works, and where a number is typed by hand."""

from typing import TYPE_CHECKING, cast

from labkiosk.tui.widgets.field import Field

if TYPE_CHECKING:
    from labkiosk.tui.app import Kiosk


class ScanBox(Field):
    """Enter hands its text over as a scan; Enter in an empty box chooses the line that is marked in the list."""

    def __init__(self, placeholder: str = "Scan, or type a sample number") -> None:
        super().__init__(placeholder=placeholder, id="scan")

    async def entered(self) -> None:
        text, self.value = self.value.strip(), ""
        kiosk = cast("Kiosk", self.app)
        if text:
            kiosk.call_later(kiosk.scanned, text)
        else:
            kiosk.call_later(kiosk.chosen)

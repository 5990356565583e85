"""A folder for a printer: each paper becomes a file of its bytes."""

from pathlib import Path

from labkiosk.printers.address import Folder
from labkiosk.printers.file import deliver
from labkiosk.printers.line import LineLost
from labkiosk.printers.state import State


class FolderLine:
    """What is sent at once is one file, whole and durable or not there at all; nothing comes back."""

    answers = confirms = blind = False

    def __init__(self, address: Folder) -> None:
        self.folder = Path(address.path)

    def send(self, data: bytes, patience_s: float) -> int:
        """See Line."""
        try:
            target = self.folder / self._next()
        except OSError as error:
            raise _lost(error, 0) from None
        try:
            deliver(self.folder, target.name, data)
        except OSError as error:
            raise _lost(error, len(data) if target.exists() else 0) from None
        return len(data)

    def flush(self, patience_s: float) -> bool:
        """See Line."""
        return True

    def hear(self, patience_s: float) -> bytes:
        """See Line."""
        return b""

    def look(self) -> State | None:
        """See Line."""
        return None

    def close(self) -> None:
        """See Line."""

    def _next(self) -> str:
        taken = [each.stem for each in self.folder.glob("[0-9]*.prn")] if self.folder.is_dir() else []
        return f"{max((int(name) for name in taken if name.isdecimal()), default=0) + 1:08d}.prn"


def _lost(error: OSError, sent: int) -> LineLost:
    return LineLost(f"cannot be written ({error.strerror})", sent=sent, state=State.FAULT)

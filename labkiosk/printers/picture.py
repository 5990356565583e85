"""A picture for a printer: what goes into a folder, to be looked at or printed by something else."""

import io

from labkiosk.printers.sheet import Heard, Sheet, fitting


class Png:
    """PNG, one bit a dot, of 203 dpi. A file cannot be asked whether it came out."""

    NAME = "png"

    def wrap(self, sheet: Sheet, *, dots: int, slow: bool = False) -> bytes:
        """The picture as a PNG that names its resolution and nothing else. Raises Refused when too wide."""
        out = io.BytesIO()
        fitting(sheet, dots).save(out, "PNG", dpi=(203, 203))
        return out.getvalue()

    def question(self, ticket: int) -> bytes:
        """None."""
        return b""

    def status(self) -> bytes:
        """None."""
        return b""

    def read(self, data: bytes, ticket: int) -> Heard | None:
        """Nothing: what has no mouth did not say that."""
        return None

"""The languages printers speak: one file each, one line each in the table here."""

from typing import Protocol

from labkiosk.printers.escpos import EscPos
from labkiosk.printers.picture import Png
from labkiosk.printers.sheet import Heard, Run, Sheet
from labkiosk.printers.tspl import Tspl
from labkiosk.printers.zpl import Zpl

__all__ = ["LANGUAGES", "Heard", "Language", "Run", "Sheet"]


class Language(Protocol):
    """What a printer understands, and what it says. Instances keep nothing: any thread may use one."""

    NAME: str

    def wrap(self, sheet: Sheet, *, dots: int, slow: bool = False) -> bytes:
        """The bytes that print the sheet on a head of that many dots; equal sheets give equal bytes.

        ``slow``: the line is slow, so what the printer can set itself may be sent as text. Raises Refused for
        a sheet wider than the head.
        """
        ...

    def question(self, ticket: int) -> bytes:
        """What is sent behind a paper: its answer proves what became of all before it. b"" where there is none."""
        ...

    def status(self) -> bytes:
        """What asks for the state at once, while it prints nothing. b"" where the language cannot ask."""
        ...

    def read(self, data: bytes, ticket: int) -> Heard | None:
        """What the printer means by all it said since the ticket's question, or since its status was asked.

        None while an answer is not whole. What nobody can read is `State.SILENT`, and never done; an answer to
        another ticket is never done.
        """
        ...


LANGUAGES: dict[str, Language] = {language.NAME: language for language in (EscPos(), Zpl(), Tspl(), Png())}
"""By the name that a printer's set-up has."""

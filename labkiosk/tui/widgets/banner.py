"""Whose value it is, large, on every screen that takes one."""

from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from labkiosk.rules.number import last_four
from labkiosk.tui.plain import beside, cut
from labkiosk.tui.widgets.digits import big


class Whose(NamedTuple):
    """A patient and a tube, in words: ``age`` like ``51 y F``, ``detail`` like the tube and its priority."""

    name: str
    age: str
    detail: str
    number: str
    baby: str = ""
    """A twin's place in the order of birth, which stands as high as the number."""


class Banner(Static):
    """Three lines: name, age and sex, tube; at the right the last four digits as high as all three."""

    def __init__(self, whose: Whose | None = None) -> None:
        super().__init__("", markup=False)
        self.whose = whose

    def show(self, whose: Whose | None) -> None:
        """Whose it is now; nothing stands there for None."""
        if whose != self.whose:
            self.whose = whose
            self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if self.whose is None or not self.size.width:
            self.update("", layout=False)
            return
        digits = big(last_four(self.whose.number))
        order = [f" {high} " for high in big(self.whose.baby)] if self.whose.baby else [""] * len(digits)
        room = self.size.width - cell_len(digits[0]) - cell_len(order[0]) - 2
        texts = (
            (self.whose.name, "bold reverse"),
            (self.whose.age, "bold"),
            (f"{self.whose.number}  {self.whose.detail}", ""),
        )
        lines = [
            beside((born, "bold reverse"), (cut(text, room - 1), style), ("  ", ""), (high, "bold"))
            for (text, style), high, born in zip(texts, digits, order, strict=True)
        ]
        self.update(Content("\n").join(lines), layout=False)

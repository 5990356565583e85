"""The grid of a worksheet: a line for each tube, a column for each test; Enter goes down."""

from collections.abc import Callable

from textual.content import Content

from labkiosk.rules.number import last_four
from labkiosk.tui.plain import cut
from labkiosk.tui.screens.results_form import Form
from labkiosk.tui.screens.results_grid import ResultGrid
from labkiosk.tui.screens.results_line import Line
from labkiosk.tui.screens.results_rows import fit, sign, value_of

# In cells: position, last four digits and name; then each value with its sign and flag.
_NAME, _CELL = 16, 11
_LEFT = 3 + 1 + 4 + 1 + _NAME
_HEAD = "ansi_bright_white on ansi_blue"


class WorksheetGrid(ResultGrid):
    """Shows whose each line is as well. The lines of its form go down the first test, then down the second.

    ``names`` gives a patient's name by the number of the tube.
    """

    def __init__(
        self,
        form: Form,
        names: dict[str, str],
        refuse: Callable[[str], None],
        typed: Callable[[bool], None],
    ) -> None:
        super().__init__(form, lambda _at: "", refuse, typed)
        self._names = names
        self._lay_out()

    def show(self, form: Form) -> None:
        super().show(form)
        self._lay_out()

    def _lay_out(self) -> None:
        lines = self._form.lines
        self._tubes = sorted({line.position: line.number for line in lines}.items())
        self._tests = list(dict.fromkeys(line.code for line in lines))
        self._at = {(line.position, line.code): at for at, line in enumerate(lines)}

    def render(self) -> Content:
        """The heading, and the tubes and tests around the value being typed."""
        width, height = self.size
        line, room = self._form.line, height - 1
        places = [position for position, _ in self._tubes]
        first = _window(places.index(line.position), len(places), room)
        columns = max(1, (width - _LEFT) // (_CELL + 1))
        start = _window(self._tests.index(line.code), len(self._tests), columns)
        codes = self._tests[start : start + columns]
        more = "".join(("<" if start else "", ">" if start + columns < len(self._tests) else ""))
        head = f"{'Tube':<{_LEFT - 2}}{more:<2}" + "".join(f" {cut(f' {code}', _CELL)}" for code in codes)
        shown = self._tubes[first : first + room]
        return Content("\n").join(
            [fit(head, width, _HEAD), *(self._row(position, number, codes) for position, number in shown)]
        )

    def _row(self, position: int, number: str, codes: list[str]) -> Content:
        here = position == self._form.line.position
        name = cut(self._names.get(number, ""), _NAME)
        left = fit(f"{position:>3} {last_four(number)} {name}", _LEFT, "bold reverse" if here else "")
        return Content.assemble(left, *(self._cell(position, code) for code in codes))

    def _cell(self, position: int, code: str) -> Content:
        at = self._at.get((position, code))
        if at is None:
            return fit(f"  {'-' * (_CELL - 4)}", _CELL + 1, "dim")
        line, here = self._form.lines[at], at == self._form.at
        text = f"{sign(line)}{value_of(self._form, line, here=here)}"
        style = "reverse" if here else "bold" if line.flag else ""
        return Content.assemble(Content(" "), fit(self._flagged(line, text), _CELL, style))

    def _flagged(self, line: Line, text: str) -> str:
        """The value and, where there is room, the letter of its flag; what is held says so without it."""
        letter = line.flag.partition(" ")[0]
        return f"{text} {letter}" if letter and len(text) + len(letter) + 1 <= _CELL else text

    def _meaning(self, key: str, character: str | None) -> Callable[[], object] | None:
        page = max(1, self.size.height - 2)
        down = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}.get(key, 0)
        right = {"left": -1, "right": 1}.get(key, 0)
        if down or right:
            return lambda: self._form.go(self._beside(down, right))
        return super()._meaning(key, character)

    def _beside(self, down: int, right: int) -> int:
        """The nearest value that way: of this test at another tube, or of another test, of this tube if it can be."""
        line = self._form.line
        codes, places = self._tests, [position for position, _ in self._tubes]
        code = codes[max(0, min(len(codes) - 1, codes.index(line.code) + right))]
        wanted = max(0, min(len(places) - 1, places.index(line.position) + down))
        # Not every tube has every test.
        there = [p for p in places if (p, code) in self._at]
        if down:
            there = [p for p in there if (p > line.position if down > 0 else p < line.position)]
        if not there:
            return self._form.at
        best = min(there, key=lambda p: abs(places.index(p) - wanted))
        return self._at[best, code]


def _window(at: int, count: int, room: int) -> int:
    """The first of ``count`` things to show in ``room``, so that ``at`` is among them."""
    return max(0, min(at - room // 2, count - room))

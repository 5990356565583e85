"""The list draws what is in sight, and keeps its cursor on its own item."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from labkiosk.tui.plain import cut
from labkiosk.tui.widgets.board_list import BoardList, Column, Row


class Holder(App[None]):
    """A list on 30 x 6 cells that notes which items were drawn."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = names
        self.drawn: list[str] = []

    def compose(self) -> ComposeResult:
        yield BoardList((Column("Name"), Column("Long", 4, right=True)), self._row, str, "Nobody here.")

    def _row(self, name: str) -> Row:
        self.drawn.append(name)
        return Row((name, str(len(name))))

    @property
    def names_list(self) -> BoardList:
        return self.query_one(BoardList)

    def lines(self) -> list[str]:
        return [self.names_list.render_line(y).text for y in range(self.names_list.size.height)]


async def test_of_a_million_items_only_those_in_sight_are_drawn() -> None:
    app = Holder([f"n{i}" for i in range(1_000_000)])
    async with app.run_test(size=(30, 6)) as pilot:
        app.names_list.show(app.names)
        await pilot.pause()
        assert set(app.drawn) == {"n0", "n1", "n2", "n3", "n4"}
        assert app.lines()[:3] == [
            "Name                      Long",
            "n0                           2",
            "n1                           2",
        ]
        app.names_list.move(999_999)
        app.drawn.clear()
        assert app.lines()[-1] == "n999999                      7"
        assert set(app.drawn) == {f"n{i}" for i in range(999_995, 1_000_000)}
        assert (app.names_list.current, app.names_list.more_below) == ("n999999", False)


async def test_the_cursor_stays_on_its_item_when_others_come_and_go() -> None:
    app = Holder([])
    async with app.run_test(size=(30, 6)):
        app.names_list.show(["a", "b", "c"])
        app.names_list.move(1)
        app.names_list.show(["x", "y", "a", "b"])
        assert app.names_list.current == "b"
        app.names_list.show(["x", "y"])
        assert app.names_list.current == "y"
        app.names_list.show([])
        assert (app.names_list.current, app.lines()[1].rstrip()) == (None, "Nobody here.")
        app.names_list.move(1)
        app.names_list.move(-1)
        app.names_list.show(["z"])
        assert app.names_list.current == "z"


@pytest.mark.parametrize("rows", [1, 4, 5, 6, 11, 23])
async def test_paging_down_shows_every_item_once(rows: int) -> None:
    app = Holder([])
    async with app.run_test(size=(30, 6)):
        names = [f"n{i:02}" for i in range(rows)]
        app.names_list.show(names)
        seen = [line[:3] for line in app.lines()[1:]]
        while app.names_list.more_below:
            app.names_list.page_down()
            seen += [line[:3] for line in app.lines()[1:]]
        assert sorted(set(seen) - {"   "}) == names


@given(st.text(max_size=40), st.integers(0, 20))
def test_a_cell_is_exactly_as_wide_as_its_column(text: str, width: int) -> None:
    from rich.cells import cell_len

    assert cell_len(cut(text, width)) == width


def test_what_was_cut_says_so() -> None:
    assert cut("Asha Devi", 9) == "Asha Devi"
    assert cut("Asha Devi", 8) == "Asha De>"
    assert cut("\x1b[31mred", 12) == "\\x1b[31mred "
    assert cut("[/]", 5) == "[/]  "

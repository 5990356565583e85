"""The blank Textual app that the kiosk is held against; ``counting`` adds one line that a key changes."""

import sys

from textual.app import App, ComposeResult


class Blank(App[None]):
    """Nothing."""


def counting() -> App[None]:
    """An app of one line, which shows how many keys were pressed."""
    from textual.reactive import reactive
    from textual.widget import Widget

    class Line(Widget, can_focus=True):
        keys = reactive(0)

        def render(self) -> str:
            return f"key {self.keys}."

        def on_key(self) -> None:
            self.keys += 1

    class Counting(Blank):
        def compose(self) -> ComposeResult:
            yield Line()

    return Counting()


if __name__ == "__main__":
    (counting() if sys.argv[1:] == ["counting"] else Blank()).run(mouse=False)

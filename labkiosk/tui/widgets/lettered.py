"""A few things to choose from, each by one letter: never a digit, which a scanner could have typed."""

from collections.abc import Sequence
from string import ascii_lowercase
from typing import NamedTuple

from textual.content import Content

from labkiosk.tui.plain import beside, cut


class Lettered(NamedTuple):
    """A choice with its code and the letter that picks it."""

    letter: str
    code: str
    text: str


def lettered(choices: Sequence[tuple[str, str]]) -> list[Lettered]:
    """``(code, text)`` pairs, each with the first letter of its text that is still free, at most 26."""
    free = dict.fromkeys(ascii_lowercase)
    made = []
    for code, text in choices[: len(ascii_lowercase)]:
        letter = next((c for c in text.casefold() if c in free), next(iter(free)))
        del free[letter]
        made.append(Lettered(letter, code, text))
    return made


def drawn(choices: Sequence[Lettered], picked: Sequence[str], *, columns: int, width: int) -> Content:
    """The choices down the columns, those picked in reverse with a star."""
    rows = -(-len(choices) // columns)
    cell = width // columns
    lines = []
    for at in range(rows):
        cells = [_cell(choice, choice.code in picked, cell) for choice in choices[at::rows]]
        lines.append(Content.assemble(*cells))
    return Content("\n").join(lines)


def _cell(choice: Lettered, picked: bool, width: int) -> Content:
    style = "reverse" if picked else ""
    mark = "*" if picked else " "
    text = cut(f" {choice.text}", width - 4)
    return beside((f" {mark}", style), (choice.letter, f"bold {style}".strip()), (text, style), (" ", ""))

"""A page of the manual on paper: headings, paragraphs, lists and tables of plain Markdown."""

import re
from collections.abc import Iterator

from labkiosk.forms.flow import INSET, Cell, Flow
from labkiosk.forms.media import ROLL_80, Media
from labkiosk.forms.page import Page
from labkiosk.forms.setting import several

_HEADING = re.compile(r"(#{1,6}) +(.*)")
_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*]|\d+[.)]) +(?P<text>.*)")
_TABLE_LINE = re.compile(r"\|?[\s:|-]+\|?")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|__|`")
_SIZES = (4.4, 3.6, 3.0)


def manual(markdown: str, media: Media = ROLL_80) -> Page:
    """The text on a roll. What is not a heading, a list, a table row or a rule is a paragraph."""
    flow = Flow(media)
    for block in _blocks(markdown):
        _block(flow, block)
    return flow.page()


def _blocks(markdown: str) -> Iterator[str]:
    # Lines of one paragraph, or of one list item, run together until a blank line or the next mark.
    block = ""
    for line in markdown.splitlines():
        if block and line.strip() and not (_alone(block) or _alone(line) or _ITEM.fullmatch(line)):
            block = f"{block} {line.strip()}"
        else:
            yield block
            block = line
    yield block


def _alone(line: str) -> bool:
    return line.startswith("|") or set(line) == {"-"} or _HEADING.fullmatch(line) is not None


def _block(flow: Flow, block: str) -> None:
    if not block.strip():
        flow.gap(0.8)
    elif heading := _HEADING.fullmatch(block):
        level = min(len(heading[1]), len(_SIZES))
        flow.gap(0.8)
        flow.text(_plain(heading[2]), _SIZES[level - 1], bold=True)
    elif item := _ITEM.fullmatch(block):
        left = INSET + len(item["indent"])
        mark = "•" if item["mark"] in "-*" else item["mark"]
        flow.row(Cell(mark, left, 4), Cell(_plain(item["text"]), left + 4, flow.width - left - 4 - INSET))
    elif block.startswith("|"):
        if not _TABLE_LINE.fullmatch(block):
            third = flow.width / 3
            first, *rest = (_plain(cell.strip()) for cell in block.strip("| ").split("|"))
            flow.row(
                Cell(first, INSET, third - INSET, bold=True),
                Cell(several(*rest), third + 2, flow.width - third - 3),
            )
    elif set(block) == {"-"}:
        flow.rule()
    else:
        flow.text(_plain(block))


def _plain(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", text))

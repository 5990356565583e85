"""What the labels of tubes have in common: where things stand on each size, the bars, and the column beside them."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from labkiosk.facts.errors import Refused
from labkiosk.forms.media import Media
from labkiosk.forms.page import LINE, Align, Barcode, Item, Page, Rule, Text
from labkiosk.forms.setting import BASE, grouped, shrink, wrap

LEFT = 1.0
SMALLEST = 1.6
"""Size in mm under which nothing on a label is set."""


class Tube(NamedTuple):
    """Where things stand on a tube's label of one size, in mm from its left and top edge.

    A size of text comes with its place. ``bars`` is the width of the bars with their white: 101 modules of 0.25 mm
    (0.254 at 300 dpi), and on each side 5 mm, or at least the 10 modules that readers ask for.
    """

    width: float
    height: float
    roomy: bool
    """Whether one row holds who it is; else it takes two."""
    top: float
    """Of the bars, which are 10 mm high."""
    bars: float
    side: float
    """Left edge of the column beside the bars, and its width."""
    side_width: float
    foot: float
    """Top of the row below the bars."""
    number: tuple[float, float]
    """Width and size of the number in that row; then left edge, width and size of the tests, and of the part."""
    tests: tuple[float, float, float]
    part: tuple[float, float, float]
    priority: tuple[float, float]
    """Width and height of the box with the priority."""
    birth: float
    """Width of the box with the order of birth."""

    @property
    def inner(self) -> float:
        """Width of a row."""
        return self.width - 2 * LEFT

    def page(self, items: Sequence[Item]) -> Page:
        """The label, read along the tube with its left edge at the cap."""
        return Page(width=self.width, height=self.height, items=tuple(items), turned=True)

    def bar_items(self, number: str) -> list[Item]:
        """The number as bars and, under them, as digits. Raises Refused when it is not 12 digits.

        The bars lie across the standing tube like rungs, over 9 mm from its bottom.
        """
        if not (len(number) == 12 and number.isascii() and number.isdecimal()):
            raise Refused(f"{number!r} is not a sample number of 12 digits: no label is printed.")
        wide, size = self.number
        return [
            Barcode(digits=number, x=0, y=self.top, width=self.bars, height=10),
            Text(text=grouped(number), x=LEFT, y=self.foot, width=wide, size=size),
        ]

    def beside(
        self,
        text: str,
        y: float,
        size: float,
        *,
        bold: bool = True,
        align: Align = "right",
        white: bool = False,
    ) -> Text:
        """A text in the column beside the bars."""
        return Text(
            text=text, x=self.side, y=y, width=self.side_width, size=size, bold=bold, align=align, white=white
        )

    def boxed(self, text: str, y: float) -> tuple[list[Item], float]:
        """White on black in the column beside the bars, on as many lines as it takes; and where that ends."""
        room = self.side_width - 0.4
        size = shrink(text, room, (2.2, SMALLEST), bold=True)
        step = size * 1.2
        lines = [
            self.beside(
                line, y + place * step + 0.2 + (step - size * LINE) / 2, size, align="centre", white=True
            )
            for place, line in enumerate(wrap(text, size, room, bold=True))
        ]
        height = len(lines) * step + 0.4
        return [Rule(x=self.side, y=y, width=self.side_width, height=height), *lines], y + height


_LARGE = Tube(
    width=50.8, height=25.4, roomy=True, top=10.9, bars=35.3, side=35.8, side_width=14.2, foot=21.2, number=(19, 2.2),
    tests=(20.5, 20.8, 2.3), part=(41.5, 8.3, 2.6), priority=(11.8, 4.0), birth=17.0,
)  # fmt: skip
_SMALL = Tube(
    width=38.0, height=25.0, roomy=False, top=12.0, bars=30.8, side=31.1, side_width=6.4, foot=22.1, number=(15.5, 2.0),
    tests=(16.8, 13.9, 2.0), part=(31.0, 6.0, 2.0), priority=(9.4, 3.6), birth=8.4,
)  # fmt: skip


def tube_on(media: Media) -> Tube:
    """The label that is printed on that paper. Raises Refused for a roll."""
    for tube in (_LARGE, _SMALL):
        if media.height and tube.width <= media.width and tube.height <= media.height:
            return tube
    raise Refused(f"a tube's label cannot be printed on {media.words}: load labels.")


def fitted(text: str, item: Text, smallest: float = SMALLEST) -> Text:
    """The text in an item's place: smaller where it would be cut, but no smaller than ``smallest``."""
    # Letters give way before words do: what identifies a patient is not cut while it can be read smaller.
    sizes = [item.size - 0.1 * step for step in range(round((item.size - smallest) * 10) + 1)]
    size = shrink(text, item.width, sizes, bold=item.bold)
    return structs.replace(item, text=text, y=item.y + (item.size - size) * BASE, size=size)

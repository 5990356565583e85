"""What the labels of tubes have in common: their size, the bars, and the column beside them."""

from collections.abc import Sequence

from msgspec import structs

from labkiosk.facts.errors import Refused
from labkiosk.forms.media import Media
from labkiosk.forms.page import LINE, Align, Barcode, Item, Page, Rule, Text
from labkiosk.forms.setting import BASE, grouped, shrink, wrap

LEFT = 1.0


class Tube:
    """Where things stand on a tube's label of a size, in mm from its left and top edge."""

    def __init__(self, media: Media) -> None:
        """Raises Refused for a roll."""
        if media.height is None:
            raise Refused(f"a tube's label cannot be printed on {media.words}: load labels.")
        self.width, self.height = media.width, media.height
        self.roomy = media.width >= 48
        """Whether one row holds who it is; else it takes two."""
        # 101 modules of 0.25 mm (0.254 at 300 dpi), and white on each side: 5 mm, or the 10 modules readers ask for.
        self.bars = 35.3 if self.roomy else 30.8
        self.inner = self.width - 2 * LEFT
        self.top = 10.9 if self.roomy else 12.0
        self.side = self.bars + (0.5 if self.roomy else 0.3)
        self.side_width = self.width - self.side - (0.8 if self.roomy else 0.5)
        self.foot = self.top + 10.3 if self.roomy else self.top + 10.1

    def page(self, items: Sequence[Item]) -> Page:
        """The label, read along the tube with its left edge at the cap."""
        return Page(width=self.width, height=self.height, items=tuple(items), turned=True)

    def bar_items(self, number: str) -> list[Item]:
        """The number as bars and, under them, as digits. Raises Refused when it is not 12 digits.

        The bars lie across the standing tube like rungs, 10 mm high, over 9 mm from its bottom.
        """
        if not (len(number) == 12 and number.isascii() and number.isdecimal()):
            raise Refused(f"{number!r} is not a sample number of 12 digits: no label is printed.")
        size = 2.2 if self.roomy else 2.0
        return [
            Barcode(digits=number, x=0, y=self.top, width=self.bars, height=10),
            Text(text=grouped(number), x=LEFT, y=self.foot, width=19 if self.roomy else 15.5, size=size),
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

    def boxed(self, text: str, y: float, size: float) -> tuple[list[Item], float]:
        """White on black in the column beside the bars, on as many lines as it takes; and the height of it."""
        room = self.side_width - 0.4
        lines = wrap(text, size, room, bold=True)
        step = size * 1.2
        height = len(lines) * step + 0.4
        said = [
            self.beside(
                line, y + place * step + (step - size * LINE) / 2 + 0.2, size, align="centre", white=True
            )
            for place, line in enumerate(lines)
        ]
        return [Rule(x=self.side, y=y, width=self.side_width, height=height), *said], height


def fitted(text: str, item: Text, smallest: float) -> Text:
    """The text in an item's place: smaller where it would be cut, but no smaller than ``smallest``."""
    # Letters give way before words do: what identifies a patient is not cut while it can be read smaller.
    sizes = [item.size - 0.1 * step for step in range(round((item.size - smallest) * 10) + 1)]
    size = shrink(text, item.width, sizes, bold=item.bold)
    return structs.replace(item, text=text, y=item.y + (item.size - size) * BASE, size=size)

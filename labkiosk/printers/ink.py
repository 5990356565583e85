"""The dots of a picture of mode "1", as printers take them: eight in a byte, the first the most significant."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def packed(image: "Image") -> bytes:
    """Row by row, 1 for black, each row filled up with white."""
    return image.tobytes("raw", "1;I")


def rows(image: "Image") -> list[bytes]:
    """Each row, from the top."""
    across = (image.width + 7) // 8
    data = packed(image)
    return [data[at : at + across] for at in range(0, len(data), across)]


def columns(image: "Image") -> list[bytes]:
    """Each column, from the left, its uppermost dot first."""
    from PIL import Image

    return rows(image.transpose(Image.Transpose.TRANSPOSE))


def spans(lines: Sequence[bytes], gap: int) -> Iterator[tuple[int, int]]:
    """Where among rows or columns there is ink: the first, and the one past the last.

    White of fewer than ``gap`` is taken for ink.
    """
    start = end = 0
    for at, line in enumerate(lines):
        if not any(line):
            continue
        if end and at - end >= gap:
            yield start, end
            start = at
        elif not end:
            start = at
        end = at + 1
    if end:
        yield start, end

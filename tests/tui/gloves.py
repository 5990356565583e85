"""Command barcodes by the words above them, as a person in gloves finds them on the sheets."""

from labkiosk.catalogue import load
from labkiosk.tui.barcodes import sections


def by_words() -> dict[str, str]:
    """What each barcode of the shipped catalogue says, by the words above it."""
    return {bar.words: bar.code for section in sections(load(None)) for bar in section.bars}

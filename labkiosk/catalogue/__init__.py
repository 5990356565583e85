"""The catalogue of the laboratory: tests, panels, containers, limits, read from assets/catalogue."""

from labkiosk.catalogue.model import (
    Band,
    Bench,
    Catalogue,
    Choice,
    Container,
    Panel,
    Preset,
    Priority,
    Reason,
    Test,
    Unit,
)

__all__ = [
    "Band",
    "Bench",
    "Catalogue",
    "Choice",
    "Container",
    "Panel",
    "Preset",
    "Priority",
    "Reason",
    "Test",
    "Unit",
]

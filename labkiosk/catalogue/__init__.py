"""The catalogue of the laboratory: tests, panels, containers, limits, read from assets/catalogue."""

from labkiosk.catalogue.check import problems
from labkiosk.catalogue.load import CatalogueError, load
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
    Setting,
    Test,
    Unit,
)
from labkiosk.catalogue.sheet import Problem

__all__ = [
    "Band",
    "Bench",
    "Catalogue",
    "CatalogueError",
    "Choice",
    "Container",
    "Panel",
    "Preset",
    "Priority",
    "Problem",
    "Reason",
    "Setting",
    "Test",
    "Unit",
    "load",
    "problems",
]

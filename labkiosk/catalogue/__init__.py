"""The catalogue of the laboratory: tests, panels, containers, limits, read from assets/catalogue."""

from labkiosk.catalogue.check import problems
from labkiosk.catalogue.limits import Band, Unit
from labkiosk.catalogue.load import CatalogueError, load, load_apart
from labkiosk.catalogue.model import (
    NO_TUBE,
    Bench,
    Catalogue,
    Choice,
    Container,
    Panel,
    Preset,
    Priority,
    Reason,
    Setting,
    Small,
    Test,
    Timing,
)
from labkiosk.catalogue.sheet import Problem

__all__ = [
    "NO_TUBE",
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
    "Small",
    "Test",
    "Timing",
    "Unit",
    "load",
    "load_apart",
    "problems",
]

"""The screens: one a file, each imported when it is first opened."""

from importlib import import_module

from labkiosk.tui.screens.base import KioskScreen

NAMES = (
    "signin", "queue", "intake", "receive", "results", "release", "sample", "order", "orders", "find", "counts",
    "papers", "sent", "worksheets", "worksheet", "recollect", "clock", "more", "handover", "links", "draw",
    "blank", "deliveries", "storage",
)  # fmt: skip


def kind(name: str) -> type[KioskScreen]:
    """The class of the screen ``name``: ``NameScreen`` of the module of that name."""
    found = getattr(import_module(f"labkiosk.tui.screens.{name}"), f"{name.title()}Screen")
    assert isinstance(found, type) and issubclass(found, KioskScreen)
    return found


def make(name: str, *args: str) -> KioskScreen:
    """A new screen ``name``."""
    return kind(name)(*args)

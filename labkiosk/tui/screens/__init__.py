"""The screens: one a file, each imported when it is first opened."""

from importlib import import_module

from labkiosk.tui.screens.base import KioskScreen

NAMES = (
    "signin", "queue", "intake", "receive", "results", "release", "sample", "order", "find", "counts", "papers",
    "help", "clock",
)  # fmt: skip


def make(name: str, *args: str) -> KioskScreen:
    """The screen ``name``: class ``NameScreen`` of the module of that name."""
    module = import_module(f"labkiosk.tui.screens.{name}")
    made = getattr(module, f"{name.title()}Screen")(*args)
    assert isinstance(made, KioskScreen)
    return made

"""Where the files that travel with the program are: beside the package, or in a wheel inside it."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def asset(name: str) -> Path:
    """The path of a file or folder under assets/, such as ``catalogue/tests.csv``."""
    inside = _HERE / "assets"
    return (inside if inside.is_dir() else _HERE.parent / "assets") / name

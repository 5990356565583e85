"""The command line. Every file here that has a ``run`` is a command, named as the file is.

Only the command that is asked for is imported: ``labkiosk queue`` must start in a blink.
"""

import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_HERE = Path(__file__).parent
_COMMAND = re.compile(r'"""(?P<summary>[^\n]*?)\.?(?:"""|\n).*^def run\(', re.DOTALL | re.MULTILINE)
_DEFAULT = "kiosk"

USAGE = """\
labkiosk keeps a hospital's laboratory working when its servers are gone.

usage: labkiosk                      opens the kiosk screen
       labkiosk COMMAND [OPTIONS]    does one thing and ends
       labkiosk COMMAND --help       says how

commands:
"""


class Command(Protocol):
    """What a command's module offers; its docstring's first line says what it does."""

    __doc__: str | None

    def arguments(self, parser: "ArgumentParser") -> None:
        """Declare the command's own options."""

    def run(self, args: "Namespace") -> int:
        """Do it; returns the exit code. Raises Refused."""


def commands() -> list[tuple[str, str]]:
    """Every command with its one line of summary, by name. Nothing is imported for it."""
    found = ((path.stem.replace("_", "-"), _summary(path)) for path in sorted(_HERE.glob("*.py")))
    return [(name, summary) for name, summary in found if summary is not None]


def _summary(path: Path) -> str | None:
    """The first line of a command's docstring; None for a file that is no command."""
    match = _COMMAND.match(path.read_text("utf-8"))
    return match["summary"] if match else None


def dispatch(argv: list[str]) -> int:
    """Run the command that the first argument names; without one, the kiosk."""
    if argv and argv[0] in ("-h", "--help", "--version"):
        sys.stdout.write(_version() if argv[0] == "--version" else _usage())
        return 0
    name, rest = (argv[0], argv[1:]) if argv and not argv[0].startswith("-") else (_DEFAULT, argv)
    path = _HERE / f"{name.replace('-', '_')}.py"
    if "_" in name or path not in _HERE.glob("*.py") or _summary(path) is None:
        sys.stderr.write(f"labkiosk: {name[:40]!a} is no command: labkiosk --help lists them.\n")
        return 2
    from labkiosk.cli.common import guarded

    return guarded(name, cast(Command, import_module(f"{__name__}.{path.stem}")), rest)


def _usage() -> str:
    from labkiosk.cli.table import wrapped

    lines = (line for name, summary in commands() for line in wrapped(f"  {name:10} {summary}", indent=13))
    return USAGE + "\n".join(lines) + "\n"


def _version() -> str:
    from labkiosk import __version__

    return f"labkiosk {__version__}\n"

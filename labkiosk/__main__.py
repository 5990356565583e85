"""The program ``labkiosk``: its first argument names the command."""

import sys

from labkiosk.cli import dispatch


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns 0 when done, 1 when refused or failed, 2 for wrong usage."""
    return dispatch(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())

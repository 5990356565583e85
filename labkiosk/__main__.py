"""The program ``labkiosk``: its first argument names the command."""

import os
import sys

from labkiosk.cli import dispatch


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns 0 when done, 1 when refused or failed, 2 for wrong usage."""
    _fill_closed_streams()
    return dispatch(sys.argv[1:] if argv is None else argv)


def _fill_closed_streams() -> None:
    """What whoever started us has closed leads nowhere; left free, its number would go to a file of ours."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != number:
                os.dup2(nowhere, number)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())

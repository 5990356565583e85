"""Registers orders: JSON lines in, one answer with sample numbers for each."""

import argparse

from labkiosk.cli.common import in_home, open_lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the orders are read from."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="one order a line, as JSON; else from stdin")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Register each line; 1 where any was refused."""
    from labkiosk.cli.lines import each_line
    from labkiosk.lab.intake import register
    from labkiosk.lab.request import OrderRequest

    with open_lab(args) as lab:
        return each_line(args.file, OrderRequest, lambda request: [register(lab, request)])

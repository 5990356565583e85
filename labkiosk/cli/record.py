"""Records results: JSON lines in, one answer with the flag and what is still needed for each."""

import argparse

from labkiosk.cli.common import in_home, open_lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the results are read from."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="one result a line, as JSON; else from stdin")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Record each line; 1 where any was refused."""
    from labkiosk.cli.lines import ResultLine, each_line
    from labkiosk.lab.results import record

    with open_lab(args) as lab:
        return each_line(args.file, ResultLine, lambda line: record(lab, line.sample, [line.given()]))

"""Records results: JSON lines in, one answer with the flag and what is still needed for each."""

import argparse
from typing import TYPE_CHECKING

from labkiosk.cli.common import USAGE, complain, in_home, open_lab

if TYPE_CHECKING:
    from labkiosk.cli.lines import ResultLine
    from labkiosk.lab.given import Answer
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the results are read from."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="one result a line, as JSON; else from stdin")
    parser.add_argument("--text", metavar="SAMPLE", help="FILE is the text of this sample's narrative --test")
    parser.add_argument("--test", metavar="T", help="the narrative test that --text is for")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why the text is replaced")
    parser.add_argument(
        "--dilution", default="", metavar="N", help="the values were read in a dilution of 1:N"
    )
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Record each line, or one text; 1 where any was refused."""
    from labkiosk.cli.lines import ResultLine, answered, each_line, whole_text
    from labkiosk.lab.narrative import write_narrative

    if (args.text is None) != (args.test is None):
        complain("labkiosk record: --text and --test go together.")
        return USAGE
    with open_lab(args) as lab:
        if args.text is None:
            return each_line(args.file, ResultLine, lambda line: _record(lab, line, args.dilution))
        written = write_narrative(lab, args.text, args.test, whole_text(args.file), reason=args.reason)
        return answered([written])


def _record(lab: "Lab", line: "ResultLine", dilution: str) -> "list[Answer]":
    """One line; the value of a narrative test is its whole text."""
    from labkiosk.lab.narrative import write_narrative
    from labkiosk.lab.results import record

    given = line.given(dilution)
    test = lab.catalogue.tests.get(given.test.strip().upper())
    if test is not None and test.kind == "narrative":
        return [write_narrative(lab, line.sample, given.test, given.value, reason=given.reason)]
    return record(lab, line.sample, [given])

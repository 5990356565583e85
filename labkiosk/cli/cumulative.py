"""Shows or prints a patient's results over time, the newest first."""

import argparse
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, positive, say
from labkiosk.cli.table import WIDTH, fit, table, who

if TYPE_CHECKING:
    from labkiosk.lab.cumulative import Cell, Cumulative, Line
    from labkiosk.lab.lab import Lab

_SIDE = 4
"""Dates side by side on a terminal."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, and which part."""
    parser.add_argument("patient", metavar="PATIENT|NUMBER", help="a patient, or a tube or order of theirs")
    parser.add_argument("--tests", nargs="+", default=[], metavar="TEST", help="only these tests or panels")
    parser.add_argument("--days", type=positive, metavar="N", help="only what was drawn in the last N days")
    parser.add_argument("--print", action="store_true", help="print it, without sensitive results")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Show or print it."""
    from labkiosk.lab.cumulative import cumulative, patient_in
    from labkiosk.lab.cumulative_paper import print_cumulative

    with open_lab(args) as lab:
        patient = patient_in(lab, args.patient)
        if args.print:
            made = print_cumulative(lab, patient.id, tests=args.tests, days=args.days)
            if args.json:
                emit({"cumulative": made, "patient": patient.id})
            else:
                say(f"Cumulative report {made} of {patient.name} will print.")
            return DONE
        found = cumulative(lab, patient.id, tests=args.tests, days=args.days)
        if args.json:
            for line in found.lines:
                emit(_object(lab, found, line))
        else:
            _show(lab, found)
    return DONE


def _object(lab: "Lab", found: "Cumulative", line: "Line") -> dict[str, Any]:
    values = [
        {"at": iso(lab, column.at), "order": column.order} | _value(line, cell)
        for column, cell in zip(found.columns, line.cells, strict=True)
        if cell is not None
    ]
    head = {"patient": found.patient.id, "test": line.test, "name": line.name, "unit": line.unit}
    return head | {"reference": line.reference, "trend": line.trend, "values": values}


def _value(line: "Line", cell: "Cell") -> dict[str, Any]:
    return cell._asdict() | {"unit": cell.unit or line.unit}


def _show(lab: "Lab", found: "Cumulative") -> None:
    say(fit(who(found.patient, lab.today()), WIDTH))
    if not found.lines:
        say("Nothing was released.")
    for first in range(0, len(found.columns), _SIDE):
        shown = slice(first, first + _SIDE)
        days = [f"{lab.local(column.at):%d %b %y}" for column in found.columns[shown]]
        times = [f"{lab.local(column.at):%H:%M}" for column in found.columns[shown]]
        rows = [
            (fit(line.name, 18), fit(line.unit, 9), *(_text(cell) for cell in line.cells[shown]))
            for line in found.lines
            if any(line.cells[shown])
        ]
        say()
        for text in table([("", "", *days), ("", "", *times), *rows]):
            say(text)
    if found.left_out:
        say("There is more, which only who releases may see.")
    if found.lines:
        say("* amended since its first report, ~ not final")


def _text(cell: "Cell | None") -> str:
    return "" if cell is None else fit(cell.text, 12)

"""Shows the report of an order, writes it into a folder, or asks for it on paper."""

import argparse
from pathlib import Path
from typing import Any

from labkiosk.cli.common import DONE, emit, in_home, open_lab, positive, say
from labkiosk.facts.errors import Refused


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which report, and where to."""
    parser.add_argument("order", metavar="ORDER|SAMPLE", help="an order, or a sample of it")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--out", type=Path, metavar="DIR", help="write it there as PNG and as printer bytes")
    way.add_argument("--print", action="store_true", help="print it; a second print says COPY")
    parser.add_argument(
        "--sealed", action="store_true", help="the sealed one, with sensitive results; for a pathologist"
    )
    parser.add_argument("--version", type=positive, metavar="N", help="an earlier one, marked as replaced")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Show, write or print it; refused before anything of the order is released."""
    import msgspec

    from labkiosk.board import orders
    from labkiosk.forms.report_data import state_of
    from labkiosk.lab.papers import FORMS, called, print_report, refuse_no_version
    from labkiosk.lab.report_paper import report_of
    from labkiosk.lab.report_text import report_text
    from labkiosk.lab.scan import order_of
    from labkiosk.services.write_out import write_out

    lines: list[Any]
    with open_lab(args) as lab:
        order = order_of(lab.conn, args.order)
        form = "sealed" if args.sealed else "report"
        if args.out is not None:
            paths = [str(path) for path in write_out(lab, order.id, args.out, form, version=args.version)]
            lines = [{"order": order.id, "path": path} for path in paths] if args.json else paths
        elif args.print:
            job = print_report(lab, order.id, form, version=args.version)
            copy = f", copy {job.copy}" if job.copy else ""
            said = {"order": order.id, "job": job.job, "version": job.version, "copy": job.copy}
            lines = (
                [said]
                if args.json
                else [f"{called(form).capitalize()} {job.version} of order {order.id}{copy} will print."]
            )
        else:
            if args.sealed:
                lab.require("release")
            made = orders.versions(lab.conn, order.id).get(form)
            if not made:
                raise Refused(f"Order {order.id} has no {FORMS[form].shows} yet: release first.")
            version = refuse_no_version(order.id, form, made, args.version)
            data = report_of(lab, order.id, version, sealed=args.sealed)
            whole = msgspec.to_builtins(data) | {"state": state_of(data)}
            lines = [whole] if args.json else report_text(data).splitlines()
    for line in lines:
        emit(line) if isinstance(line, dict) else say(line)
    return DONE

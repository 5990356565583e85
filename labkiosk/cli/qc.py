"""Quality control: how the controls stand; runs them, resolves failures, prints charts, keeps lots and targets."""

import argparse
from collections.abc import Callable

from labkiosk.cli.common import in_home, open_lab

VERBS = (
    "list", "run", "correct", "resolve", "affected", "chart", "averages", "materials", "material", "lots", "lot", "close", "targets", "target",
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do; nothing said lists how the controls stand."""
    in_home(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="|".join(VERBS))

    # What the words before the verb said must not be taken back by the verb's own defaults.
    def verb(name: str, description: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, description=description, argument_default=argparse.SUPPRESS)
        in_home(made)
        return made

    listed = verb("list", "How each control in use stands: what must be acted on first.")
    listed.add_argument("--bench", metavar="B", help="only this bench, such as CHEM")
    run_ = verb("run", "Keeps what controls gave that were measured together.")
    run_.add_argument(
        "values", nargs="+", metavar="LOT TEST=VALUE...", help="a lot, then its values; then the next"
    )
    run_.add_argument("--instrument", metavar="NAME", help="where there is more than one")
    run_.add_argument("--comment", metavar="TEXT")
    correct = verb("correct", "Puts right what was typed wrong; what was typed first stays known.")
    correct.add_argument("run", metavar="RUN")
    correct.add_argument("values", nargs="+", metavar="LOT TEST=VALUE...", help="what it should have said")
    correct.add_argument("--reason", required=True, metavar="TEXT")
    resolve = verb("resolve", "What was done about a failure; its tests may leave by themselves again.")
    resolve.add_argument("run", metavar="RUN", help="as labkiosk qc list names it")
    resolve.add_argument("tests", nargs="*", metavar="TEST", help="only these; else all that failed in it")
    resolve.add_argument(
        "--action", required=True, help="repeated, vial, recalibrated, reagent, serviced or other"
    )
    resolve.add_argument("--reason", required=True, metavar="TEXT")
    affected = verb("affected", "Patients' values since the last good control before a failure.")
    affected.add_argument("run", metavar="RUN")
    chart = verb("chart", "The Levey-Jennings chart of a test.")
    chart.add_argument("test", metavar="TEST")
    chart.add_argument("--instrument", metavar="NAME")
    chart.add_argument("--print", action="store_true", help="print it on paper")
    verb("averages", "The patients' means of the tests of averages.csv, beside the usual ones.")
    _of_lots(verb)


def _of_lots(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    verb("materials", "The control materials.")
    material = verb("material", "A new material of one level; a known one gets another maker.")
    material.add_argument("name", metavar="NAME")
    material.add_argument("--level", required=True, metavar="L", help="such as 1, 2, low or high")
    material.add_argument("--maker", metavar="TEXT")
    lots = verb("lots", "The lots in use.")
    lots.add_argument("--closed", action="store_true", help="those that are no more in use")
    lot = verb("lot", "A new lot is in use; the label of its vial prints.")
    lot.add_argument("material", metavar="MATERIAL", help="its id or name")
    lot.add_argument("number", metavar="NUMBER", help="the maker's lot number")
    lot.add_argument("--expires", required=True, metavar="DAY", help="its last good day, like 2027-03-31")
    lot.add_argument("--level", metavar="L", help="where the material has more than one")
    lot.add_argument("--opened", metavar="DAY", help="else today")
    close = verb("close", "A lot is no more in use.")
    close.add_argument("lot", metavar="LOT", help="its id, number or QR code")
    close.add_argument("--reason", required=True, metavar="TEXT")
    targets = verb("targets", "What a lot is expected to give.")
    targets.add_argument("lot", metavar="LOT")
    target = verb("target", "Sets the target of a test in a lot.")
    target.add_argument("lot", metavar="LOT")
    target.add_argument("test", metavar="TEST")
    target.add_argument("--mean", metavar="X", help="without mean and SD they are still to be found")
    target.add_argument("--sd", metavar="X")
    target.add_argument("--unit", metavar="U", help="else the test's own")
    target.add_argument("--own", action="store_true", help="find them from the lot's runs so far")


def run(args: argparse.Namespace) -> int:
    """Do it."""
    from labkiosk.cli import qc_lots, qc_verbs

    with open_lab(args) as lab:
        return {**qc_verbs.DO, **qc_lots.DO}[args.verb or "list"](lab, args)

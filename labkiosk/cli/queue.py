"""Shows the worklist, next first."""

import argparse
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from labkiosk.board import queue, schema
from labkiosk.board.people import person
from labkiosk.cli.common import DONE, USAGE, complain, emit, home_of, in_home, local, open_lab, positive, say
from labkiosk.cli.table import fit, table
from labkiosk.facts.errors import Refused
from labkiosk.journal.clock import lab_time, load_anchor, machine
from labkiosk.journal.connection import connect
from labkiosk.rules.priority import due_state

if TYPE_CHECKING:
    from labkiosk.journal.connection import Connection

_SIGNS = {"overdue": "!! OVERDUE", "soon": "! soon", "": ""}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which bench, and how many."""
    parser.add_argument("--bench", metavar="B", help="only this bench, such as HAEM")
    parser.add_argument("--limit", type=positive, default=50, metavar="N", help="how many (50)")
    parser.add_argument("--print", action="store_true", help="print the bench's worklist; needs --bench")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Show them. Opens no more of the program than this needs: it is asked for again and again."""
    if args.print:
        return _print(args)
    home = home_of(args)
    with closing(connect(home.database, home.key())) as conn:
        if schema.version(conn) == schema.VERSION and not (home.catalogue / "hours.csv").exists():
            return _show(conn, args)
    from labkiosk.lab.due import Dues

    with open_lab(args) as lab:
        return _show(lab.conn, args, Dues(lab).by_hours)


def _print(args: argparse.Namespace) -> int:
    from labkiosk.lab.worklist_paper import print_worklist
    from labkiosk.rules.words import many

    if not args.bench:
        complain("labkiosk queue: --print needs --bench: a worklist is of one bench.")
        return USAGE
    with open_lab(args) as lab:
        made = print_worklist(lab, args.bench, args.limit)
    if args.json:
        emit({"worklist": made.id, "tubes": made.tubes, "more": made.more})
    else:
        more = f", {made.more} more wait" if made.more else ""
        say(f"Worklist {made.id} of {made.bench}: {many(made.tubes, 'tube')}{more}; it prints.")
    return DONE


def _show(
    conn: "Connection",
    args: argparse.Namespace,
    due: Callable[[queue.Item], queue.Item] = lambda item: item,
) -> int:
    if args.badge is not None:
        _refuse_unknown(conn, args.badge)
    bench = args.bench.strip().upper() if args.bench else None
    items = [due(item) for item in queue.following(conn, bench, limit=args.limit)]
    if bench and not items:
        _refuse_no_bench(args, bench)
    clock = machine()
    now = lab_time(load_anchor(conn), clock).at
    if args.json:
        for item in items:
            emit(_object(item, now, clock.zone))
    elif items:
        for line in table([_row(item, now, clock.zone) for item in items]):
            say(line)
    else:
        say(f"Nothing waits at {bench}." if bench else "Nothing waits.")
    return DONE


def _refuse_unknown(conn: "Connection", badge: str) -> None:
    known = person(conn, badge)
    if known is None or not known.here:
        raise Refused(f"Badge {badge!r} is not known here: a supervisor adds people.")


def _refuse_no_bench(args: argparse.Namespace, bench: str) -> None:
    """The catalogue is read only here: where nothing waits, it may be that the name is wrong."""
    with open_lab(args) as lab:
        if bench not in (known := lab.catalogue.benches):
            raise Refused(f"No bench is called {bench!r}; use one of {', '.join(known)}.")


def _object(item: queue.Item, now: int, zone: int) -> dict[str, object]:
    return {
        "sample": item.number,
        "bench": item.bench,
        "priority": item.priority,
        "due": local(item.due, zone).isoformat(),
        "due_state": due_state(item.due, now, item.target),
        "state": item.state,
        "tests": list(item.tests),
        "name": item.name,
        "worksheet": item.worksheet,
        "mark": item.mark,
    }


def _row(item: queue.Item, now: int, zone: int) -> tuple[str, ...]:
    due, today = local(item.due, zone), local(now, zone).date()
    when = f"{due:%H:%M}" if due.date() == today else f"{due:%d %b %H:%M}"
    sign = _SIGNS[due_state(item.due, now, item.target)]
    what = f"{fit(item.name, 20)}: {' '.join(item.tests)}{item.mark and f' ({item.mark})'}"
    priority = item.priority.upper() if item.priority == "stat" else item.priority
    return (priority, item.bench, item.number, when, sign, item.state, what)

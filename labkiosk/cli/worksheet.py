"""Makes a worksheet of the tubes that wait at a bench, lists and shows worksheets, closes one."""

import argparse
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, USAGE, complain, emit, in_home, iso, open_lab, positive, say
from labkiosk.cli.table import fit, table
from labkiosk.rules.words import many

if TYPE_CHECKING:
    from labkiosk.board.batches import Batch, Open, Place
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """A bench makes one; a worksheet's number shows it or does what the option says; nothing lists them."""
    parser.add_argument(
        "of", nargs="?", metavar="BENCH|WORKSHEET", help="a bench such as HAEM, or a worksheet; else all"
    )
    parser.add_argument("--size", type=positive, metavar="N", help="how many tubes at most (20)")
    parser.add_argument("--test", default="", metavar="T", help="only this test of the bench")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--remove", metavar="SAMPLE", help="back to the queue; needs --reason")
    way.add_argument("--close", action="store_true", help="all that is not done back to the queue; the same")
    way.add_argument("--print", action="store_true", help="print the worksheet once more")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Make, list, show, print, change or close."""
    from labkiosk.lab.batch import is_batch

    of_one = bool(args.remove or args.close or args.print)
    making = args.of is not None and not is_batch(args.of)
    if (of_one and (making or args.of is None)) or ((args.size or args.test) and not making):
        complain(
            "labkiosk worksheet: --size and --test go with a bench, --remove, --close and --print with a worksheet."
        )
        return USAGE
    with open_lab(args) as lab:
        if args.of is None:
            _list(lab, as_json=args.json)
        elif making:
            _make(lab, args)
        elif of_one:
            _change(lab, args)
        else:
            _show(lab, args)
    return DONE


def _make(lab: "Lab", args: argparse.Namespace) -> None:
    from labkiosk.lab.batch import SIZE, make_batch

    made = make_batch(lab, args.of, size=args.size or SIZE, test=args.test)
    if args.json:
        emit(_object(lab, made))
    else:
        say(f"Worksheet {made.id} of {made.bench}: {many(made.tubes, 'tube')}; it prints.")


def _change(lab: "Lab", args: argparse.Namespace) -> None:
    from labkiosk.lab.batch import close_batch, print_worksheet, take_out

    batch = args.of.strip().upper()
    if args.print:
        said: dict[str, Any] = {"worksheet": batch, "job": print_worksheet(lab, batch).job}
        words = f"Worksheet {batch} will print, as a copy."
    elif args.remove:
        take_out(lab, batch, args.remove, args.reason)
        said = {"worksheet": batch, "removed": args.remove}
        words = f"Sample {args.remove} is out of worksheet {batch}, and in the queue."
    else:
        back = close_batch(lab, batch, args.reason)
        said = {"worksheet": batch, "back": back}
        words = f"Worksheet {batch} is closed; back in the queue: {many(back, 'tube')}."
    emit(said) if args.json else say(words)


def _list(lab: "Lab", *, as_json: bool) -> None:
    from labkiosk.board.batches import open_batches

    found = open_batches(lab.conn)
    if as_json:
        for one in found:
            emit(_line(lab, one))
    elif found:
        for line in table(
            [
                (o.id, o.bench, f"{o.to_do} of {o.tubes} to do", f"{lab.local(o.at):%d %b %H:%M}")
                for o in found
            ]
        ):
            say(line)
    else:
        say("No worksheet is open.")


def _line(lab: "Lab", one: "Open") -> dict[str, Any]:
    return {
        "worksheet": one.id,
        "bench": one.bench,
        "made_at": iso(lab, one.at),
        "tubes": one.tubes,
        "to_do": one.to_do,
    }


def _show(lab: "Lab", args: argparse.Namespace) -> None:
    from labkiosk.board.batches import places
    from labkiosk.lab.batch import batch_of

    batch = batch_of(lab.conn, args.of)
    if args.json:
        emit(_object(lab, batch))
        return
    say(f"Worksheet {batch.id} of {batch.bench}, made {lab.local(batch.at):%d %b %H:%M}")
    for line in table([_row(place) for place in places(lab.conn, batch.id)]):
        say(line)


def _row(place: "Place") -> tuple[str, ...]:
    state = "out" if place.gone else "to do" if place.to_do else "done"
    return (f"{place.position:>3}", place.number, fit(place.name, 24), state, " ".join(place.tests))


def _object(lab: "Lab", batch: "Batch") -> dict[str, Any]:
    from labkiosk.board.batches import places

    found = places(lab.conn, batch.id)
    return {
        "worksheet": batch.id,
        "bench": batch.bench,
        "made_at": iso(lab, batch.at),
        "state": "open" if any(p.to_do for p in found) else "closed",
        "reason": batch.reason,
        "samples": [
            {
                "position": p.position,
                "sample": p.number,
                "name": p.name,
                "tests": list(p.tests),
                "to_do": p.to_do,
                "out": p.gone,
            }
            for p in found
        ],
    }

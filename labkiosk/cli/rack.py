"""Makes a storage rack, lists racks and what stands in one, or empties it."""

import argparse
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, USAGE, complain, emit, in_home, iso, open_lab, positive, say
from labkiosk.cli.table import table
from labkiosk.rules.words import many

if TYPE_CHECKING:
    from labkiosk.board.racks import Place, Rack
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which rack; with positions, a new one."""
    parser.add_argument(
        "rack", nargs="?", metavar="RACK|NAME", help="a rack's id or name, or the name of a new one; else all"
    )
    parser.add_argument("--positions", type=positive, metavar="N", help="make a rack of that many positions")
    parser.add_argument("--columns", type=positive, metavar="N", help="positions in each of its rows")
    parser.add_argument("--empty", action="store_true", help="throw every tube of it away")
    in_home(parser)


def run(args: argparse.Namespace) -> int:
    """Make, list, show or empty."""
    from labkiosk.board import racks
    from labkiosk.lab.storage import make_rack, rack_of

    wrong = args.rack is None and (args.positions or args.empty)
    if wrong or (args.positions and args.empty) or (args.columns and not args.positions):
        complain("labkiosk rack: --positions (with --columns) makes the rack named, --empty empties it.")
        return USAGE
    with open_lab(args) as lab:
        if args.empty:
            return _empty(lab, args)
        if args.positions:
            made = make_rack(lab, args.rack, args.positions, args.columns or 0)
            emit(_object(lab, made)) if args.json else say(f"Rack {made.id}, {made.name}: its label prints.")
        elif args.rack is None:
            _list(lab, racks.racks(lab.conn), as_json=args.json)
        else:
            _show(lab, rack_of(lab.conn, args.rack), as_json=args.json)
    return DONE


def _empty(lab: "Lab", args: argparse.Namespace) -> int:
    from labkiosk.lab.storage import empty

    rack, places = empty(lab, args.rack)
    numbers = [_number(lab, p) for p in places]
    if args.json:
        emit({"rack": rack.id, "discarded": numbers})
    else:
        say(f"{rack.name} is empty: {many(len(numbers), 'tube')} thrown away.")
    return DONE


def _list(lab: "Lab", found: list["Rack"], *, as_json: bool) -> None:
    for rack in found if as_json else ():
        emit(_object(lab, rack))
    if not as_json and not found:
        say("No rack yet: labkiosk rack NAME --positions N makes one.")
    elif not as_json:
        rows = [(r, _object(lab, r)["used"]) for r in found]
        for line in table([(r.id, f"{used} of {r.positions}", r.name) for r, used in rows]):
            say(line)


def _object(lab: "Lab", rack: "Rack") -> dict[str, Any]:
    from labkiosk.board import racks

    return {
        "rack": rack.id,
        "name": rack.name,
        "positions": rack.positions,
        "columns": rack.columns,
        "used": len(racks.content(lab.conn, rack.id)),
        "emptied_at": iso(lab, rack.emptied_at),
    }


def _show(lab: "Lab", rack: "Rack", *, as_json: bool) -> None:
    from labkiosk.board import patients, racks, samples
    from labkiosk.lab.storage import place_words

    places = racks.content(lab.conn, rack.id)
    if as_json:
        emit(_object(lab, rack) | {"samples": [_place(lab, p) for p in places]})
        return
    say(f"{rack.name} ({rack.id}): {len(places)} of {rack.positions} positions taken.")
    rows = []
    for place in places:
        sample = samples.sample(lab.conn, place.sample)
        patient = patients.patient(lab.conn, sample.patient) if sample else None
        where, state = place_words(rack, place.position), sample.state if sample else ""
        rows.append(
            (where, sample.number if sample else place.sample, state, patient.name if patient else "")
        )
    for line in table(rows) if rows else ():
        say(line)


def _place(lab: "Lab", place: "Place") -> dict[str, Any]:
    return {"sample": _number(lab, place), "position": place.position, "at": iso(lab, place.at)}


def _number(lab: "Lab", place: "Place") -> str:
    from labkiosk.board import samples

    sample = samples.sample(lab.conn, place.sample)
    return sample.number if sample else place.sample

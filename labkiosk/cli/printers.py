"""Lists the printers, sets them up, removes them, and prints a test page."""

import argparse
from shlex import quote
from typing import TYPE_CHECKING, Any

from labkiosk.cli.common import DONE, emit, in_home, iso, open_lab, positive, say
from labkiosk.cli.table import wrapped
from labkiosk.facts.errors import Refused

if TYPE_CHECKING:
    from labkiosk.board.printers import Printer
    from labkiosk.lab.devices import Device
    from labkiosk.lab.lab import Lab


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which printer; nothing said lists them."""
    in_home(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="list|add|remove|test")
    # What the words before the verb said must not be taken back by the verb's own defaults.
    kept = argparse.SUPPRESS
    listed = verbs.add_parser(
        "list", description="What is set up, and what is plugged in besides.", argument_default=kept
    )
    add = verbs.add_parser(
        "add", description="Sets a printer up; a known name is set up anew.", argument_default=kept
    )
    add.add_argument("name", metavar="NAME", help="what people call it")
    add.add_argument(
        "--prints", required=True, metavar="FORMS", help="labels, papers, all, or forms: label,slip"
    )
    add.add_argument("--paper", required=True, help="label-50x25, label-38x25, roll-80 or roll-58")
    add.add_argument("--address", help="such as tcp:192.168.1.9:9100; else the new one that is plugged in")
    add.add_argument("--language", help="escpos, zpl, tspl or png; else what the printer says it speaks")
    add.add_argument(
        "--dots", type=positive, metavar="N", help="dots across its head; else those of the paper"
    )
    add.add_argument("--answers", metavar="HOW", help="what it can tell: yes (all), state, or no (nothing)")
    remove = verbs.add_parser("remove", description="Nothing prints there any more.", argument_default=kept)
    test = verbs.add_parser("test", description="Prints a test page.", argument_default=kept)
    for verb in (remove, test):
        verb.add_argument("name", metavar="NAME", help="as labkiosk printers lists it")
    for verb in (listed, add, remove, test):
        in_home(verb)


def run(args: argparse.Namespace) -> int:
    """Do it; setting up and removing are a supervisor's."""
    from labkiosk.lab.printers import remove, try_out

    with open_lab(args) as lab:
        if args.verb == "add":
            _add(lab, args)
        elif args.verb == "remove":
            gone = remove(lab, args.name)
            said = f"{gone.name} prints no more. {_homeless(lab)}"
            emit({"printer": gone.id, "name": gone.name}) if args.json else say(said)
        elif args.verb == "test":
            job = try_out(lab, args.name)
            said = f"A test page will print: {job.job}. Its frame must be whole on all four sides."
            emit({"job": job.job, "printer": job.subject}) if args.json else say(said)
        else:
            _list(lab, args)
    return DONE


def _add(lab: "Lab", args: argparse.Namespace) -> None:
    from labkiosk.lab.devices import prints_words
    from labkiosk.lab.printers import set_up
    from labkiosk.printers.address import with_answers

    address, spoken = _where(lab, args.name, getattr(args, "address", None))
    language = getattr(args, "language", None) or spoken
    if not language:
        raise Refused("Say which language it speaks: --language escpos, zpl or tspl. Its manual says.")
    if answers := getattr(args, "answers", None):
        address = with_answers(address, answers)
    made = set_up(
        lab, args.name, address, language=language, media=args.paper,
        forms=args.prints.split(","), dots=getattr(args, "dots", 0),
    )  # fmt: skip
    if args.json:
        emit(_object(lab, made))
    else:
        say(f"{made.name} prints {prints_words(made)}. Try it: labkiosk printers test {quote(made.name)}")


def _where(lab: "Lab", name: str, given: str | None) -> tuple[str, str]:
    """Address and language of the printer that is meant: the address given, else the new one that is plugged in, else
    where the one of that name is. The language is "" where nobody knows it. Raises Refused."""
    from labkiosk.board.printers import printer
    from labkiosk.lab.devices import devices, new_one
    from labkiosk.printers.line import discover

    found = discover()
    there, known = devices(lab.conn, found), printer(lab.conn, name)
    if given is not None:
        return given, next((d.language for d in there if d.address == given), "")
    if known is not None and all(d.printer is not None for d in there):
        return known.address, known.language
    here = new_one(lab.conn, found)
    return here.address, here.language


def _list(lab: "Lab", args: argparse.Namespace) -> None:
    from labkiosk.lab.devices import devices
    from labkiosk.printers.line import discover

    for device in devices(lab.conn, discover()):
        if args.json:
            emit(_object(lab, device.printer, device))
            continue
        for line in _lines(device):
            say(line)
    if not args.json:
        say(_homeless(lab))


def _lines(device: "Device") -> list[str]:
    from labkiosk.lab.devices import prints_words

    if device.printer is None:
        return wrapped(f"{device.model}: {device.said}. {device.address}", indent=2)
    head = wrapped(f"{device.name}: {device.said}", indent=2)
    return [*head, *wrapped(f"  {prints_words(device.printer)}; {device.address}", indent=2)]


def _homeless(lab: "Lab") -> str:
    from labkiosk.lab.printers import forms_words, homeless

    left = homeless(lab.conn)
    if not left:
        return "Every form has its printer."
    words = forms_words(left)
    what = "No printer is set up: all papers are" if words == "all" else f"No printer is set up for {words}:"
    return f"{what} written into {lab.home.paper}."


def _object(lab: "Lab", it: "Printer | None", device: "Device | None" = None) -> dict[str, Any]:
    from labkiosk.lab.printers import state_words

    return {
        "printer": it.id if it else "",
        "name": it.name if it else "",
        "address": it.address if it else device.address if device else "",
        "language": it.language if it else device.language if device else "",
        "paper": it.media if it else "",
        "prints": list(it.forms) if it else [],
        "state": it.state if it else "",
        "since": iso(lab, it.since) if it else None,
        "said": device.said if device else state_words(lab.conn, it) if it else "",
        "model": device.model if device else "",
    }

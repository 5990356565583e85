"""The printers there are: those set up, and those that are plugged in and wait to be."""

from collections.abc import Sequence
from itertools import chain, count
from typing import NamedTuple

from labkiosk.board.printers import Printer, printers
from labkiosk.facts.errors import Refused
from labkiosk.forms.media import MEDIA
from labkiosk.journal.connection import Connection
from labkiosk.lab.printers import forms_words, is_well, state_words
from labkiosk.printers.address import place
from labkiosk.printers.line import Found


class Device(NamedTuple):
    """A printer as people see it; ``printer`` is None while it is only plugged in.

    ``said`` reads after its name. ``model`` is what it says it is, empty where it is not plugged in here or does
    not say. ``well``: nothing keeps it from printing, and it asks nothing.
    """

    address: str
    name: str
    model: str
    language: str
    printer: Printer | None
    said: str
    well: bool


def devices(conn: Connection, found: Sequence[Found]) -> list[Device]:
    """The printers set up, then those that were ``found`` plugged in besides."""
    plugged = {place(each.address): each for each in found}
    known = [_set_up(conn, it, plugged.pop(place(it.address), None)) for it in printers(conn)]
    return [*known, *(_new(each) for each in plugged.values())]


def _set_up(conn: Connection, it: Printer, found: Found | None) -> Device:
    said = state_words(conn, it)
    model = found.make_and_model if found else ""
    return Device(it.address, it.name, model, it.language, it, said, is_well(it) and "asks:" not in said)


def _new(found: Found) -> Device:
    model = found.make_and_model or "a printer that does not say what it is"
    return Device(found.address, "", model, found.language or "", None, "not set up", well=False)


def prints_words(it: Printer) -> str:
    """What it prints and on what: ``labels, on labels of 50.8 x 25.4 mm``."""
    return f"{forms_words(it.forms)}, on {MEDIA[it.media].words}"


def may_be_unable(device: Device) -> bool:
    """Whether it may be one that cannot answer, or was set up as one: then a person is asked what it can."""
    it = device.printer
    return it is not None and (it.state == "silent" or "answers=" in it.address)


def free_name(conn: Connection, wanted: str) -> str:
    """A name that no printer has yet: ``Labels``, ``Labels 2``, ..."""
    taken = {it.name.casefold() for it in printers(conn)}
    names = chain([wanted], (f"{wanted} {number}" for number in count(2)))
    return next(name for name in names if name.casefold() not in taken)


def new_one(conn: Connection, found: Sequence[Found]) -> Device:
    """The one printer that is plugged in and not set up. Raises Refused where there is none, or more than one."""
    new = [device for device in devices(conn, found) if device.printer is None]
    if len(new) == 1:
        return new[0]
    if not new:
        raise Refused("No new printer is plugged in: plug it in and switch it on, or give its --address.")
    raise Refused(f"Say which one with --address: {', '.join(device.address for device in new)}.")

"""The printers of a home: set up by a supervisor, removed, and tried with a page."""

from collections.abc import Sequence

from msgspec import structs

from labkiosk.board import jobs
from labkiosk.board.printers import Printer, printer, printers
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import Job, PaperAsked
from labkiosk.facts.printer import PrinterRemoved, PrinterSetUp
from labkiosk.forms.media import MEDIA, Media
from labkiosk.journal.connection import Connection
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import FORMS, ask, called
from labkiosk.printers.address import parse, place
from labkiosk.printers.language import LANGUAGES
from labkiosk.printers.state import State
from labkiosk.rules.text import clean, either, printable
from labkiosk.rules.words import many

TEST = "testpage"
ROUTED = tuple(form for form in FORMS if form != TEST)
"""What a printer can be set up for: a test page goes to the printer that it tries."""
GROUPS = {
    "labels": tuple(form for form in ROUTED if FORMS[form].on_tube),
    "papers": tuple(form for form in ROUTED if not FORMS[form].on_tube),
    "all": ROUTED,
}
"""Forms by what people call them together: what is stuck on a tube, and what is not."""


def set_up(
    lab: Lab, name: str, address: str, *, language: str, media: str, forms: Sequence[str], dots: int = 0
) -> Printer:
    """Have these forms printed there from now on; a printer of that name gets all of this anew.

    ``forms`` may name a group of GROUPS. What another printer printed of them goes to this one. Raises Refused.
    """
    lab.require("printers")
    paper = MEDIA[_one_of(media, "paper", tuple(MEDIA))]
    fact = PrinterSetUp(
        printer="",
        name=clean(name, "Name of the printer", limit=24, required=True),
        address=str(parse(address.strip())),
        language=checked_language(language),
        media=paper.name,
        forms=_forms(forms, paper),
        dots=dots,
    )
    with lab.act() as act:
        known = printer(act.conn, fact.name)
        for other in printers(act.conn):
            if place(other.address) == place(fact.address) and (known is None or other.id != known.id):
                raise Refused(f"{fact.address} is {other.name} already: set that one up anew, or remove it.")
        made = structs.replace(fact, printer=known.id if known else act.mint("T"))
        _take_over(act, made)
        act.append(made)
        act.settle()
        return printer_called(act.conn, made.printer)


def _take_over(act: Act, made: PrinterSetUp) -> None:
    """A form has one printer: the others go on without what this one prints."""
    for other in printers(act.conn):
        left = tuple(form for form in other.forms if form not in made.forms)
        if other.id != made.printer and left != other.forms:
            changed = structs.replace(
                made, printer=other.id, name=other.name, address=other.address, language=other.language,
                media=other.media, forms=left, dots=other.dots,
            )  # fmt: skip
            act.append(changed)


def remove(lab: Lab, name: str) -> Printer:
    """Print nothing there any more; what waits goes where its forms go then. Raises Refused."""
    lab.require("printers")
    with lab.act() as act:
        known = printer_called(act.conn, name)
        act.append(PrinterRemoved(printer=known.id))
    return known


def try_out(lab: Lab, name: str) -> Job:
    """Ask for a test page of a printer. Raises Refused."""
    lab.require("print")
    with lab.act() as act:
        job = ask(act, TEST, printer_called(act.conn, name).id, anew=True)
        act.append(PaperAsked(jobs=(job,)))
    return job


def printer_called(conn: Connection, name: str) -> Printer:
    """The printer of that name or id. Raises Refused with the names there are."""
    found = printer(conn, name)
    if found is not None:
        return found
    names = [p.name for p in printers(conn)]
    there = f"There is {either(names)}." if names else "None is set up: labkiosk printers add sets one up."
    raise Refused(f"No printer is called {printable(name, limit=24)!r}. {there}")


def checked_language(text: str) -> str:
    """The name of a language that a printer may speak. Raises Refused with those there are."""
    return _one_of(text, "language", tuple(LANGUAGES))


def _one_of(text: str, what: str, names: Sequence[str]) -> str:
    chosen = text.strip().lower()
    if chosen not in names:
        raise Refused(f"{printable(text, limit=24)!r} is no {what}: name {either(list(names))}.")
    return chosen


def _forms(named: Sequence[str], media: Media) -> tuple[str, ...]:
    words = [name.strip().lower() for name in named if name.strip()]
    wanted = {form for word in words for form in GROUPS.get(word, (word,))}
    if unknown := sorted(wanted - set(ROUTED)):
        raise Refused(f"{printable(unknown[0], limit=24)!r} is no form: name {either([*GROUPS, *ROUTED])}.")
    if not wanted:
        raise Refused(f"Say what it prints: {either(list(GROUPS))}, or forms by name.")
    made = tuple(form for form in ROUTED if form in wanted)
    if media.die_cut and (longer := [form for form in made if not FORMS[form].on_tube]):
        rolls = either([m.name for m in MEDIA.values() if not m.die_cut])
        raise Refused(f"A {called(longer[0])} does not go on {media.words}: choose {rolls}.")
    return made


def homeless(conn: Connection) -> tuple[str, ...]:
    """The forms that no printer prints: they go into the folder."""
    routed = {form for p in printers(conn) for form in p.forms}
    return tuple(form for form in ROUTED if form not in routed)


def forms_words(forms: Sequence[str]) -> str:
    """Forms as people say them: the names of the groups that are whole, then the rest; "nothing" where none is."""
    if set(forms) == set(ROUTED):
        return "all"
    whole = [name for name, of in GROUPS.items() if set(of) <= set(forms)]
    rest = [form for form in forms if not any(form in GROUPS[name] for name in whole)]
    return ", ".join([*whole, *rest]) or "nothing"


def state_words(conn: Connection, of: Printer) -> str:
    """How a printer is, to be read after its name, and what it asks of a person."""
    state = "not tried yet" if not of.state else _state(of)
    open_ = jobs.uncertain_at(conn, of.id)
    if not open_:
        return state
    what = f"the last {called(open_[0].form)}" if len(open_) == 1 else many(len(open_), "paper")
    return f"{state}; asks: did {what} come out?"


def _state(of: Printer) -> str:
    known = of.state.upper() in State.__members__
    return of.reason or (State[of.state.upper()].value if known else of.state)


def is_well(of: Printer) -> bool:
    """Whether nothing is known that keeps it from printing."""
    return not of.state or State.__members__.get(of.state.upper(), State.FAULT).prints

"""Labels and request forms without an order, printed ahead for the hour when nothing else works."""

from labkiosk.facts.blank import FormsNumbered, LabelsMinted
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import ask
from labkiosk.rules.number import sample_number
from labkiosk.rules.text import either, printable

MOST = 500
"""Papers asked for at once: a roll has 1,000 labels."""


def blank_labels(lab: Lab, count: int) -> tuple[str, ...]:
    """Mint numbers and ask for a label of each; bound to a tube later by scanning them. Raises Refused."""
    lab.require("print")
    _refuse_too_many(count)
    with lab.act() as act:
        numbers = tuple(sample_number(act.kiosk, act.serial("S")) for _ in range(count))
        act.append(LabelsMinted(batch=act.mint("L"), numbers=numbers))
        act.append(PaperAsked(jobs=tuple(ask(act, "blank", number, first=True) for number in numbers)))
    return numbers


def blank_forms(lab: Lab, form: str, count: int) -> tuple[str, ...]:
    """Number sheets of a colour form of the catalogue and ask for their print. Raises Refused."""
    lab.require("print")
    code = form.strip().lower()
    if code not in lab.catalogue.presets:
        raise Refused(
            f"There is no {printable(form, limit=24)} form: use {either(list(lab.catalogue.presets))}."
        )
    _refuse_too_many(count)
    with lab.act() as act:
        sheets = tuple(act.mint("F") for _ in range(count))
        act.append(FormsNumbered(form=code, sheets=sheets))
        act.append(PaperAsked(jobs=tuple(ask(act, "request", sheet, first=True) for sheet in sheets)))
    return sheets


def _refuse_too_many(count: int) -> None:
    if not 1 <= count <= MOST:
        raise Refused(f"From 1 to {MOST} at once: give another number.")

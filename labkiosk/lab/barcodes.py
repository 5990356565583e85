"""Sheets of command barcodes, for people in gloves: kept as they were made, printed, and printed again."""

from typing import TYPE_CHECKING

from labkiosk.facts.barcodes import Bar, SheetMade
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperAsked
from labkiosk.journal.read import told
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, stamp
from labkiosk.lab.papers import ask
from labkiosk.lab.site import site_and_address

if TYPE_CHECKING:
    from labkiosk.forms.barcodes import BarcodesData


def print_sheet(lab: Lab, title: str, bars: tuple[Bar, ...]) -> str:
    """Keep a sheet and ask for its print; its id. Raises Refused."""
    lab.require("print")
    with lab.act() as act:
        fact = SheetMade(sheet=act.mint("G"), title=title, bars=bars)
        act.append(fact)
        act.append(PaperAsked(jobs=(ask(act, "barcodes", fact.sheet, first=True),)))
    return fact.sheet


def barcodes_data(lab: Lab, job: Asked) -> "BarcodesData":
    """What a sheet says, which is what it said when it was made. Raises Refused where it is not here."""
    from labkiosk.forms.barcodes import BarcodesData, Command

    for made in told(lab.conn, job.subject, frozenset({SheetMade.kind})):
        if isinstance(made.fact, SheetMade):
            return BarcodesData(
                lab_name=site_and_address(lab)[0],
                title=made.fact.title,
                made=f"{job.subject}, {stamp(lab, made.at)}",
                commands=tuple(Command(says=bar.code, words=bar.words) for bar in made.fact.bars),
                training=lab.training,
                copy=job.copy,
            )
    raise Refused(f"not printed: sheet {job.subject} is not known here.")

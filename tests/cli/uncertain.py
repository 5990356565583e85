"""Papers of which nobody knows whether they came out."""

from pathlib import Path

from labkiosk.facts.paper import PaperSending, PaperUncertain
from labkiosk.lab.lab import Lab


def make_uncertain(home: Path, *jobs: str) -> None:
    """As if the program had stopped while it sent them."""
    with Lab(home, badge=None, user="root") as lab, lab.act() as act:
        for job in jobs:
            act.append(PaperSending(job=job, printer="usb", digest="d" * 64))
            act.append(PaperUncertain(job=job, reason="the program stopped while sending"))

"""Printers and scanners, and the papers that no tube or order asked for."""

from labkiosk.facts.barcodes import Bar
from labkiosk.lab.barcodes import print_sheet
from labkiosk.lab.printers import remove, set_up, try_out
from labkiosk.lab.scanners import remove_scanner, set_up_scanner
from labkiosk.lab.summary_paper import print_summary
from labkiosk.lab.worklist_paper import print_worklist
from tests.lab.walk.base import Base

PRINTERS = (
    ("Window", "labels", "label-50x25"),
    ("Bench", "papers", "roll-80"),
    ("Spare", "papers", "roll-58"),
)
SCANNERS = ("serial:usb-Honeywell_1900-if00", "keys:usb-Zebra_DS22-event-kbd")


class Devices(Base):
    """What is plugged in changes no count."""

    def act_printers(self) -> None:
        name, forms, media = self.dice.choice(PRINTERS)
        badge = self.dice.choice(("super", "super", "tech"))
        self.by(
            badge, set_up, name, f"tcp:10.0.0.{len(name)}:9100", language="escpos", media=media, forms=[forms]
        )
        self.by("phleb", try_out, self.dice.choice(PRINTERS)[0])
        if self.dice.random() < 0.6:
            self.by("super", remove, self.dice.choice(PRINTERS)[0])

    def act_scanners(self) -> None:
        self.by("tech", set_up_scanner, self.dice.choice(SCANNERS), self.dice.choice(("tty2", "no screen")))
        if self.dice.random() < 0.5:
            self.by("tech", remove_scanner, self.dice.choice(SCANNERS))

    def act_lists(self) -> None:
        self.by("tech", print_worklist, self.dice.choice(("CHEM", "HAEM", "NONE")))
        self.by("super", print_summary, self.lab.today().isoformat())
        self.by("super", print_sheet, "Bench", (Bar(code="LK.NEXT", words="Next"),))

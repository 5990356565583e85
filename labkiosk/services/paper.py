"""One paper, drawn and checked, and the printer that is a folder."""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from labkiosk.lab.deliver import sheet_code
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, page, sample_for
from labkiosk.lab.papers import FORMS
from labkiosk.lab.storage import rack_code
from labkiosk.printers.file import deliver

if TYPE_CHECKING:
    from labkiosk.forms.draw import Picture


DOTS = 576
"""Dots across the head of the printer that the bytes in the folder are for."""


class Drawn(NamedTuple):
    """A paper ready to leave; ``name`` is that of its files, without their endings."""

    name: str
    png: bytes
    escpos: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the picture, under which it is kept."""
        return sha256(self.png).hexdigest()


def draw_paper(lab: Lab, job: Asked) -> Drawn:
    """Draw a job's page and read its codes back. Raises Refused when it cannot or may not be printed."""
    from labkiosk.forms.decode import check
    from labkiosk.forms.divert import divert_code
    from labkiosk.forms.draw import draw
    from labkiosk.forms.report import report_code
    from labkiosk.forms.slip import card_code
    from labkiosk.forms.worksheet import worksheet_code

    picture = draw(page(lab, job))
    form, number = FORMS[job.form], _number(lab, job)
    codes = {
        "slip": card_code(job.subject),
        "report": report_code(job.subject, job.version),
        "sealed": report_code(job.subject, job.version, sealed=True),
        "rack": rack_code(job.subject),
        "divert": divert_code(number),
        "worksheet": worksheet_code(job.subject),
        "delivery": sheet_code(job.subject),
    }
    check(picture, number if form.on_tube else "", codes.get(job.form, ""))
    return wrapped(paper_name(lab, job), picture, cut=not form.on_tube)


def wrapped(name: str, picture: "Picture", *, cut: bool) -> Drawn:
    """A picture as the bytes of the printer. Raises Refused when it is too wide for one."""
    from labkiosk.printers.language import LANGUAGES, Sheet

    sheet = Sheet(image=picture.image, die_cut=not cut)
    return Drawn(name, picture.png(), LANGUAGES["escpos"].wrap(sheet, dots=DOTS))


def paper_name(lab: Lab, job: Asked) -> str:
    """The name of a paper's files: form, sample or order, version and copy."""
    version = f"-v{job.version}" if FORMS[job.form].versioned and job.version else ""
    copy = f"-copy{job.copy}" if job.copy else ""
    return f"{job.form}-{_number(lab, job)}{version}{copy}"


def _number(lab: Lab, job: Asked) -> str:
    """What a job's subject goes by: the number on a sample's tube now, or the id of anything else."""
    return sample_for(lab, job).number if FORMS[job.form].of == "sample" else job.subject


class Folder:
    """A folder for a printer: each paper becomes a PNG and the bytes of an ESC/POS printer."""

    def __init__(self, name: str, folder: Path) -> None:
        """``name`` is what facts call it."""
        self.name = name
        self.folder = folder

    def send(self, paper: Drawn) -> list[Path]:
        """Write the paper's files, each whole or not at all; the PNG comes last. Raises OSError."""
        return [
            deliver(self.folder, f"{paper.name}.escpos", paper.escpos),
            deliver(self.folder, f"{paper.name}.png", paper.png),
        ]

    def holds(self, name: str, digest: str) -> bool:
        """Whether a paper of that name and picture came out here."""
        try:
            return sha256((self.folder / f"{name}.png").read_bytes()).hexdigest() == digest
        except OSError:
            return False

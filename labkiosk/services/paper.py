"""One paper, drawn and checked, and the printer that is a folder."""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from labkiosk.facts.errors import Refused
from labkiosk.forms.media import Media
from labkiosk.forms.page import QR
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, page, sample_for
from labkiosk.lab.papers import FORMS, called
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


def draw_paper(lab: Lab, job: Asked, media: Media | None = None) -> Drawn:
    """Draw a job's page and read its codes back. Raises Refused when it cannot or may not be printed.

    A tube's bars are held against the sample's own number, whatever the page says; the QR code of another paper
    must be about what the job is about.
    """
    from labkiosk.forms.decode import check
    from labkiosk.forms.draw import draw

    drawn, number, on_tube = page(lab, job, media), _number(lab, job), FORMS[job.form].on_tube
    code = next((item.text for item in drawn.items if isinstance(item, QR)), "")
    if code and number not in code.split(":"):
        raise Refused(f"not printed: its code is of another {called(job.form)}. Tell the supervisor.")
    picture = draw(drawn)
    check(picture, number if on_tube else "", code)
    return wrapped(paper_name(lab, job), picture, cut=not on_tube)


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

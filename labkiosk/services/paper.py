"""One paper, drawn and checked, and the printer that is a folder."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from labkiosk.board.jobs import Paper
from labkiosk.board.printers import Printer
from labkiosk.facts.errors import Refused
from labkiosk.facts.paper import PaperRefused
from labkiosk.forms.media import MEDIA, Media
from labkiosk.forms.page import QR
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import Asked, page, sample_for
from labkiosk.lab.papers import FORMS, called
from labkiosk.printers.address import Serial, parse
from labkiosk.printers.file import deliver
from labkiosk.services.said import Said, Say

if TYPE_CHECKING:
    from labkiosk.forms.draw import Picture
    from labkiosk.forms.page import Page


DOTS = 576
"""Dots across the head of the printer that the bytes in the folder are for."""
DOTS_A_MM = 8


class Drawn(NamedTuple):
    """A paper ready to leave; ``name`` is that of its files, without their endings."""

    name: str
    png: bytes
    escpos: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the picture, under which it is kept."""
        return sha256(self.png).hexdigest()


class Ready(NamedTuple):
    """A paper drawn for a printer, as it is set up: the page, its picture (PNG), and the bytes that print it."""

    printer: Printer
    page: "Page"
    png: bytes
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the picture, under which it is kept."""
        return sha256(self.png).hexdigest()


def draw_paper(lab: Lab, job: Asked, media: Media | None = None) -> Drawn:
    """Draw a job's page and read its codes back. Raises Refused when it cannot or may not be printed."""
    picture = _checked(lab, job, page(lab, job, media))
    return wrapped(paper_name(lab, job), picture, cut=not FORMS[job.form].on_tube)


def draw_for(lab: Lab, job: Asked, printer: Printer) -> Ready:
    """Draw a job's page for a printer, and read its codes back. Raises Refused when it cannot or may not be printed."""
    from labkiosk.forms.lines import lines
    from labkiosk.printers.language import LANGUAGES, Sheet

    drawn = page_for(lab, job, printer)
    picture = _checked(lab, job, drawn)
    media, slow = MEDIA[printer.media], isinstance(parse(printer.address), Serial)
    dots = printer.dots or (DOTS if media.die_cut else round(media.width * DOTS_A_MM))
    runs = lines(drawn) if slow else ()
    sheet = Sheet(image=picture.image, die_cut=media.die_cut, runs=runs)
    data = LANGUAGES[printer.language].wrap(sheet, dots=dots, slow=slow)
    return Ready(printer, drawn, picture.png(), data)


def page_for(lab: Lab, job: Asked, printer: Printer) -> "Page":
    """A job's page for the paper that is in a printer; a label that comes off a roll is cut, and taped on.

    Raises Refused as ``page``.
    """
    media = MEDIA[printer.media]
    off_a_roll = FORMS[job.form].on_tube and not media.die_cut
    return page(lab, job, None if off_a_roll else media)


def _checked(lab: Lab, job: Asked, drawn: "Page") -> "Picture":
    """The picture of a job's page, its codes read back.

    A tube's bars are held against the sample's own number, whatever the page says; the QR code of another paper
    must be about what the job is about. Raises Refused.
    """
    from labkiosk.forms.barcodes import commands_on
    from labkiosk.forms.decode import check
    from labkiosk.forms.draw import draw

    number = _number(lab, job)
    code = next((item.text for item in drawn.items if isinstance(item, QR)), "")
    if code and number not in code.split(":"):
        raise Refused(f"not printed: its code is of another {called(job.form)}. Tell the supervisor.")
    picture = draw(drawn)
    check(picture, number if FORMS[job.form].on_tube else "", code, commands_on(drawn))
    return picture


T = TypeVar("T")


def or_refused(lab: Lab, job: Paper, say: Say, draw: Callable[[], T]) -> T | None:
    """What was drawn, or None once it is on record why there is none: one bad paper must not hold up the rest.

    Raises Refused from the disk.
    """
    try:
        return draw()
    except Refused as refusal:
        reason = str(refusal)
    except Exception as error:
        # Whatever it is, its text may hold a patient's name.
        reason = f"not printed: drawing failed ({type(error).__name__}). Tell the supervisor."
    with lab.act() as act:
        act.append(PaperRefused(job=job.id, reason=reason))
    say(Said(job.id, job.form, job.subject, reason))
    return None


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

"""The README's pictures, made by the program from the demonstration's morning: ``make pictures``."""

import asyncio
import re
import tempfile
from pathlib import Path

from PIL import Image

from labkiosk.board import jobs, patients, samples
from labkiosk.forms.draw import draw
from labkiosk.journal.clock import Reading
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import page
from labkiosk.resources import asset
from labkiosk.services.morning import make_morning
from labkiosk.tui.app import Kiosk
from labkiosk.tui.desk import Desk

FOLDER = asset("pictures")
SCREEN, LABEL, REPORT = "screen.svg", "label.png", "report.png"
NOW = 1_795_321_800_000  # 22 Nov 2026, 10:00 in India
# Of the morning's patients: one whose label is in two scripts, one whose report has a critical result.
LABELLED, REPORTED = "104215", "104218"
_FONT_FACE = re.compile(r"@font-face\s*{[^}]*}\s*")


def still() -> Reading:
    """The machine's clocks, stopped, so that the pictures come out the same every time."""
    return Reading("boot", NOW - 1_795_000_000_000, NOW, 330)


def make(folder: Path) -> None:
    """Write all pictures into a folder."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        make_morning(home, "demo", still)
        (folder / SCREEN).write_text(asyncio.run(_screen(home)), "utf-8")
        with Lab(home, badge="path", user="demo", clock=still) as lab:
            _upright(lab, LABELLED, "label", folder / LABEL)
            _upright(lab, REPORTED, "report", folder / REPORT)


async def _screen(home: Path) -> str:
    """The queue at 80x24 as an SVG. GitHub loads no fonts for one, so it names those that readers have."""
    desk = Desk(home, "demo", still)
    try:
        app = Kiosk(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await desk.ready.wait()
            await app.sign_in("tech")
            await pilot.pause()
            picture = app.export_screenshot(title="labkiosk")
    finally:
        desk.close()
    return _FONT_FACE.sub("", picture).replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


def _upright(lab: Lab, number: str, form: str, target: Path) -> None:
    """The first paper of that form for the patient of that hospital number, as a person holds it."""
    patient = patients.by_identifier(lab.conn, number)[0]
    order = patients.orders_of(lab.conn, patient.id, limit=1)[0].id
    subject = order if form == "report" else samples.of_order(lab.conn, order)[0].id
    job = jobs.of_subject(lab.conn, subject, form)[0]
    drawn = page(lab, job)
    image = draw(drawn).image
    upright = image.transpose(Image.Transpose.ROTATE_90) if drawn.turned else image
    upright.save(target, optimize=True)


if __name__ == "__main__":
    make(FOLDER)

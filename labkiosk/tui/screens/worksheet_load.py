"""A worksheet's form as the board has it now."""

from typing import NamedTuple

from labkiosk.board import batches, patients, samples
from labkiosk.facts.errors import Refused
from labkiosk.lab.batch import batch_of
from labkiosk.lab.lab import Lab
from labkiosk.tui.screens.patient_words import whose
from labkiosk.tui.screens.results_line import Line
from labkiosk.tui.screens.results_load import lines_of
from labkiosk.tui.widgets.banner import Whose


class Loaded(NamedTuple):
    """The lines down the first test, then down the second; drafts by the key of their line; whose, by number."""

    lines: list[Line]
    drafts: dict[str, str]
    whose: dict[str, Whose]


def load(lab: Lab, batch_id: str) -> Loaded:
    """The tubes of a worksheet that were not taken out. Raises Refused where none is left."""
    batch = batch_of(lab.conn, batch_id)
    drafts: dict[str, str] = {}
    banners: dict[str, Whose] = {}
    lines: list[Line] = []
    for place in (p for p in batches.places(lab.conn, batch.id) if not p.gone):
        sample, patient = samples.sample(lab.conn, place.sample), patients.patient(lab.conn, place.patient)
        assert sample is not None and patient is not None
        asked = [t for t in samples.tests(lab.conn, sample.id) if t.code in place.tests]
        lines += lines_of(lab, sample, asked, position=place.position)
        drafts |= {
            f"{sample.number} {code}": value for code, value in samples.drafts(lab.conn, sample.id).items()
        }
        banners[sample.number] = whose(lab, patient, sample)
    if not lines:
        raise Refused(f"No tube is left on worksheet {batch.id}.")
    order = {code: at for at, code in enumerate(dict.fromkeys(line.code for line in lines))}
    return Loaded(sorted(lines, key=lambda x: (order[x.code], x.position)), drafts, banners)

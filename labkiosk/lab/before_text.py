"""How a patient's earlier values are told, on screens and on reports."""

from labkiosk.board.before import Previous, before
from labkiosk.board.samples import Result, Sample
from labkiosk.lab.lab import Lab


def earlier_words(lab: Lab, found: list[Previous]) -> str:
    """The values before the first of these, each with its flag and day, and its unit where that is another than the
    first one's: ``138 10/11, 130 L 09/11``."""
    return ", ".join(
        " ".join(part for part in (one.value, one.unit if one.unit != found[0].unit else "", one.flag,
                                   f"{lab.local(one.at):%d/%m}") if part)
        for one in found[1:]
    )  # fmt: skip


def before_on_report(lab: Lab, sample: Sample, found: Result) -> tuple[str, ...]:
    """The values before, the newest first, each with its day and with its unit where that is another."""
    said: list[str] = []
    for one in before(lab.conn, sample.patient, found.test, sample.id, found.at):
        unit = "" if one.unit == found.unit else f" {one.unit}"
        # The year whole once is enough: so three of them stand on one line.
        year = "%y" if said else "%Y"
        said.append(f"{one.value}{unit} on {lab.local(one.at):%d %b {year}}")
    return tuple(said)

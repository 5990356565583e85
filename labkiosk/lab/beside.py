"""The tubes that were done beside one: on its worksheet, in its rack, or in the last hours at its bench."""

from collections.abc import Mapping
from typing import NamedTuple

from labkiosk.board import links, near
from labkiosk.board.samples import Sample
from labkiosk.journal.write import Act
from labkiosk.rules.likeness import Tests, weighable
from labkiosk.rules.lookout import MOST, Found, lookout
from labkiosk.rules.mixup import Seen

_HOURS = 12 * 3_600_000
_SINCE = 400 * 86_400_000


class Beside(NamedTuple):
    """Tubes in their order, this one at place ``at`` of them, and where they stand: ``worksheet``, ``rack``, ``hours``."""

    run: list[Seen]
    at: int
    place: str


def beside(act: Act, sample: Sample, own: Seen, tests: Tests) -> Beside:
    """The few of them that are worth a look, with their patients' earlier results."""
    place, row = _row(act, sample, own, tests)
    found = lookout(tests, own, row, lambda keys, codes: near.values(act.conn, keys, codes))
    seen = {**_seen(act, sample, found), own.key: own}
    run = [seen[one] for one in row if one in seen]
    return Beside(run, run.index(own), place)


def _row(act: Act, sample: Sample, own: Seen, tests: Tests) -> tuple[str, list[str]]:
    for place, of in (("worksheet", near.on_worksheet), ("rack", near.in_rack)):
        _, found = of(act.conn, sample.id)
        if len(found) > 1:
            return place, found
    code = next(iter(weighable(tests, own.values)))
    return "hours", sorted({*near.lately(act.conn, code, act.at - _HOURS, MOST), sample.id})


def _seen(act: Act, sample: Sample, found: Mapping[str, Found]) -> dict[str, Seen]:
    """Other patients' tubes, with what these had before of the same tests."""
    ours = links.persons(act.conn, (sample.patient,))[sample.patient]
    theirs = {one: tube for one, tube in found.items() if tube.patient not in ours}
    patients = {one: tube.patient for one, tube in theirs.items()}
    tests = {code for tube in theirs.values() for code in tube.numbers}
    before = near.numbers(act.conn, patients, tests, act.at - _SINCE)
    return {
        one: Seen(
            key=one,
            values=tube.numbers,
            earlier={code: found for code, found in before[one].items() if code in tube.numbers},
        )
        for one, tube in theirs.items()
    }

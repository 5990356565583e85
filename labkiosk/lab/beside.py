"""The tubes that were done beside one: on its worksheet, in its rack, or in the last hours at its bench."""

from collections.abc import Collection
from typing import NamedTuple

from labkiosk.board import links, near
from labkiosk.board.samples import Sample
from labkiosk.journal.write import Act
from labkiosk.rules.likeness import Tests, fits, places, usually, weighable
from labkiosk.rules.mixup import Seen

_HOURS = 12 * 3_600_000
_MOST = 60
_TOLD_BY = 3
_LOOKED_AT = 4
_SINCE = 400 * 86_400_000


class Beside(NamedTuple):
    """Tubes in their order, this one at place ``at`` of them, and where they stand: ``worksheet``, ``rack``, ``hours``."""

    run: list[Seen]
    at: int
    place: str


def beside(act: Act, sample: Sample, own: Seen, tests: Tests) -> Beside:
    """The few tubes worth a look: the next ones on either side, and those whose values this patient's earlier results
    fit best in the tests that tell most."""
    place, row = _row(act, sample, own, tests)
    at = row.index(sample.id)
    row = row[max(0, at - _MOST // 2) : at + _MOST // 2]
    at = row.index(sample.id)
    chosen = {*row[max(0, at - 2) : at + 3], *_likeliest(act, own, tests, row)} - {sample.id}
    seen = {**_seen(act, sample, chosen, weighable(tests, own.values)), own.key: own}
    run = [seen[one] for one in row if one in seen]
    return Beside(run, run.index(own), place)


def _row(act: Act, sample: Sample, own: Seen, tests: Tests) -> tuple[str, list[str]]:
    for place, of in (("worksheet", near.on_worksheet), ("rack", near.in_rack)):
        _, found = of(act.conn, sample.id)
        if len(found) > 1:
            return place, found
    code = next(iter(weighable(tests, own.values)))
    return "hours", sorted({*near.lately(act.conn, code, act.at - _HOURS, _MOST), sample.id})


def _likeliest(act: Act, own: Seen, tests: Tests, row: Collection[str]) -> list[str]:
    """Of many tubes those that this patient could have: told by the tests in which this tube is least like the
    patient."""
    before = usually(tests, own.earlier)
    alike = fits(before, places(tests, own.values))
    telling = sorted(alike, key=lambda code: alike[code])[:_TOLD_BY]
    found = near.values(act.conn, row, telling)
    how_well = {
        one: sum(fits(before, places(tests, tube.numbers)).values())
        for one, tube in found.items()
        if one != own.key and tube.numbers.keys() == set(telling)
    }
    return sorted(how_well, key=lambda one: -how_well[one])[:_LOOKED_AT]


def _seen(act: Act, sample: Sample, chosen: Collection[str], tests: Collection[str]) -> dict[str, Seen]:
    """Other patients' tubes that have results of these tests."""
    ours = links.persons(act.conn, (sample.patient,))[sample.patient]
    found = near.values(act.conn, chosen, tests)
    theirs = {one: tube for one, tube in found.items() if tube.patient not in ours}
    patients = {one: tube.patient for one, tube in theirs.items()}
    before = near.earlier(act.conn, patients, tests, act.at - _SINCE)
    return {
        one: Seen(
            key=one,
            values=tube.numbers,
            earlier={
                c: tuple(float(p.number) for p in pasts)
                for c, pasts in before[one].items()
                if c in tube.numbers
            },
        )
        for one, tube in theirs.items()
    }

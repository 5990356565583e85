"""The tubes that were done beside one: on its worksheet, in its rack, or in the last hours at its bench."""

from collections.abc import Container, Iterable
from typing import NamedTuple

from labkiosk.board import links, near, samples
from labkiosk.board.samples import Sample
from labkiosk.journal.write import Act
from labkiosk.rules.likeness import Tests, fit, weighable
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
    values = near.values(act.conn, chosen, weighable(tests, own.values))
    ours = {sample.patient, *links.members(act.conn, links.root(act.conn, sample.patient))}
    seen = (own if one == sample.id else _seen(act, one, values.get(one), ours) for one in row)
    run = [one for one in seen if one is not None]
    return Beside(run, run.index(own), place)


def _row(act: Act, sample: Sample, own: Seen, tests: Tests) -> tuple[str, list[str]]:
    for place, of in (("worksheet", near.on_worksheet), ("rack", near.in_rack)):
        _, found = of(act.conn, sample.id)
        if len(found) > 1:
            return place, found
    code = next(iter(weighable(tests, own.values)))
    return "hours", sorted({*near.lately(act.conn, code, act.at - _HOURS, _MOST), sample.id})


def _likeliest(act: Act, own: Seen, tests: Tests, row: Iterable[str]) -> list[str]:
    """Of many tubes those that this patient could have: told by the tests in which this tube is least like the
    patient."""
    alike = {
        c: fit(tests[c], own.earlier[c], v)
        for c, v in own.values.items()
        if own.earlier.get(c) and tests[c].delta
    }
    telling = sorted(alike, key=lambda code: alike[code])[:_TOLD_BY]
    found = near.values(act.conn, [*row], telling)
    how_well = {
        one: sum(fit(tests[code], own.earlier[code], value) for code, value in values.items())
        for one, values in found.items()
        if one != own.key and values.keys() == set(telling)
    }
    return sorted(how_well, key=lambda one: -how_well[one])[:_LOOKED_AT]


def _seen(act: Act, one: str, values: dict[str, float] | None, ours: Container[str]) -> Seen | None:
    """Another patient's tube; None for one without values, and for one of this patient."""
    sample = samples.sample(act.conn, one) if values else None
    if sample is None or not values or sample.patient in ours:
        return None
    before = near.earlier(act.conn, sample.patient, values, one, act.at - _SINCE)
    return Seen(
        key=one,
        values=values,
        earlier={c: tuple(float(p.number) for p in found) for c, found in before.items()},
    )

"""What keeps results back until a person has looked: a delta, a slip of the hand, a tube that fits another patient.

The rules say what is unlikely; here they are given the patient's earlier results and the tubes that stood beside this
one, all found by index, and so many at most.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from labkiosk.board import near, samples
from labkiosk.board.near import Past
from labkiosk.board.samples import Sample
from labkiosk.facts.results import Entry, ResultsHeld
from labkiosk.journal.write import Act
from labkiosk.lab.beside import Beside, beside
from labkiosk.lab.given import subject_of
from labkiosk.lab.lab import Lab
from labkiosk.rules.bands import as_for
from labkiosk.rules.delta import Before, delta, reading_of
from labkiosk.rules.likeness import weighable
from labkiosk.rules.mixup import Mixup, Seen, mixup, unsettled
from labkiosk.rules.needs import LOOK
from labkiosk.rules.number import last_four
from labkiosk.rules.slips import Typed, Whose, slips
from labkiosk.rules.units import find_unit, own_unit

_DAY = 86_400_000
_SINCE = 400 * _DAY


def hold(lab: Lab, act: Act, sample: Sample, entries: Sequence[Entry]) -> list[Entry]:
    """The values as they are to be kept: with what is unlikely about each, and what it needs for that.

    Values that stand, of this tube and of another that it seems to be exchanged with, are held in the same act.
    """
    mine = [e for e in entries if e.number is not None and not (e.laboratory or e.calculated or e.sealed)]
    if not mine:
        return list(entries)
    standing = samples.results(act.conn, sample.id)
    tests = lab.catalogue.tests
    numbers = {c: r.number for c, r in standing.items() if not (r.sealed or r.laboratory or r.calculated)}
    numbers |= {e.test: e.number for e in mine}
    values = {code: float(number) for code, number in numbers.items() if number is not None}
    codes = weighable(tests, values)
    before = near.earlier(act.conn, {sample.id: sample.patient}, codes, act.at - _SINCE)[sample.id]
    own = Seen(
        key=sample.id,
        values=values,
        earlier={c: tuple(float(p.number) for p in found) for c, found in before.items()},
    )
    judged = _slipped(lab, act, sample, mine, own)
    kept = [_delta(lab, act, judged.get(e.test, e), before.get(e.test)) for e in entries]
    if any(r.looked for r in standing.values()) or not unsettled(tests, own):
        return kept
    found = beside(act, sample, own, tests)
    seems = mixup(tests, found.run, found.at)
    return kept if seems is None else _mixed_up(lab, act, sample, kept, standing, seems, found, before)


def _slipped(lab: Lab, act: Act, sample: Sample, mine: Sequence[Entry], own: Seen) -> dict[str, Entry]:
    """The values that look like slips, with what they need."""
    tests, subject = lab.catalogue.tests, subject_of(lab, act.conn, sample)
    typed = [
        Typed(
            test=as_for(tests[e.test], pregnant=subject.pregnant),
            reading=reading_of(e.value, str(e.number)),
            unit=find_unit(tests[e.test], e.unit) or own_unit(tests[e.test]),
        )
        for e in mine
    ]
    whose = Whose(sex=subject.sex, age=subject.age, earlier=own.earlier, values=own.values)
    by_test = {e.test: e for e in mine}
    return {slip.test: _held(by_test[slip.test], slip.said, look=slip.look) for slip in slips(typed, whose)}


def _held(entry: Entry, said: str, *, look: bool) -> Entry:
    """Typed again where that would show it, and looked at where it was typed twice already."""
    need = LOOK if look or entry.again is not None else "again"
    needs = entry.needs if need in entry.needs else (*entry.needs, need)
    # What is typed again comes before what a second person types.
    ordered = (
        tuple(sorted(needs, key=("again", "second").index)) if set(needs) == {"again", "second"} else needs
    )
    return replace(entry, needs=ordered, held=(*entry.held, said))


def _delta(lab: Lab, act: Act, entry: Entry, before: list[Past] | None) -> Entry:
    test = lab.catalogue.tests.get(entry.test)
    if test is None or test.delta is None or entry.number is None or not before:
        return entry
    last = before[0]
    said = delta(
        test,
        Before(reading=reading_of(last.value, last.number), ms=act.at - last.at),
        reading_of(entry.value, entry.number),
    )
    entry = replace(entry, delta=said)
    return _held(entry, said, look=True) if said and test.delta.holds else entry


def _mixed_up(
    lab: Lab,
    act: Act,
    sample: Sample,
    kept: Sequence[Entry],
    standing: dict[str, samples.Result],
    seems: Mixup,
    found: Beside,
    before: dict[str, list[Past]],
) -> list[Entry]:
    """Everything in the tube waits, and everything in the other one that has not left yet."""
    said = _sentence(lab, act, seems, found, before)
    given = {entry.test for entry in kept}
    _hold_standing(act, sample.id, {c: r for c, r in standing.items() if c not in given}, said)
    if seems.other:
        theirs = samples.results(act.conn, seems.other)
        if not any(r.looked for r in theirs.values()):
            _hold_standing(act, seems.other, theirs, _other_sentence(sample))
    return [_held(entry, said, look=True) for entry in kept]


def _hold_standing(act: Act, sample: str, results: dict[str, samples.Result], said: str) -> None:
    waiting = tuple(c for c, r in results.items() if r.version is None and LOOK not in r.needs)
    if waiting:
        act.append(ResultsHeld(sample=sample, tests=waiting, said=said))


def _sentence(lab: Lab, act: Act, seems: Mixup, found: Beside, before: dict[str, list[Past]]) -> str:
    """Why a tube waits, in one sentence: other tubes by the last four of their numbers, no other patient by name."""
    latest = max((p.at for found in before.values() for p in found), default=None)
    own = (
        f"this patient's results of {lab.local(latest):%d %b}" if latest is not None else "this patient's own"
    )
    if seems.how == "strange":
        return f"Several values are unlike {own}: look whose blood it is."
    other = samples.sample(act.conn, seems.other)
    assert other is not None
    out = any(r.version is not None for r in samples.results(act.conn, other.id).values())
    gone = ", which is released already," if out else ""
    fits = f"Fits sample {last_four(other.number)} of the same {found.place}{gone} better than {own}"
    if seems.how == "shifted":
        return f"{fits}, and that one the next: were tubes shifted by one?"
    return f"{fits}, and that one fits this patient: were they exchanged?"


def _other_sentence(sample: Sample) -> str:
    return (
        f"The values of sample {last_four(sample.number)} fit this patient better: were the tubes mixed up?"
    )

"""What a zone or an MIC means for an organism, and what of it the hospital's cascade shows."""

import msgspec

from labkiosk.board import cultures
from labkiosk.catalogue.antibiograms import Tested
from labkiosk.catalogue.breakpoints import Breakpoint, Method
from labkiosk.catalogue.organisms import Organism
from labkiosk.facts.culture import CultureTested, Isolate, Susceptibility
from labkiosk.facts.errors import Refused
from labkiosk.journal.write import Act
from labkiosk.lab.lab import Lab
from labkiosk.lab.microbiology import (
    antibiogram,
    antibiotic_of,
    breakpoints,
    expected_resistance,
    organism_of,
)
from labkiosk.lab.staged import Taken
from labkiosk.rules.breakpoints import LETTERS, fitting, judge, measured
from labkiosk.rules.text import clean, either

_EXPECTED = "resistant by nature"


class Disk(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One antibiotic: a zone in mm or an MIC in mg/L, or a ``letter`` that a person gives with a ``reason``.

    Without value and letter it takes back what stands.
    """

    antibiotic: str
    value: str = ""
    method: Method = "disk"
    letter: str = ""
    reason: str = ""


def judged(lab: Lab, organism: Organism, specimen: str, disk: Disk) -> Susceptibility:
    """What a zone or an MIC means for this organism. Raises Refused as ``keep_antibiogram``."""
    code, name = antibiotic_of(lab, disk.antibiotic)
    value = clean(disk.value, name, limit=12).replace(" ", "")
    typed, reason = disk.letter.strip().upper(), clean(disk.reason, "Reason", limit=120)
    if typed and typed not in LETTERS:
        raise Refused(f"{name}: {typed} is no category. Use {either(list(LETTERS))}.")
    point = fitting(breakpoints(lab), organism.groups, code, disk.method, specimen)
    letter, note = "", ""
    if any((group, code) in expected_resistance(lab) for group in organism.groups):
        letter, note = "R", _EXPECTED
    if value:
        found = judge(point, measured(value, disk.method))
        if not letter:
            letter, note = found
    by_person = bool(typed) and typed != letter
    if by_person:
        if not reason:
            said = f"it is {letter} here" if letter else note or "there is no value"
            raise Refused(f"{name}: {said}. Give the reason to call it {typed}.")
        letter, note = typed, "category given by a person"
    by_point = point is not None and bool(value) and not note.startswith(_EXPECTED)
    return Susceptibility(
        antibiotic=code,
        name=name,
        method=disk.method if value else "",
        value=value,
        letter=letter if value or typed else "",
        limits=point.limits if point and by_point else "",
        standard=point.standard if point and by_point else "",
        example=bool(point and by_point and point.example),
        note=_with(note, point if by_point else None),
        reason=reason if by_person else "",
    )


def _with(note: str, point: Breakpoint | None) -> str:
    return "; ".join(filter(None, (note, point.note if point else "")))


def judge_anew(lab: Lab, act: Act, of: Taken, isolates: tuple[Isolate, ...]) -> None:
    """Letters are an organism's own: whatever was tested on one that is called another is judged again."""
    before = {i.number: i.organism for i in cultures.isolates(act.conn, of.sample.id, of.test.code)}
    tested = cultures.susceptibilities(act.conn, of.sample.id, of.test.code)
    for i in isolates:
        mine = [s for s in tested if s.isolate == i.number]
        if mine and before.get(i.number, i.organism) != i.organism:
            results = _judged_anew(lab, organism_of(lab, i.organism), of.sample.specimen, mine)
            act.append(
                CultureTested(
                    sample=of.sample.id,
                    test=of.test.code,
                    isolate=i.number,
                    results=results,
                    reason=f"isolate {i.number} is {i.name}",
                    catalogue=lab.catalogue.hash,
                )
            )
            act.settle()


def _judged_anew(
    lab: Lab, organism: Organism, specimen: str, standing: list[cultures.Susceptibility]
) -> tuple[Susceptibility, ...]:
    """What was tested, as it is for another organism; a letter that a person gave stays."""
    given = [
        _again(s, shown=s.shown)
        if s.reason or not s.value
        else judged(
            lab,
            organism,
            specimen,
            Disk(antibiotic=s.antibiotic, value=s.value, method="mic" if s.method == "mic" else "disk"),
        )
        for s in standing
    ]
    return with_cascade(antibiogram(lab, organism, specimen), {}, given)


def with_cascade(
    rows: tuple[Tested, ...], standing: dict[str, cultures.Susceptibility], given: list[Susceptibility]
) -> tuple[Susceptibility, ...]:
    """What is given, and of what stands that which the cascade shows or hides from now on, since these are known."""
    fresh = {s.antibiotic: s for s in given}
    letters = {a: s.letter for a, s in standing.items()} | {a: s.letter for a, s in fresh.items()}

    def is_shown(antibiotic: str) -> bool:
        mine = [row for row in rows if row.antibiotic == antibiotic]
        return not mine or any(not row.after or letters.get(row.after) in ("I", "R") for row in mine)

    turned = [
        _again(s, shown=is_shown(a)) for a, s in standing.items() if a not in fresh and s.shown != is_shown(a)
    ]
    return (*(msgspec.structs.replace(s, shown=is_shown(s.antibiotic)) for s in given), *turned)


def _again(s: cultures.Susceptibility, *, shown: bool) -> Susceptibility:
    fields = {name: value for name, value in s._asdict().items() if name != "isolate"}
    return Susceptibility(**(fields | {"shown": shown}))

"""Antibiograms: zones and MICs of an isolate, with the letters that the breakpoints give them."""

from collections.abc import Iterable

import msgspec

from labkiosk.board import cultures
from labkiosk.catalogue.antibiograms import Tested
from labkiosk.catalogue.breakpoints import Breakpoint, Method
from labkiosk.catalogue.organisms import Organism
from labkiosk.facts.culture import CultureTested, Susceptibility
from labkiosk.facts.errors import Refused
from labkiosk.lab.culture import retold
from labkiosk.lab.given import Answer
from labkiosk.lab.lab import Lab
from labkiosk.lab.microbiology import (
    antibiogram,
    antibiotic_of,
    breakpoints,
    expected_resistance,
    organisms,
)
from labkiosk.lab.staged import Taken, take
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


def keep_antibiogram(
    lab: Lab, number: str, test: str, isolate: int, disks: Iterable[Disk], reason: str = ""
) -> Answer:
    """Keep an isolate's zones and MICs with their letters; the culture is to be released again.

    Raises Refused for what is no value, and where there is neither a breakpoint nor a reason.
    """
    lab.require("record")
    why = clean(reason, "Reason", limit=120)
    with lab.act() as act:
        of = take(lab, act, number, test, "culture", why)
        found = _isolate_of(lab, of, isolate)
        last = cultures.culture(act.conn, of.sample.id, of.test.code)
        if last is not None and last.final and of.standing is not None and of.standing.version and not why:
            raise Refused(f"{of.test.code} is final: give the reason to correct it.")
        given = [judged(lab, found, of.sample.specimen, disk) for disk in disks]
        if not given:
            raise Refused("Nothing is given: type a zone or an MIC.")
        if doubled := [s.name for s in given if [o.antibiotic for o in given].count(s.antibiotic) > 1]:
            raise Refused(f"{doubled[0]} stands there twice: give one value.")
        standing = {
            s.antibiotic: s
            for s in cultures.susceptibilities(act.conn, of.sample.id, of.test.code)
            if s.isolate == isolate
        }
        if of.standing is not None and of.standing.version and not why:
            _refuse_unexplained(standing, given)
        results = _shown(antibiogram(lab, found, of.sample.specimen), standing, given)
        act.append(
            CultureTested(
                sample=of.sample.id,
                test=of.test.code,
                isolate=isolate,
                results=results,
                reason=why,
                catalogue=lab.catalogue.hash,
            )
        )
        act.settle()
        return retold(lab, act, of, why)


def _refuse_unexplained(reported: dict[str, cultures.Susceptibility], given: list[Susceptibility]) -> None:
    """Raises Refused for what is other than on the report that is out: that needs a reason."""
    for one in given:
        was = reported.get(one.antibiotic)
        if was is not None and was.shown and (was.value, was.letter) != (one.value, one.letter):
            raise Refused(
                f"{one.name} is reported as {was.letter or was.value}: give the reason to correct it."
            )


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


def _isolate_of(lab: Lab, of: Taken, number: int) -> Organism:
    """The organism of an isolate that counts. Raises Refused."""
    found = next(
        (i for i in cultures.isolates(lab.conn, of.sample.id, of.test.code) if i.number == number), None
    )
    if found is None:
        raise Refused(f"{of.test.code} has no isolate {number}: read the culture first, and say what grew.")
    if found.struck:
        raise Refused(f"Isolate {number} was struck ({found.struck}): nothing is tested on it.")
    return organisms(lab).get(found.organism) or Organism(code=found.organism, name=found.name)


def _shown(
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

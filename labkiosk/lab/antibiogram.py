"""Antibiograms: zones and MICs of an isolate, with the letters that the breakpoints give them."""

from collections.abc import Iterable

from labkiosk.board import cultures
from labkiosk.catalogue.organisms import Organism
from labkiosk.facts.culture import CultureTested, Susceptibility
from labkiosk.facts.errors import Refused
from labkiosk.lab.culture import retold
from labkiosk.lab.given import Answer
from labkiosk.lab.judging import Disk, judged, with_cascade
from labkiosk.lab.lab import Lab
from labkiosk.lab.microbiology import (
    antibiogram,
    organisms,
)
from labkiosk.lab.staged import Taken, take
from labkiosk.rules.text import clean


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
        results = with_cascade(antibiogram(lab, found, of.sample.specimen), standing, given)
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

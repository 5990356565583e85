"""What the catalogue says of cultures, each file read when it is first asked for."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import cast

from labkiosk.catalogue import Test
from labkiosk.catalogue.antibiograms import Tested
from labkiosk.catalogue.breakpoints import Breakpoint
from labkiosk.catalogue.cultures import CultureRule
from labkiosk.catalogue.microscopy import Sight
from labkiosk.catalogue.organisms import Organism
from labkiosk.catalogue.templates import Template
from labkiosk.facts.errors import Refused
from labkiosk.lab.lab import Lab
from labkiosk.rules.text import printable


def rule_of(lab: Lab, test: str) -> CultureRule:
    """When a culture is read, and what growth in it means."""
    rules = cast(Mapping[str, CultureRule], lab.apart("cultures.csv"))
    return rules.get(test) or CultureRule()


def organisms(lab: Lab) -> Mapping[str, Organism]:
    """Every organism by its code."""
    return cast(Mapping[str, Organism], lab.apart("organisms.csv"))


def breakpoints(lab: Lab) -> tuple[Breakpoint, ...]:
    """Every breakpoint."""
    return cast(tuple[Breakpoint, ...], lab.apart("breakpoints.csv"))


def expected_resistance(lab: Lab) -> frozenset[tuple[str, str]]:
    """Pairs of a group of organisms and an antibiotic that does nothing to them."""
    return cast(frozenset[tuple[str, str]], lab.apart("expected.csv"))


def templates(lab: Lab, test: str) -> tuple[Template, ...]:
    """The texts that a narrative result may begin with."""
    return tuple(t for t in cast(tuple[Template, ...], lab.apart("templates.csv")) if test in t.tests)


def sights(lab: Lab, test: str) -> tuple[Sight, ...]:
    """What is looked for on a smear for this test; nothing where it is no smear."""
    return cast(Mapping[str, tuple[Sight, ...]], lab.apart("microscopy.csv")).get(test, ())


def antibiogram(lab: Lab, organism: Organism, specimen: str) -> tuple[Tested, ...]:
    """What is tested against an organism out of such a specimen: the rows of all its groups, in their order."""
    rows = cast(tuple[Tested, ...], lab.apart("antibiograms.csv"))
    sites = ("", specimen.casefold())
    return tuple(t for t in rows if t.group in organism.groups and t.specimen in sites)


def organism_of(lab: Lab, text: str) -> Organism:
    """The organism of that code or name, in any case. Raises Refused with those nearest to it."""
    known = organisms(lab)
    if found := _named(text, {code: o.name for code, o in known.items()}):
        return known[found]
    raise _unknown("organism", text, {o.name: code for code, o in known.items()})


def antibiotic_of(lab: Lab, text: str) -> tuple[str, str]:
    """Code and name of the antibiotic of that code or name, in any case. Raises Refused with those nearest to it."""
    known = antibiotics(lab)
    if found := _named(text, known):
        return found, known[found]
    raise _unknown("antibiotic", text, {name: code for code, name in known.items()})


def antibiotics(lab: Lab) -> Mapping[str, str]:
    """The name of every antibiotic by its code."""
    return cast(Mapping[str, str], lab.apart("antibiotics.csv"))


def _named(text: str, names: Mapping[str, str]) -> str:
    """The code of what is meant by its code, its name, or the beginning of one name alone; else empty."""
    typed = text.strip()
    if typed.upper() in names:
        return typed.upper()
    wanted = typed.casefold()
    begins = [code for code, name in names.items() if wanted and name.casefold().startswith(wanted)]
    whole = [code for code in begins if names[code].casefold() == wanted]
    return whole[0] if whole else begins[0] if len(begins) == 1 else ""


def _unknown(what: str, text: str, codes: Mapping[str, str]) -> Refused:
    wanted = text.strip().casefold()
    folded = {name.casefold(): name for name in codes}
    near = [n for n in folded if wanted and n.startswith(wanted)][:4] or get_close_matches(
        wanted, folded, n=4
    )
    said = ", ".join(f"{codes[folded[n]]} {folded[n]}" for n in near)
    ask = f"Is it {said}?" if said else f"`labkiosk culture --{what}s` lists them."
    return Refused(f'No {what} is called "{printable(text.strip(), limit=40)}". {ask}')


def refuse_unless(test: Test, kind: str) -> None:
    """Raises Refused where a test is not of that kind."""
    if test.kind != kind:
        raise Refused(f"{test.code} is no {kind}: record its value as that of other tests.")

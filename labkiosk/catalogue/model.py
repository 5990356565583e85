"""What the laboratory can do, as frozen values: tests with their limits, panels, tubes, benches, reasons."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from labkiosk.catalogue.delta import Delta
from labkiosk.catalogue.hours import Hours
from labkiosk.catalogue.laboratories import Laboratory
from labkiosk.catalogue.limits import Band, Unit
from labkiosk.catalogue.verify import Verify
from labkiosk.facts.errors import Refused

ReasonUse = Literal["reject", "condition", "cancel", "reprint"]
Kind = Literal["numeric", "choice", "text", "culture", "narrative"]


class Choice(Struct, frozen=True, kw_only=True):
    """One answer of a choice test; one press of ``key`` picks it. Of a ``critical`` one somebody is told at once."""

    code: str
    text: str
    abnormal: bool
    key: str
    critical: bool = False


class Small(Struct, frozen=True, kw_only=True):
    """The container in place of a usual one below an age in days, and what its label says: "capillary"."""

    container: str
    below_days: int
    mark: str


class Container(Struct, frozen=True, kw_only=True):
    """A tube or pot. ``volume_ul`` is its nominal fill.

    ``draw_order`` follows CLSI GP41 for tubes from a vein and GP42 for small ones from the skin, lowest first.
    ``irreplaceable``: what is in it cannot be taken again, so it is used in spite of its faults.
    ``within_min``: what is in it keeps only so many minutes after collection.
    """

    code: str
    name: str
    cap: str
    draw_order: int
    volume_ul: int
    specimen: str
    irreplaceable: bool = False
    within_min: int | None = None
    small: Small | None = None


NO_TUBE = Container(code="", name="no tube", cap="", draw_order=100, volume_ul=0, specimen="")
"""Where tests are done on the patient, such as a bleeding time, and nothing is drawn."""


class Bench(Struct, frozen=True, kw_only=True):
    """A place with a worklist of its own; ``targets`` is minutes from receipt for each priority."""

    code: str
    name: str
    targets: dict[str, int] = {}


class Priority(Struct, frozen=True, kw_only=True):
    """How far ahead of its time a sample is taken up, in minutes.

    ``provisional`` says that results may leave before a pathologist has seen them; ``deliver_min`` is how many
    minutes after its release a report counts as late on its way, 0 for never.
    """

    code: str
    name: str
    head_start_min: int
    provisional: bool = False
    deliver_min: int = 0


class Reason(Struct, frozen=True, kw_only=True):
    """Why a sample was rejected, what was seen on it, why something was cancelled, or a label printed again."""

    code: str
    text: str
    use: ReasonUse


class Timing(Struct, frozen=True, kw_only=True):
    """When a tube of a timed collection is drawn: minutes after the load; 0 is before it.

    The load is what the patient takes ("75 g glucose"), and starts the clock. Drawn earlier or later than
    ``tolerance_min``, somebody is warned.
    """

    minute: int
    load: str = ""
    tolerance_min: int = 0


class Test(Struct, frozen=True, kw_only=True):
    """One thing that can be measured. ``targets`` is minutes from receipt for each priority code.

    ``volume_ul`` is what the bench needs of the tube; ``own_tube`` says that no other test may share it. Only
    such a tube has a ``mark`` on its label, or a time of its own. ``container`` is empty for a test that is done
    on the patient.
    A ``sensitive`` result is seen by who typed it and who releases it, and its report is sealed. ``provisional``
    says that it may leave before a pathologist has seen it; ``assays`` how many different kits must agree on an
    abnormal answer; ``words`` stand under the result on the report.
    ``stable_h`` is for how many hours after collection a tube may be asked for it, None where nobody said;
    ``delta`` is how far it may be from the patient's result before.
    ``method`` is how it is measured here, empty where that was not said: ``bands`` are those that hold by it.
    """

    __test__ = False  # pytest collects classes of this name

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    loinc: str
    kind: Kind
    units: tuple[Unit, ...] = ()
    decimals: int = 0
    choices: tuple[Choice, ...] = ()
    specimen: str
    container: str
    volume_ul: int
    bench: str
    section: str
    targets: dict[str, int]
    bands: tuple[Band, ...] = ()
    source: str
    approved_by: str = ""
    note: str = ""
    own_tube: bool = False
    sensitive: bool = False
    provisional: bool = True
    assays: int = 1
    words: str = ""
    mark: str = ""
    timing: Timing | None = None
    stable_h: int | None = None
    method: str = ""
    verify: Verify = Verify()
    delta: Delta | None = None


class Panel(Struct, frozen=True, kw_only=True):
    """Tests that are asked for together, in the order of the report."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    tests: tuple[str, ...]
    loinc: str = ""


class Preset(Struct, frozen=True, kw_only=True):
    """A colour form of the hospital: the tests and panels printed on it."""

    code: str
    name: str
    items: tuple[str, ...]


class Setting(Struct, frozen=True, kw_only=True):
    """A choice of the hospital; ``SETTINGS`` lists what each may be."""

    code: str
    value: str
    note: str = ""


SETTINGS: dict[str, tuple[str, ...]] = {"barcode": ("relabel", "keep")}
"""What each setting may be; ``barcode``: a tube with another system's barcode gets our label, or keeps theirs."""


class Catalogue(Struct, frozen=True, kw_only=True):
    """Everything above by code, with the SHA-256 of the files it was read from."""

    tests: dict[str, Test]
    panels: dict[str, Panel]
    containers: dict[str, Container]
    benches: dict[str, Bench]
    priorities: dict[str, Priority]
    presets: dict[str, Preset]
    reasons: dict[str, Reason]
    settings: dict[str, Setting] = {}
    laboratories: dict[str, Laboratory] = {}
    hours: dict[str, Hours] = {}
    hash: str

    def expand(self, codes: Iterable[str]) -> tuple[Test, ...]:
        """The tests behind codes of tests and panels, in the order given, each once; any case will do.

        Raises Refused that names a code nobody knows and the ones nearest to it.
        """
        found: dict[str, Test] = {}
        for given in codes:
            code = given.strip().upper()
            if code in self.tests:
                found.setdefault(code, self.tests[code])
            elif code in self.panels:
                for member in self.panels[code].tests:
                    found.setdefault(member, self.tests[member])
            else:
                raise Refused(f"no test or panel is called {given!r}{self._nearest(code)}")
        return tuple(found.values())

    def reason(self, code: str, use: ReasonUse) -> Reason:
        """The reason of that code, any case. Raises Refused that lists the codes of that use."""
        found = self.reasons.get(code.strip().upper())
        if found is None or found.use != use:
            known = ", ".join(each.code for each in self.reasons_for(use))
            raise Refused(f"{code!r} is not a {use} code; use one of {known}")
        return found

    def reasons_for(self, use: ReasonUse) -> tuple[Reason, ...]:
        """The reasons of one use, in the order of the file."""
        return tuple(each for each in self.reasons.values() if each.use == use)

    def _nearest(self, code: str) -> str:
        from difflib import get_close_matches

        entries: list[Test | Panel] = [*self.tests.values(), *self.panels.values()]
        names = {entry.code: entry.code for entry in entries}
        for entry in entries:
            for name in (entry.name, *entry.aliases):
                names.setdefault(name.upper(), entry.code)
        near = dict.fromkeys(names[each] for each in get_close_matches(code, names, n=4, cutoff=0.5))
        return f"; the nearest are {', '.join(near)}" if near else "; `labkiosk catalogue` lists them"

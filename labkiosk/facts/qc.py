"""Quality control: materials, their lots and targets, runs, and what was done about one that failed.

Means, SDs and values are the text that was given; figures are decimals as text.
"""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part


class MaterialNamed(Fact, frozen=True, kw_only=True):
    """A control material of one level; named again, all that is said here takes the place of what was said."""

    kind: ClassVar[str] = "qc.material"
    material: str
    name: str
    maker: str
    level: str

    def subjects(self) -> tuple[str, ...]:
        return (self.material,)


class _OfLot(Fact, frozen=True, kw_only=True):
    lot: str

    def subjects(self) -> tuple[str, ...]:
        return (self.lot,)


class LotOpened(_OfLot, frozen=True, kw_only=True):
    """A lot of a material is in use from here on. ``expires`` is its last good day, ``opened`` the first (ISO)."""

    kind: ClassVar[str] = "qc.lot"
    material: str
    number: str
    expires: str
    opened: str


class LotClosed(_OfLot, frozen=True, kw_only=True):
    """A lot is used up or thrown away."""

    kind: ClassVar[str] = "qc.lot_closed"
    reason: str


class Target(Part, frozen=True, kw_only=True):
    """Mean and SD of a test in ``unit``; both empty while they are still to be found.

    ``n`` is from how many of the laboratory's own values they were found, 0 where they are the maker's.
    """

    test: str
    mean: str
    sd: str
    unit: str
    n: int = 0


class TargetsSet(_OfLot, frozen=True, kw_only=True):
    """Targets of a lot; one set anew takes the earlier one's place for what is run from here on."""

    kind: ClassVar[str] = "qc.targets"
    targets: tuple[Target, ...]


class Measured(Part, frozen=True, kw_only=True):
    """A control's value, and what the rules said of it then.

    ``number``, ``mean`` and ``sd`` are in the test's own unit ``own_unit``; mean and SD are empty where there was
    no target. ``z`` is (number - mean) / SD to two decimals. ``rejects`` and ``warns`` name the rules that it
    broke, ``unjudged`` says why no rule was applied.
    """

    lot: str
    test: str
    value: str
    unit: str
    number: str
    own_unit: str
    mean: str = ""
    sd: str = ""
    z: str = ""
    rejects: tuple[str, ...] = ()
    warns: tuple[str, ...] = ()
    unjudged: str = ""


class ControlsRun(Fact, frozen=True, kw_only=True):
    """Controls that were measured together; ``instrument`` is what people call it, empty where there is but one."""

    kind: ClassVar[str] = "qc.run"
    run: str
    values: tuple[Measured, ...]
    instrument: str = ""
    comment: str = ""

    def subjects(self) -> tuple[str, ...]:
        return (self.run,)


class RunCorrected(Fact, frozen=True, kw_only=True):
    """Values of a run were typed wrong: what it should have said, of every lot of the tests concerned, judged as then.

    What was typed first stays known.
    """

    kind: ClassVar[str] = "qc.corrected"
    run: str
    values: tuple[Measured, ...]
    reason: str

    def subjects(self) -> tuple[str, ...]:
        return (self.run,)


class FailureResolved(Fact, frozen=True, kw_only=True):
    """What was done about the tests that failed in a run, so that their results may leave by themselves again.

    ``good_run``: not before a good control has followed.
    """

    kind: ClassVar[str] = "qc.resolved"
    run: str
    tests: tuple[str, ...]
    action: str
    reason: str
    good_run: bool = False

    def subjects(self) -> tuple[str, ...]:
        return (self.run,)


class ChartPrinted(Fact, frozen=True, kw_only=True):
    """The runs of a test on an instrument until now were asked for on paper."""

    kind: ClassVar[str] = "qc.chart_printed"
    chart: str
    test: str
    instrument: str = ""

    def subjects(self) -> tuple[str, ...]:
        return (self.chart,)

"""Values: kept while half typed, recorded, confirmed, released."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part
from labkiosk.facts.order import SampleTests


class Entry(Part, frozen=True, kw_only=True):
    """One value as it was given, and what the rules said of it then.

    ``value`` and ``unit`` are the text that was given. ``number`` is the decimal in the test's own unit
    ``own_unit``, None where the value is no number. ``flag`` is a letter code or empty; no range, no flag.
    ``reference`` is the range as text in the own unit, empty where there is none; ``example`` says that no
    pathologist has approved it. ``needs`` lists what must happen before release: ``again``, ``second``.
    For ``kit2``, ``kit3``, ... another kit must give the same answer. ``again`` is the text typed the second
    time, ``reason`` why an earlier value is replaced. ``sealed``: only who typed it and who releases it may see
    it. ``kit`` names what it was read on, empty where that was not asked. ``laboratory`` is the other one that did
    the test, empty where it was done here; ``theirs`` says that the reference is that laboratory's own, in the
    unit of the value.
    ``calculated`` is the formula in words of a value that was not measured; its value is "not calculated" where the
    comment says why there is none. ``dilution`` is how many times the specimen was diluted, as it was given, and
    ``raw`` what was read then: ``value`` is their product. ``repeat`` is for a test done a second time: this value
    ``counts``, or it is kept ``beside`` the earlier one, which does. ``method`` is by which one it was measured,
    where the catalogue names it; ``held`` has a sentence for each thing that a person must look at first, ``delta``
    one where it is further from the patient's result before than usual.
    ``steps`` is 2 where a technician validates it before it may be released. ``amends`` is the version of the report
    in which the released value went out that this one corrects, 0 where it corrects none.
    """

    test: str
    value: str
    unit: str
    number: str | None
    own_unit: str
    flag: str
    reference: str
    example: bool
    needs: tuple[str, ...]
    again: str | None = None
    comment: str = ""
    reason: str = ""
    sealed: bool = False
    kit: str = ""
    laboratory: str = ""
    theirs: bool = False
    calculated: str = ""
    dilution: str = ""
    raw: str = ""
    repeat: str = ""
    method: str = ""
    held: tuple[str, ...] = ()
    delta: str = ""
    steps: int = 1
    amends: int = 0


class ResultsRecorded(Fact, frozen=True, kw_only=True):
    """Values given for a sample; a later value for the same test replaces the earlier, which stays."""

    kind: ClassVar[str] = "results.recorded"
    sample: str
    entries: tuple[Entry, ...]
    catalogue: str

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)


class Confirmation(Part, frozen=True, kw_only=True):
    """What a held value needed: typed blind and found the same, or (``look``) looked at and accepted for a reason.

    ``step`` is the need that it meets, ``kit`` what it was read on.
    """

    test: str
    value: str
    step: str
    kit: str = ""
    reason: str = ""


class ResultsConfirmed(Fact, frozen=True, kw_only=True):
    """Held values were typed again and agreed."""

    kind: ClassVar[str] = "results.confirmed"
    sample: str
    confirmations: tuple[Confirmation, ...]

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)


class ResultsHeld(Fact, frozen=True, kw_only=True):
    """Values that stand wait until a person has looked: what was found on another tube concerns them too.

    ``said`` is why, in one sentence.
    """

    kind: ClassVar[str] = "results.held"
    sample: str
    tests: tuple[str, ...]
    said: str

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)


class Reassessment(Part, frozen=True, kw_only=True):
    """What the rules say of a value now; fields as in ``Entry``."""

    test: str
    flag: str
    reference: str
    example: bool
    needs: tuple[str, ...]


class ResultsReassessed(Fact, frozen=True, kw_only=True):
    """Unreleased values were judged anew, because the patient's sex or age was corrected."""

    kind: ClassVar[str] = "results.reassessed"
    sample: str
    values: tuple[Reassessment, ...]
    reason: str
    catalogue: str

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)


class ResultsDrafted(Fact, frozen=True, kw_only=True):
    """Half-typed values, kept so that a power cut loses none; an empty value clears its draft."""

    kind: ClassVar[str] = "results.drafted"
    sample: str
    values: dict[str, str]

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)


class ResultsValidated(Fact, frozen=True, kw_only=True):
    """A technician looked at values that another one entered, and found them technically right."""

    kind: ClassVar[str] = "results.validated"
    sample: str
    tests: tuple[str, ...]

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)


class Had(Part, frozen=True, kw_only=True):
    """Somebody who has a report that is wrong now; ``version`` is the latest one that they have.

    ``how``: on a delivery ``sheet``, from the ``window``, on ``paper`` that nobody signed for, or as the ``ward`` that
    asked, where nothing tells that any paper went there; or they took a ``call`` about a value, and have version 0.
    ``who`` is a ward or a name.
    """

    how: str
    who: str
    version: int


class ResultsReleased(Fact, frozen=True, kw_only=True):
    """Values that may leave the laboratory. ``version`` counts an order's releases from 1.

    ``forms`` are the papers that it makes anew: the ``report``, and the ``sealed`` one for sensitive results. Without
    ``samples`` and ``withdrawn`` they are made anew for ``reason`` alone: the patient was corrected.
    ``interim`` are those of its tests that have further stages to come. ``amended`` are those that take the place
    of a value which was out, ``withdrawn`` tests whose values are taken back, for ``reason``; ``tell`` lists
    who had such a value. ``auto`` is the version of the rules that released, and of the catalogue they looked
    into, empty where a person did; ``approved_by`` who approved them.
    """

    kind: ClassVar[str] = "results.released"
    order: str
    version: int
    samples: tuple[SampleTests, ...]
    provisional: bool = False
    reason: str = ""
    forms: tuple[str, ...] = ("report",)
    interim: tuple[SampleTests, ...] = ()
    amended: tuple[SampleTests, ...] = ()
    withdrawn: tuple[SampleTests, ...] = ()
    tell: tuple[Had, ...] = ()
    auto: str = ""
    approved_by: str = ""

    def subjects(self) -> tuple[str, ...]:
        concerned = (*self.samples, *self.withdrawn)
        return tuple(dict.fromkeys((self.order, *(s.sample for s in concerned))))

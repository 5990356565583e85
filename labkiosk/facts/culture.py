"""Cultures: each reading as it was made, what grew, and what it is susceptible to."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part


class Isolate(Part, frozen=True, kw_only=True):
    """One thing that grew. ``number`` is its own for ever, from 1 in each culture: a later one of the same number
    corrects it.

    ``organism`` is a code and ``name`` what it was called then; ``grown`` is False for what is no organism, such as
    normal flora. ``struck`` says why it counts no more, empty while it does.
    """

    number: int
    organism: str
    name: str
    quantity: str = ""
    grown: bool = True
    struck: str = ""


class CultureRead(Fact, frozen=True, kw_only=True):
    """A culture was looked at after ``hours`` of incubation.

    ``found`` is ``none``, ``positive`` (something grows, ``gram`` says what its stain shows) or ``growth``
    (``isolates`` are those that are new or other than before). The last one is ``final``; until then it is read
    again at ``next_at`` (ms UTC) and late ``late_min`` minutes after that. ``reason``: why a final one is corrected.
    """

    kind: ClassVar[str] = "culture.read"
    sample: str
    test: str
    found: str
    hours: int
    final: bool
    next_at: int | None
    late_min: int
    gram: str = ""
    isolates: tuple[Isolate, ...] = ()
    comment: str = ""
    reason: str = ""
    catalogue: str

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)


class Susceptibility(Part, frozen=True, kw_only=True):
    """One antibiotic against one isolate: ``value`` as typed, a zone (``disk``) or an MIC (``mic``), or empty.

    ``letter`` is S, I, R or empty, by ``limits`` of ``standard`` as they were then, or said by a person with a
    ``reason``. ``example``: no pathologist had approved those limits. ``note`` is said beside the letter. ``shown``
    is False for what the hospital's cascade keeps off the report.
    """

    antibiotic: str
    name: str
    method: str
    value: str
    letter: str
    limits: str = ""
    standard: str = ""
    example: bool = False
    note: str = ""
    reason: str = ""
    shown: bool = True


class CultureTested(Fact, frozen=True, kw_only=True):
    """Antibiotics were tested against an isolate; a later value of one replaces the earlier, which stays here.

    An entry without value and letter takes that antibiotic back.
    """

    kind: ClassVar[str] = "culture.tested"
    sample: str
    test: str
    isolate: int
    results: tuple[Susceptibility, ...]
    reason: str = ""
    catalogue: str

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)

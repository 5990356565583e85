"""One shift goes, the next one comes: what was told, and who signed it."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part
from labkiosk.facts.person import person_subject


class Pending(Part, frozen=True, kw_only=True):
    """One thing that is not done: what of it stands on the page.

    ``sample`` is its id and ``number`` what is on the tube now; both are empty where it is no sample, and
    ``patient`` is empty where it is nobody's. ``when`` is ms UTC: the due time of work, the drawing of
    a tube, the asking of a paper, the release of a report.
    """

    sample: str = ""
    number: str = ""
    patient: str = ""
    name: str = ""
    ward: str = ""
    priority: str = ""
    what: str = ""
    when: int


class Listed(Part, frozen=True, kw_only=True):
    """One of the page's lists: how much there is of it, and as much as the page has room for."""

    list: str
    total: int
    lines: tuple[Pending, ...] = ()


class AtBench(Part, frozen=True, kw_only=True):
    """What waits at a bench, and how much of that is past its due time."""

    bench: str
    name: str
    waiting: int
    overdue: int


class Standing(Part, frozen=True, kw_only=True):
    """The laboratory at one moment. ``today`` counts the samples registered on ``day`` (ISO date), ``ever`` all."""

    day: str
    today: dict[str, int]
    ever: dict[str, int]
    benches: tuple[AtBench, ...]
    lists: tuple[Listed, ...]


class Signer(Part, frozen=True, kw_only=True):
    """Whose badge it was, with name and role of that time."""

    badge: str
    name: str
    role: str


class ShiftHandedOver(Fact, frozen=True, kw_only=True):
    """Both were there and gave their badge; all of ``standing`` was shown to them, and stands on the page."""

    kind: ClassVar[str] = "shift.handed_over"
    handover: str
    outgoing: Signer
    incoming: Signer
    standing: Standing

    def subjects(self) -> tuple[str, ...]:
        listed = [line for each in self.standing.lists for line in each.lines]
        whose = (s for line in listed for s in (line.sample, line.patient) if s)
        people = (person_subject(self.outgoing.badge), person_subject(self.incoming.badge))
        return tuple(dict.fromkeys((self.handover, *people, *whose)))

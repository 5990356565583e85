"""Two patients are one person: proposed by somebody, and true once somebody else agrees."""

from typing import ClassVar

from labkiosk.facts.base import Fact
from labkiosk.facts.patient import Identity


class LinkProposed(Fact, frozen=True, kw_only=True):
    """``patient`` is the patient ``known``; or nobody known yet, but of this ``identity``. ``undo``: is not."""

    kind: ClassVar[str] = "link.proposed"
    link: str
    patient: str
    reason: str
    known: str = ""
    identity: Identity | None = None
    undo: bool = False

    def subjects(self) -> tuple[str, ...]:
        return tuple(s for s in (self.link, self.patient, self.known) if s)


class LinkAgreed(Fact, frozen=True, kw_only=True):
    """A second person agrees; from now on ``patient`` is known as ``known``, or no longer where ``undo``."""

    kind: ClassVar[str] = "link.agreed"
    link: str
    patient: str
    known: str
    reason: str
    undo: bool = False

    def subjects(self) -> tuple[str, ...]:
        return (self.link, self.patient, self.known)


class LinkRefused(Fact, frozen=True, kw_only=True):
    """The proposal is taken back, or somebody disagrees: nothing comes of it."""

    kind: ClassVar[str] = "link.refused"
    link: str
    patient: str
    reason: str

    def subjects(self) -> tuple[str, ...]:
        return (self.link, self.patient)

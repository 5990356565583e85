"""Who a patient is, and every correction of it."""

from typing import ClassVar

from labkiosk.facts.base import Fact, Part


class Identifier(Part, frozen=True, kw_only=True):
    """A number by which a patient may be found; ``mobile`` belongs to a family, not to a person."""

    system: str
    value: str


class Birth(Part, frozen=True, kw_only=True):
    """A newborn: of which mother, which one of how many in the order of birth, and when (ms UTC) if stated."""

    mother: str
    baby: int
    babies: int
    at: int | None = None


class Identity(Part, frozen=True, kw_only=True):
    """``sex`` is F, M, O or U. ``birth_date`` is an ISO date; estimated where it came from an age."""

    name: str
    sex: str
    birth_date: str | None = None
    birth_estimated: bool = False
    unknown: bool = False
    ids: tuple[Identifier, ...] = ()
    birth: Birth | None = None


class PatientRegistered(Fact, frozen=True, kw_only=True):
    """A patient came to the window for the first time; a baby concerns its mother too."""

    kind: ClassVar[str] = "patient.registered"
    patient: str
    identity: Identity

    def subjects(self) -> tuple[str, ...]:
        birth = self.identity.birth
        return (self.patient,) if birth is None else (self.patient, birth.mother)


class PatientCorrected(Fact, frozen=True, kw_only=True):
    """The identity was wrong; ``identity`` is the whole of the right one."""

    kind: ClassVar[str] = "patient.corrected"
    patient: str
    identity: Identity
    reason: str

    def subjects(self) -> tuple[str, ...]:
        return (self.patient,)

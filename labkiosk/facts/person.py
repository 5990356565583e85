"""The people who act, each known by the badge that is scanned or typed."""

from typing import ClassVar

from labkiosk.facts.base import Fact


def person_subject(badge: str) -> str:
    """The subject under which a badge's facts are found."""
    return f"B:{badge}"


class PersonAdded(Fact, frozen=True, kw_only=True):
    """A person may act; added again, name and role are replaced."""

    kind: ClassVar[str] = "person.added"
    badge: str
    name: str
    role: str

    def subjects(self) -> tuple[str, ...]:
        return (person_subject(self.badge),)


class PersonLeft(Fact, frozen=True, kw_only=True):
    """A person may act no more; what they did stands."""

    kind: ClassVar[str] = "person.left"
    badge: str

    def subjects(self) -> tuple[str, ...]:
        return (person_subject(self.badge),)

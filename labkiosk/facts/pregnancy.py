"""Whether a patient was pregnant when an order's tubes were drawn: ranges hang on it."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class PregnancyStated(Fact, frozen=True, kw_only=True):
    """What was said of an order's patient: ``pregnant`` is ``yes``, ``no``, or empty where it is not known after all."""

    kind: ClassVar[str] = "pregnancy.stated"
    order: str
    pregnant: str

    def subjects(self) -> tuple[str, ...]:
        return (self.order,)

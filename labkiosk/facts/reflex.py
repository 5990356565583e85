"""A further test that a result asks for, where no tube that is here can give it."""

from typing import ClassVar

from labkiosk.facts.base import Fact


class ReflexAdvised(Fact, frozen=True, kw_only=True):
    """Beside the result of ``test`` stands what is to be asked for, ``adds``, in words: ``said``."""

    kind: ClassVar[str] = "reflex.advised"
    sample: str
    test: str
    adds: tuple[str, ...]
    said: str

    def subjects(self) -> tuple[str, ...]:
        return (self.sample,)

"""Tubes that are in the hand when their order is entered: counted, and received in the same act."""

from collections.abc import Iterator, Sequence

from labkiosk.facts.alias import AliasBound
from labkiosk.facts.base import Fact
from labkiosk.facts.errors import Refused
from labkiosk.facts.order import SamplePlan
from labkiosk.facts.sample import SampleReceived
from labkiosk.journal.write import Act
from labkiosk.lab.alias import Carried, carried
from labkiosk.lab.lab import Lab
from labkiosk.lab.request import TubeHere
from labkiosk.rules.text import printable
from labkiosk.rules.tubes import TubePlan


class InHand:
    """Which tubes of an order are here, by their part of it from 1 on, and the code that each carries already."""

    def __init__(self, act: Act, arrived: bool | tuple[TubeHere, ...], plans: Sequence[TubePlan]) -> None:
        """Count what arrived against what the tests need.

        Raises Refused for a tube that is not needed, one that is named twice, and a code that may not be bound.
        """
        here = _counted(arrived, plans)
        self.parts = frozenset(here)
        self._codes: dict[int, Carried] = {}
        if any(here.values()):
            # Whoever is new in this act has numbers too, which stand for no tube.
            act.settle()
        for part, text in here.items():
            if not text:
                continue
            code = carried(act.conn, text)
            if code in self._codes.values():
                raise Refused(f"{code.code} stands for two tubes: scan each tube's own.")
            self._codes[part] = code

    def number(self, part: int) -> str | None:
        """The sample number of the blank label on a tube; None where one is to be minted."""
        code = self._codes.get(part)
        return code.code if code is not None and code.blank else None

    def wants_label(self, lab: Lab, part: int) -> bool:
        """Whether our label is to print: not for a blank one, and for another system's as the hospital sets."""
        code = self._codes.get(part)
        return code is None or (not code.blank and lab.catalogue.settings["barcode"].value == "relabel")

    def facts(self, samples: Sequence[SamplePlan]) -> Iterator[Fact]:
        """What happens to the tubes that are here."""
        for plan in samples:
            code = self._codes.get(plan.part)
            if code is not None and not code.blank:
                yield AliasBound(sample=plan.sample, code=code.code)
            if plan.part in self.parts:
                yield SampleReceived(sample=plan.sample)


def _counted(arrived: bool | tuple[TubeHere, ...], plans: Sequence[TubePlan]) -> dict[int, str]:
    """Parts in the hand, with the text that was scanned of each."""
    if isinstance(arrived, bool):
        return {part: "" for part in range(1, len(plans) + 1) if arrived}
    here: dict[int, str] = {}
    for tube in arrived:
        here[_part(tube, plans, here)] = tube.barcode.strip()
    return here


def _part(tube: TubeHere, plans: Sequence[TubePlan], taken: dict[int, str]) -> int:
    """The part that a tube is: the one named, or the first of its container that is not here yet."""
    if tube.part is None and not tube.container:
        raise Refused("Name each tube that arrived by its part or by its container.")
    code = tube.container.strip().upper()
    for part, plan in enumerate(plans, start=1):
        if part not in taken and code in ("", plan.container.code) and tube.part in (None, part):
            return part
    named = " ".join(
        word
        for word in (f"tube {tube.part}" if tube.part is not None else "", printable(code, limit=24))
        if word
    )
    needed = ", ".join(f"{part} {plan.container.code}" for part, plan in enumerate(plans, start=1))
    raise Refused(f"There is no such tube or it is counted already: {named}. The tests need {needed}.")

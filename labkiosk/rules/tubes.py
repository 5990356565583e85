"""Which tubes to draw: as few as hold the tests, in order of draw."""

from collections.abc import Iterable, Sequence

import msgspec

from labkiosk.catalogue.model import NO_TUBE, Catalogue, Container, Test
from labkiosk.facts.errors import Refused


class TubePlan(msgspec.Struct, frozen=True, kw_only=True):
    """One tube to draw, of one specimen, and the tests that share it in the order they were asked for.

    ``mark`` stands on its label; ``minute`` counts from the load of a timed collection. Tests that are done on
    the patient stand together under NO_TUBE.
    """

    container: Container
    specimen: str
    tests: tuple[Test, ...]
    mark: str = ""
    minute: int | None = None


def plan_tubes(tests: Sequence[Test], catalogue: Catalogue, age: int | None = None) -> list[TubePlan]:
    """The tubes for these tests, for a patient of that age in days at collection, in the order of draw.

    That is the order of their containers (CLSI GP41 from a vein, GP42 from the skin), set by set, and after it
    the later tubes of a timed collection. A child's tests go into the small containers of their age as far as
    those hold them. A test asked for twice counts once. Tests share a tube of the same container and specimen
    until its volume is used up; ``own_tube`` tests stand alone. Which tests share does not depend on the order
    they came in. Raises Refused for a test that no single tube of its container can hold, and for two loads.
    """
    _refuse_two_loads(tests)
    place = {test.code: i for i, test in reversed(list(enumerate(tests)))}
    groups: dict[tuple[str, str, str], list[Test]] = {}
    for test in {test.code: test for test in tests}.values():
        container, mark = _container(test, catalogue, age)
        groups.setdefault((container.code, mark, test.specimen), []).append(test)
    plans = [
        TubePlan(
            container=container,
            specimen=specimen,
            tests=tuple(sorted(tube, key=lambda test: place[test.code])),
            mark=" ".join(word for word in (small, tube[0].mark) if word),
            minute=tube[0].timing.minute if tube[0].timing else None,
        )
        for (code, small, specimen), group in sorted(groups.items(), key=lambda item: item[0])
        for container in [catalogue.containers.get(code, NO_TUBE)]
        for tube in _fill(group, container)
    ]
    return sorted(plans, key=_turn)


def _turn(plan: TubePlan) -> tuple[object, ...]:
    """Where a tube stands in the order of draw; those that are alike stay in the order of their filling."""
    tube = plan.container
    return (tube is NO_TUBE, plan.minute or 0, tube.draw_order, plan.mark, tube.code, plan.specimen)


def _container(test: Test, catalogue: Catalogue, age: int | None) -> tuple[Container, str]:
    """The container for a patient of that age, and what its label says of that."""
    if not test.container:
        return NO_TUBE, ""
    usual = catalogue.containers[test.container]
    if usual.small is not None and age is not None and age < usual.small.below_days:
        small = catalogue.containers[usual.small.container]
        if test.volume_ul <= small.volume_ul:
            return small, usual.small.mark
    return usual, ""


def _refuse_two_loads(tests: Sequence[Test]) -> None:
    """One order has one clock, so that a tube's minutes can only be counted from one load."""
    timed = [(test, test.timing.load) for test in tests if test.timing and test.timing.minute]
    for test, load in timed:
        if load != timed[0][1]:
            raise Refused(
                f"{timed[0][0].code} counts from {timed[0][1]} and {test.code} from {load}: place two orders."
            )


def _fill(tests: Iterable[Test], container: Container) -> list[list[Test]]:
    """First fit, largest first: close to the fewest tubes, and the same whatever order the tests came in."""
    shared: list[list[Test]] = []
    alone: list[list[Test]] = []
    for test in sorted(tests, key=lambda test: (-test.volume_ul, test.code)):
        if test.volume_ul > container.volume_ul:
            raise Refused(
                f"{test.code} needs {test.volume_ul} µL but a {container.name} holds {container.volume_ul}: "
                "correct the catalogue."
            )
        if test.own_tube:
            alone.append([test])
            continue
        room = (t for t in shared if sum(x.volume_ul for x in t) + test.volume_ul <= container.volume_ul)
        tube = next(room, None)
        if tube is None:
            shared.append([test])
        else:
            tube.append(test)
    return shared + alone

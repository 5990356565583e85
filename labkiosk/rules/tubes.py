"""Which tubes to draw: as few as hold the tests, in order of draw."""

from collections.abc import Iterable, Sequence

import msgspec

from labkiosk.catalogue.model import Catalogue, Container, Test
from labkiosk.facts.errors import Refused


class TubePlan(msgspec.Struct, frozen=True, kw_only=True):
    """One tube to draw, of one specimen, and the tests that share it in the order they were asked for."""

    container: Container
    specimen: str
    tests: tuple[Test, ...]


def plan_tubes(tests: Sequence[Test], catalogue: Catalogue) -> list[TubePlan]:
    """The tubes for these tests, in the order of draw of their containers (CLSI GP41).

    A test asked for twice counts once. Tests share a tube of the same container and specimen until its
    volume is used up; ``own_tube`` tests stand alone. Which tests share does not depend on the order they
    came in. Raises Refused for a test that no single tube of its container can hold.
    """
    place = {test.code: i for i, test in reversed(list(enumerate(tests)))}
    groups: dict[tuple[int, str, str], list[Test]] = {}
    for test in {test.code: test for test in tests}.values():
        container = catalogue.containers[test.container]
        groups.setdefault((container.draw_order, container.code, test.specimen), []).append(test)
    return [
        TubePlan(
            container=catalogue.containers[code],
            specimen=specimen,
            tests=tuple(sorted(tube, key=lambda test: place[test.code])),
        )
        for (_, code, specimen), group in sorted(groups.items(), key=lambda item: item[0])
        for tube in _fill(group, catalogue.containers[code])
    ]


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

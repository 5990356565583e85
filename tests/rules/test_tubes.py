"""Which tubes to draw."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.catalogue.model import Container, Test
from labkiosk.facts.errors import Refused
from labkiosk.rules.tubes import TubePlan, plan_tubes
from tests.rules.making import make_catalogue, make_test


def container(code: str, draw_order: int, volume_ul: int) -> Container:
    return Container(
        code=code,
        name=f"{code} tube",
        cap="red",
        draw_order=draw_order,
        volume_ul=volume_ul,
        specimen="Blood",
    )


CITRATE, SERUM, EDTA = container("CIT", 2, 2700), container("SST", 3, 1000), container("EDTA", 5, 3000)
CATALOGUE = make_catalogue(EDTA, SERUM, CITRATE)


def drawn(code: str, tube: Container, volume: int = 100, specimen: str = "Blood", own: bool = False) -> Test:
    return make_test(code, container=tube.code, volume_ul=volume, specimen=specimen, own_tube=own)


def shown(plans: list[TubePlan]) -> list[tuple[str, str, list[str]]]:
    return [(p.container.code, p.specimen, [t.code for t in p.tests]) for p in plans]


def test_tests_share_a_tube_and_tubes_follow_the_order_of_draw() -> None:
    asked = [drawn("HB", EDTA), drawn("NA", SERUM), drawn("PT", CITRATE), drawn("WBC", EDTA)]
    assert shown(plan_tubes(asked, CATALOGUE)) == [
        ("CIT", "Blood", ["PT"]),
        ("SST", "Blood", ["NA"]),
        ("EDTA", "Blood", ["HB", "WBC"]),
    ]


def test_the_order_asked_stands_within_a_tube() -> None:
    asked = [drawn(code, SERUM, volume) for code, volume in [("ZN", 1), ("ALT", 300), ("NA", 200)]]
    assert shown(plan_tubes(asked, CATALOGUE)) == [("SST", "Blood", ["ZN", "ALT", "NA"])]


def test_a_full_tube_needs_another() -> None:
    asked = [drawn("A", SERUM, 600), drawn("B", SERUM, 600), drawn("C", SERUM, 400)]
    assert shown(plan_tubes(asked, CATALOGUE)) == [("SST", "Blood", ["A", "C"]), ("SST", "Blood", ["B"])]


def test_exactly_full_is_not_too_full() -> None:
    asked = [drawn("A", SERUM, 500), drawn("B", SERUM, 500)]
    assert shown(plan_tubes(asked, CATALOGUE)) == [("SST", "Blood", ["A", "B"])]


def test_a_test_may_want_a_tube_of_its_own() -> None:
    asked = [
        drawn("A", SERUM, own=True),
        drawn("B", SERUM),
        drawn("C", SERUM, own=True),
        drawn("D", SERUM),
    ]
    assert shown(plan_tubes(asked, CATALOGUE)) == [
        ("SST", "Blood", ["B", "D"]),
        ("SST", "Blood", ["A"]),
        ("SST", "Blood", ["C"]),
    ]


def test_specimens_are_not_mixed() -> None:
    asked = [drawn("A", SERUM, specimen="Pleural fluid"), drawn("B", SERUM)]
    assert shown(plan_tubes(asked, CATALOGUE)) == [("SST", "Blood", ["B"]), ("SST", "Pleural fluid", ["A"])]


def test_asked_for_twice_counts_once() -> None:
    assert shown(plan_tubes([drawn("A", SERUM)] * 2, CATALOGUE)) == [("SST", "Blood", ["A"])]


def test_no_tests_no_tubes() -> None:
    assert plan_tubes([], CATALOGUE) == []


def test_a_test_that_no_tube_holds_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        plan_tubes([drawn("BIG", SERUM, 1001)], CATALOGUE)
    assert str(refused.value) == "BIG needs 1001 µL but a SST tube holds 1000: correct the catalogue."


def test_tests_of_one_size_share_the_same_way_whatever_their_order() -> None:
    asked = [drawn(code, SERUM, 500) for code in "DBCA"]
    assert shown(plan_tubes(asked, CATALOGUE)) == [("SST", "Blood", ["B", "A"]), ("SST", "Blood", ["D", "C"])]


@st.composite
def orders(draw: st.DrawFn) -> list[Test]:
    count = draw(st.integers(0, 20))
    return [
        drawn(
            f"T{i:02d}",
            draw(st.sampled_from([CITRATE, SERUM, EDTA])),
            draw(st.sampled_from([0, 1, 300, 400, 500, 1000])),
            draw(st.sampled_from(["Blood", "Fluid"])),
            draw(st.booleans()),
        )
        for i in range(count)
    ]


@given(orders())
def test_every_test_is_in_one_tube_and_fits(asked: list[Test]) -> None:
    plans = plan_tubes(asked, CATALOGUE)
    assert sorted(t.code for p in plans for t in p.tests) == sorted(t.code for t in asked)
    for plan in plans:
        assert plan.tests
        assert sum(t.volume_ul for t in plan.tests) <= plan.container.volume_ul
        assert {(t.container, t.specimen) for t in plan.tests} == {(plan.container.code, plan.specimen)}
        assert len(plan.tests) == 1 or not any(t.own_tube for t in plan.tests)
        places = [asked.index(t) for t in plan.tests]
        assert places == sorted(places)
    draw_orders = [p.container.draw_order for p in plans]
    assert draw_orders == sorted(draw_orders)


@given(orders())
def test_no_tube_could_be_poured_into_another(asked: list[Test]) -> None:
    plans = [p for p in plan_tubes(asked, CATALOGUE) if not p.tests[0].own_tube]
    for i, one in enumerate(plans):
        for other in plans[i + 1 :]:
            if (one.container, one.specimen) == (other.container, other.specimen):
                assert sum(t.volume_ul for t in one.tests + other.tests) > one.container.volume_ul


@given(orders(), st.randoms(use_true_random=False))
def test_the_order_they_came_in_changes_no_tube(asked: list[Test], random: Random) -> None:
    shuffled = asked[:]
    random.shuffle(shuffled)
    tubes = [(c, s, sorted(codes)) for c, s, codes in shown(plan_tubes(asked, CATALOGUE))]
    assert [(c, s, sorted(codes)) for c, s, codes in shown(plan_tubes(shuffled, CATALOGUE))] == tubes

"""Tubes of their own, of a time, of a set, of a child, and tests without one."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from labkiosk.catalogue.model import NO_TUBE, Container, Small, Test, Timing
from labkiosk.facts.errors import Refused
from labkiosk.rules.tubes import TubePlan, plan_tubes
from tests.rules.making import make_catalogue, make_test


def container(code: str, draw_order: int, volume_ul: int, small: str = "") -> Container:
    return Container(
        code=code, name=f"{code} tube", cap="red", draw_order=draw_order, volume_ul=volume_ul, specimen="Blood",
        small=Small(container=small, below_days=365, mark="capillary") if small else None,
    )  # fmt: skip


VEIN = [container("BOT", 1, 10_000), container("SST", 4, 5000, "CSST"), container("EDTA", 6, 3000, "CEDTA"),
        container("FLU", 7, 2000)]  # fmt: skip
SKIN = [container("CEDTA", 12, 500), container("CSST", 15, 500)]
CATALOGUE = make_catalogue(*VEIN, *SKIN)
GLUCOSE = {0: "fasting", 60: "60 min", 120: "120 min"}


def blood(code: str, tube: str, volume: int = 100) -> Test:
    return make_test(code, container=tube, volume_ul=volume, specimen="Blood")


def timed(minute: int, load: str = "75 g glucose") -> Test:
    timing = Timing(minute=minute, load=load if minute else "", tolerance_min=5 if minute else 0)
    own = make_test(f"GLU{minute}", container="FLU", specimen="Blood", own_tube=True)
    return replace(own, mark=GLUCOSE[minute], timing=timing)


def bottle(number: int, kind: str) -> Test:
    own = make_test(f"BC{number}{kind[:2].upper()}", container="BOT", specimen="Blood", own_tube=True)
    return replace(own, mark=f"set {number} {kind}")


BLEEDING = make_test("BT", container="", volume_ul=0, specimen="Patient")


def shown(plans: list[TubePlan]) -> list[tuple[str, str, int | None, list[str]]]:
    return [(p.container.code, p.mark, p.minute, [t.code for t in p.tests]) for p in plans]


def test_each_time_has_its_tube_and_the_later_ones_come_after_all_others() -> None:
    asked = [timed(120), timed(60), timed(0), blood("HB", "EDTA"), blood("GLUR", "FLU")]
    assert shown(plan_tubes(asked, CATALOGUE)) == [
        ("EDTA", "", None, ["HB"]),
        ("FLU", "", None, ["GLUR"]),
        ("FLU", "fasting", 0, ["GLU0"]),
        ("FLU", "60 min", 60, ["GLU60"]),
        ("FLU", "120 min", 120, ["GLU120"]),
    ]


def test_two_loads_are_two_orders() -> None:
    with pytest.raises(Refused) as refused:
        plan_tubes([timed(60), timed(0), timed(120, "a meal")], CATALOGUE)
    assert str(refused.value) == "GLU60 counts from 75 g glucose and GLU120 from a meal: place two orders."


def test_bottles_are_drawn_first_and_set_by_set() -> None:
    asked = [blood("NA", "SST"), *(bottle(n, k) for k in ("anaerobic", "aerobic") for n in (2, 1))]
    assert [(c, m) for c, m, _, _ in shown(plan_tubes(asked, CATALOGUE))] == [
        ("BOT", "set 1 aerobic"), ("BOT", "set 1 anaerobic"), ("BOT", "set 2 aerobic"), ("BOT", "set 2 anaerobic"),
        ("SST", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("age", "small"), [(0, True), (364, True), (365, False), (30_000, False), (None, False)]
)
def test_a_child_gets_the_small_tube_and_whose_age_nobody_knows_does_not(
    age: int | None, small: bool
) -> None:
    plans = shown(plan_tubes([blood("NA", "SST"), blood("HB", "EDTA")], CATALOGUE, age))
    if small:
        assert plans == [("CEDTA", "capillary", None, ["HB"]), ("CSST", "capillary", None, ["NA"])]
    else:
        assert plans == [("SST", "", None, ["NA"]), ("EDTA", "", None, ["HB"])]


def test_a_small_tube_overflows_into_another_and_what_it_cannot_hold_is_drawn_from_the_vein() -> None:
    asked = [blood(code, "SST", 200) for code in "ABC"] + [
        blood("BIG", "SST", 501),
        blood("FULL", "SST", 500),
    ]
    assert shown(plan_tubes(asked, CATALOGUE, 3)) == [
        ("SST", "", None, ["BIG"]),
        ("CSST", "capillary", None, ["FULL"]),
        ("CSST", "capillary", None, ["A", "B"]),
        ("CSST", "capillary", None, ["C"]),
    ]


def test_a_small_tube_says_both_what_it_is_and_its_time() -> None:
    flu = replace(VEIN[3], small=Small(container="CFLU", below_days=365, mark="capillary"))
    catalogue = make_catalogue(flu, container("CFLU", 14, 500))
    assert shown(plan_tubes([timed(60)], catalogue, 3)) == [("CFLU", "capillary 60 min", 60, ["GLU60"])]


def test_what_is_done_on_the_patient_stands_last_and_together() -> None:
    other = replace(BLEEDING, code="MANTOUX")
    plans = plan_tubes([BLEEDING, timed(60), other], CATALOGUE)
    assert shown(plans) == [("FLU", "60 min", 60, ["GLU60"]), ("", "", None, ["BT", "MANTOUX"])]
    assert plans[-1].container is NO_TUBE


POOL = [
    *(timed(minute) for minute in GLUCOSE), *(bottle(n, k) for n in (1, 2) for k in ("aerobic", "anaerobic")), BLEEDING,
    *(blood(f"{tube}{volume}", tube, volume) for tube in ("SST", "EDTA", "FLU") for volume in (25, 200, 300, 450, 900)),
]  # fmt: skip
orders = st.lists(st.sampled_from(POOL), max_size=20)
ages = st.sampled_from([None, 0, 364, 365, 9000])
VEIN_ORDER, SKIN_ORDER = ["BOT", "SST", "EDTA", "FLU"], ["CEDTA", "CSST"]


@given(orders, ages)
def test_every_test_is_in_exactly_one_tube_that_holds_it(asked: list[Test], age: int | None) -> None:
    plans = plan_tubes(asked, CATALOGUE, age)
    assert sorted(t.code for p in plans for t in p.tests) == sorted({t.code for t in asked})
    for plan in plans:
        assert sum(t.volume_ul for t in plan.tests) <= plan.container.volume_ul or plan.container is NO_TUBE
        if any(t.own_tube for t in plan.tests):
            (only,) = plan.tests
            assert plan.mark.endswith(only.mark)
            assert plan.minute == (only.timing.minute if only.timing else None)
        for test in plan.tests:
            allowed = {test.container} | ({f"C{test.container}"} if age is not None and age < 365 else set())
            assert plan.container.code in allowed
            if f"C{test.container}" in SKIN_ORDER and test.volume_ul <= 500 and age is not None and age < 365:
                assert plan.container.code == f"C{test.container}"


@given(orders, ages)
def test_the_order_of_draw_is_that_of_the_vein_then_of_the_skin_then_of_the_clock(
    asked: list[Test], age: int | None
) -> None:
    plans = [p for p in plan_tubes(asked, CATALOGUE, age) if p.container is not NO_TUBE]
    minutes = [p.minute or 0 for p in plans]
    assert minutes == sorted(minutes)
    now = [p.container.code for p in plans if not p.minute]
    assert now == sorted(now, key=[*VEIN_ORDER, *SKIN_ORDER].index)


@given(orders, ages, st.randoms(use_true_random=False))
def test_the_order_they_came_in_changes_no_tube(asked: list[Test], age: int | None, random: Random) -> None:
    def tubes(tests: list[Test]) -> list[tuple[str, str, list[str]]]:
        return [(c, m, sorted(codes)) for c, m, _, codes in shown(plan_tubes(tests, CATALOGUE, age))]

    shuffled = asked[:]
    random.shuffle(shuffled)
    assert tubes(shuffled) == tubes(asked)

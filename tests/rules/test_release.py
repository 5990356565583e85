"""A second person releases, and only what nothing more must happen to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.facts.errors import Refused
from labkiosk.rules.release import ReleaseItem, awaits_pathologist, sort_out


def item(
    test: str = "NA",
    by: str = "tech",
    needs: tuple[str, ...] = (),
    state: str = "recorded",
    sample: str = "010000000016",
    awaits: str = "",
) -> ReleaseItem:
    return ReleaseItem(sample=sample, test=test, recorded_by=by, needs=needs, state=state, awaits=awaits)


@pytest.mark.parametrize(
    ("items", "actor", "provisional"),
    [
        ([item()], "path", False),
        ([item(), item("K")], "path", False),
        ([item(state="provisional")], "path", False),
        ([item()], "tech", True),
        ([item(state="held")], "path", False),
    ],
)
def test_what_may_be_released(items: list[ReleaseItem], actor: str, provisional: bool) -> None:
    assert sort_out(items, actor, provisional) == (tuple(items), ())


def test_what_may_not_leave_is_left_with_its_reason_and_the_rest_leaves() -> None:
    given_items = [
        item(),
        item("K", needs=("again",)),
        item("CL", by="path"),
        item("HB", state="provisional"),
    ]
    assert sort_out(given_items, "path", False) == (
        (given_items[0], given_items[3]),
        (
            "Sample 0016 K is held: type its value again first.",
            "Sample 0016 CL was entered by you: a second person releases it.",
        ),
    )


@pytest.mark.parametrize(
    ("sensitive", "provisional", "urgent", "why"),
    [
        (False, True, True, ""),
        (False, True, False, "is routine: it waits for a pathologist"),
        (False, False, True, "is never provisional: a pathologist releases it"),
        (True, True, True, "is sensitive: it leaves only when a pathologist releases it"),
    ],
)
def test_what_waits_for_a_pathologist_in_any_case(
    sensitive: bool, provisional: bool, urgent: bool, why: str
) -> None:
    found = awaits_pathologist(
        sensitive=sensitive, provisional=provisional, priority="routine", urgent=urgent
    )
    assert found == why


@pytest.mark.parametrize(
    ("items", "actor", "provisional", "message"),
    [
        ([], "path", False, "Nothing to release: record a result first."),
        (
            [item(by="path")],
            "path",
            False,
            "Sample 0016 NA was entered by you: a second person releases it.",
        ),
        (
            [item(needs=("kit2", "kit3"))],
            "path",
            False,
            "Sample 0016 NA is held: another kit must give the same answer first.",
        ),
        ([item(awaits="waits")], "tech", True, "Sample 0016 NA waits."),
        ([item(needs=("again",))], "path", False, "Sample 0016 NA is held: type its value again first."),
        (
            [item(needs=("again", "second"))],
            "path",
            False,
            "Sample 0016 NA is held: type its value again first.",
        ),
        (
            [item(needs=("second",))],
            "tech",
            True,
            "Sample 0016 NA is held: a second person must type its value first.",
        ),
        (
            [item(needs=("again",), by="path")],
            "path",
            True,
            "Sample 0016 NA is held: type its value again first.",
        ),
        ([item(state="open")], "path", False, "Sample 0016 NA has no result yet: record it first."),
        ([item(state="released")], "path", False, "Sample 0016 NA is released already: leave it out."),
        ([item(state="rejected")], "path", False, "Sample 0016 NA is rejected: leave it out."),
        ([item(state="cancelled")], "path", True, "Sample 0016 NA is cancelled: leave it out."),
        (
            [item(state="provisional")],
            "tech",
            True,
            "Sample 0016 NA is released as provisional already: a pathologist releases it.",
        ),
        (
            [item(by="\x1b")],
            "\x1b",
            False,
            "Sample 0016 NA was entered by you: a second person releases it.",
        ),
    ],
)
def test_refusals(items: list[ReleaseItem], actor: str, provisional: bool, message: str) -> None:
    with pytest.raises(Refused) as refused:
        sort_out(items, actor, provisional)
    assert str(refused.value) == message


people = st.sampled_from(["tech", "path", "super"])
items = st.builds(
    ReleaseItem,
    sample=st.just("010000000016"),
    test=st.sampled_from(["NA", "K"]),
    recorded_by=people,
    needs=st.sampled_from([(), ("again",), ("second",), ("again", "second"), ("kit3",)]),
    state=st.sampled_from(["open", "held", "recorded", "provisional", "released", "rejected", "cancelled"]),
    awaits=st.sampled_from(["", "is sensitive"]),
)


@given(st.lists(items, min_size=1, max_size=4), people, st.booleans())
def test_nothing_leaves_that_should_not(
    given_items: list[ReleaseItem], actor: str, provisional: bool
) -> None:
    try:
        leaving, left = sort_out(given_items, actor, provisional)
    except Refused:
        return
    assert len(leaving) + len(left) == len(given_items)
    for one in leaving:
        assert one.needs == ()
        assert one.state not in {"open", "released", "rejected", "cancelled"}
        assert not one.awaits if provisional else one.recorded_by != actor

"""A second person releases, and only what nothing more must happen to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labkiosk.facts.errors import Refused
from labkiosk.rules.release import ReleaseItem, check_release


def item(
    test: str = "NA",
    by: str = "tech",
    needs: tuple[str, ...] = (),
    state: str = "recorded",
    sample: str = "010000000016",
) -> ReleaseItem:
    return ReleaseItem(sample=sample, test=test, recorded_by=by, needs=needs, state=state)


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
    check_release(items, actor, provisional)


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
            [item("K"), item(by="path", sample="010000000027")],
            "path",
            False,
            "Sample 0027 NA was entered by you: a second person releases it.",
        ),
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
        check_release(items, actor, provisional)
    assert str(refused.value) == message


people = st.sampled_from(["tech", "path", "super"])
items = st.builds(
    ReleaseItem,
    sample=st.just("010000000016"),
    test=st.sampled_from(["NA", "K"]),
    recorded_by=people,
    needs=st.sampled_from([(), ("again",), ("second",), ("again", "second")]),
    state=st.sampled_from(["open", "held", "recorded", "provisional", "released", "rejected", "cancelled"]),
)


@given(st.lists(items, min_size=1, max_size=4), people, st.booleans())
def test_nothing_leaves_that_should_not(
    given_items: list[ReleaseItem], actor: str, provisional: bool
) -> None:
    try:
        check_release(given_items, actor, provisional)
    except Refused:
        return
    for one in given_items:
        assert one.needs == ()
        assert one.state not in {"open", "released", "rejected", "cancelled"}
        assert provisional or one.recorded_by != actor

"""Bands by sex, age, pregnancy and method: each holds just where it says, and never beside another of its kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkiosk.catalogue import Band, Test, load, problems
from labkiosk.rules.bands import as_for, bands_for
from tests.catalogue.making import limits, small

OURS = load()
KINDS = ("range", "critical", "hold", "impossible")


def holds(band: Band, sex: str, age: int, *, pregnant: bool) -> bool:
    """Whether a band says that it holds for somebody, read off its fields one by one."""
    if (band.sex == "F" and sex == "M") or (band.sex == "M" and sex == "F"):
        return False
    if (band.pregnant == "yes" and not pregnant) or (band.pregnant == "no" and pregnant):
        return False
    return band.from_days <= age and (band.to_days is None or age < band.to_days)


def people(test: Test) -> Iterator[tuple[str, int, bool]]:
    """Everybody for whom something may be another: each sex, pregnant or not, on each day that a band begins or ends."""
    days = {
        0,
        1,
        47_500,
        *(d for b in test.bands for e in (b.from_days, b.to_days) if e for d in (e - 1, e, e + 1)),
    }
    for age in sorted(days):
        yield from (("M", age, False), ("F", age, False), ("F", age, True))


@pytest.mark.parametrize("code", sorted(OURS.tests))
def test_of_ours_exactly_the_band_that_says_so_holds(code: str) -> None:
    test = OURS.tests[code]
    for sex, age, pregnant in people(test):
        for kind in KINDS:
            said = [b for b in test.bands if b.kind == kind and holds(b, sex, age, pregnant=pregnant)]
            found = bands_for(as_for(test, pregnant=pregnant), kind, sex, age)
            assert len(said) <= 1, (code, kind, sex, age, pregnant)
            assert found == ((said[0],) if said else (None,))


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "F", "M"]),
        st.integers(0, 9),
        st.integers(1, 6),
        st.sampled_from(["", "yes", "no"]),
        st.sampled_from(["", "Jaffe", "enzymatic"]),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60)
@given(rows=ROWS, method=st.sampled_from(["", "Jaffe", "enzymatic"]))
def test_files_load_just_where_nobody_would_have_two_bands(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int, int, str, str]], method: str
) -> None:
    folder = files(tmp_path_factory.mktemp("own"), rows, method)
    twice = any(meet(one, two) for at, one in enumerate(rows) for two in rows[:at])
    nobody = any(sex == "M" and pregnant == "yes" for sex, _, _, pregnant, _ in rows)
    assert bool(problems(folder)) == (twice or nobody)
    if twice or nobody:
        return
    test = load(folder).tests["K"]
    assert test.method == method
    for sex, age, pregnant in (("F", a, p) for a in range(16) for p in (False, True)):
        said = [r for r in rows if r[0] in ("", sex) and r[1] <= age < r[1] + r[2]]
        said = [r for r in said if r[3] in ("", "yes" if pregnant else "no") and r[4] in ("", method)]
        (found,) = bands_for(as_for(test, pregnant=pregnant), "range", sex, age)
        assert (found is not None) == bool(said)


def meet(one: tuple[str, int, int, str, str], two: tuple[str, int, int, str, str]) -> bool:
    """Whether anybody on any day, by any method, would be under both; asked of them one by one."""
    return any(
        all(
            r[0] in ("", sex)
            and r[1] <= age < r[1] + r[2]
            and r[3] in ("", pregnant)
            and r[4] in ("", method)
            for r in (one, two)
        )
        for sex, pregnant in (("M", "no"), ("F", "no"), ("F", "yes"))
        for age in range(16)
        for method in ("Jaffe", "enzymatic", "another")
    )


def files(folder: Path, rows: list[tuple[str, int, int, str, str]], method: str) -> Path:
    plain = small(folder, limits(*(f"range,{sex},{a} d,{a + n} d,3,5" for sex, a, n, _, _ in rows)))
    file = plain / "limits.csv"
    header, *lines = file.read_text().splitlines()
    more = [f"{line},{pregnant},{by}" for line, (_, _, _, pregnant, by) in zip(lines, rows, strict=True)]
    file.write_text("\n".join([f"{header},pregnant,method", *more]) + "\n")
    named = f"K,{method},\n" if method else ""
    (plain / "methods.csv").write_text(f"test,method,note\n{named}")
    return plain

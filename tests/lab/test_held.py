"""What is held leaves by no route until somebody has done what it needs: every way out, in any order, by anybody."""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labkiosk.__main__ import main
from labkiosk.board import samples
from labkiosk.facts.errors import Refused
from labkiosk.journal.read import since
from labkiosk.lab.amend import amend, withdraw
from labkiosk.lab.autorelease import release_by_rules
from labkiosk.lab.culture import Reading, read_culture
from labkiosk.lab.lab import Lab
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.pregnancy import state_pregnancy
from labkiosk.lab.release import release
from labkiosk.lab.request import PatientRequest
from labkiosk.lab.results import Given, record
from labkiosk.lab.validation import validate
from tests.lab.held import FREE, held_home, left
from tests.lab.homes import ASHA, Clock
from tests.lab.test_holding import CBC, DAY


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    home = tmp_path_factory.mktemp("held") / "home"
    return home, held_home(home)


Route = Callable[[Lab, str], object]


def recorded_at_once(lab: Lab, number: str) -> object:
    """One more value, which leaves by the rules as soon as it is recorded; they look at the tube then."""
    return record(lab, number, [Given(test="MG", value="2.0")])


def told(*words: str) -> Route:
    """The same on the command line."""

    def route(lab: Lab, number: str) -> object:
        given = [number if word == "N" else word for word in words]
        return main([*given, "--home", str(lab.home.folder), "--as", lab.who])

    return route


def many(lab: Lab, number: str) -> list[str]:
    """This tube, and every other that has something to release."""
    every = [row[0] for row in lab.conn.execute("SELECT number FROM sample ORDER BY number")]
    ready = [n for n in every if any(t.state == "recorded" for t in samples.tests(lab.conn, n))]
    return [number, *(n for n in ready if n != number)]


ROUTES: dict[str, Route] = {
    "one": lambda lab, n: release(lab, [n]),
    "one with its report": lambda lab, n: release(lab, [n], report=True),
    "many": lambda lab, n: release(lab, many(lab, n)),
    "provisional": lambda lab, n: release(lab, [n], provisional=True, reason="night"),
    "many provisional": lambda lab, n: release(lab, many(lab, n), provisional=True, reason="night"),
    "rules": lambda lab, n: release_by_rules(lab, [n]),
    "rules for all": lambda lab, n: release_by_rules(lab, [], everything=True, report=True),
    "recorded, and rules": recorded_at_once,
    "validate": validate,
    "interim": lambda lab, n: read_culture(lab, n, Reading(test="URICUL", found="growth", gram="")),
    "amend": lambda lab, n: amend(lab, n, [Given(test="CL", value="103", reason="misread")]),
    "amend what is held": lambda lab, n: amend(lab, n, [Given(test="K", value="4.1", reason="misread")]),
    "withdraw": lambda lab, n: withdraw(lab, n, ("NA",), "wrong patient"),
    "pregnant": lambda lab, n: state_pregnancy(lab, n, "yes"),
    "another birth date": lambda lab, n: correct_patient(
        lab, "P01-0000001", PatientRequest(name="Asha Devi", sex="M", birth_date="1999-03-14", ids=ASHA.ids), "wrong"
    ),
    "command": told("release", "N"),
    "command provisional": told("release", "N", "--provisional", "--reason", "night"),
    "command rules": told("release", "N", "--auto"),
    "command all by rules": told("release", "--auto", "--all"),
    "command validate": told("release", "N", "--validate"),
    "command amend": told("amend", "N", "CL=104", "--reason", "misread"),
}  # fmt: skip


def left_by(home: Path, numbers: tuple[str, ...], acts: list[tuple[str, str, int]]) -> set[str]:
    """Do these in a copy of the home, each a route, who takes it, and for which tube; the tests that left by that."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "home"
        shutil.copytree(home, copy)
        clock = Clock()
        clock.turn(2 * DAY + 60)
        with Lab(copy, badge="tech", user="root", clock=clock) as lab:
            begun = len([*since(lab.conn, 1, 0)])
            for name, badge, which in acts:
                lab.sign_in(badge)
                with contextlib.suppress(Refused):
                    ROUTES[name](lab, numbers[which])
                clock.turn(1)
            return {test for _, test in left(lab.conn, begun)}


BADGES = ("tech", "path", "super", "phleb")
ACTS = st.tuples(st.sampled_from(sorted(ROUTES)), st.sampled_from(BADGES), st.integers(0, 3))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(acts=st.lists(ACTS, min_size=1, max_size=12))
def test_no_route_releases_what_is_held(
    ward: tuple[Path, tuple[str, ...]], acts: list[tuple[str, str, int]]
) -> None:
    # Whatever came before, in the end everything is tried again.
    last = [(route, "path", which) for route in ("rules for all", "one") for which in range(4)]
    assert left_by(*ward, [*acts, *last]) <= FREE


def test_each_is_held(ward: tuple[Path, tuple[str, ...]]) -> None:
    home, numbers = ward
    with Lab(home, badge="tech", user="root", clock=Clock()) as lab:
        held = {(n, t) for n in numbers for t, r in samples.results(lab.conn, n).items() if r.needs}
        free = {t for n in numbers for t, r in samples.results(lab.conn, n).items() if not r.needs}
    assert held == {(n, t) for n in numbers[:2] for t in CBC} | {
        (numbers[2], t) for t in ("K", "UREA", "CREA")
    }
    assert free == FREE - {"MG"}


WAYS_OUT = [
    name for name in ROUTES if name.startswith(("one", "many", "prov", "rules", "recorded", "command"))
]


@pytest.mark.parametrize("name", [n for n in WAYS_OUT if n not in ("command validate", "command amend")])
def test_what_is_free_leaves_by_each_of_them(ward: tuple[Path, tuple[str, ...]], name: str) -> None:
    assert left_by(*ward, [(name, "tech" if name.startswith("rec") else "path", 2)])

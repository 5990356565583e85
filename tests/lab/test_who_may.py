"""Each verb asks who acts before it does anything: a table of verbs and the roles that may."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from labkiosk.facts.errors import Refused
from labkiosk.lab.backups import back_up
from labkiosk.lab.batch import close_batch, make_batch, print_worksheet, take_out
from labkiosk.lab.bench import receive, reject
from labkiosk.lab.divert import divert, recall
from labkiosk.lab.drafts import keep_draft
from labkiosk.lab.intake import cancel, cancel_order, register
from labkiosk.lab.lab import Lab
from labkiosk.lab.papers import answer, print_again, print_report
from labkiosk.lab.patients import correct_patient
from labkiosk.lab.printers import remove, set_up, try_out
from labkiosk.lab.release import release
from labkiosk.lab.request import OrderRequest, PatientRequest
from labkiosk.lab.results import record
from labkiosk.lab.site import set_clock
from labkiosk.lab.staff import add_person, remove_person
from tests.lab.homes import Clock, make
from tests.lab.refusals import refused

TUBE, NOBODY = "010000000016", None
BENCH, ALL = {"tech", "path", "super"}, {"phleb", "tech", "path", "super"}
OWNER = {"super", NOBODY}

VERBS: dict[str, tuple[Callable[[Lab], object], set[str | None], str]] = {
    "register": (
        lambda lab: register(lab, OrderRequest(patient=PatientRequest(name="A", sex="F"), tests=("NA",))),
        ALL | {NOBODY}, "register patients",
    ),
    "receive": (lambda lab: receive(lab, TUBE), ALL | {NOBODY}, "receive samples"),
    "cancel": (lambda lab: cancel(lab, TUBE, (), "x"), ALL | {NOBODY}, "cancel tests"),
    "cancel_order": (lambda lab: cancel_order(lab, "O01-0000001", "x"), ALL | {NOBODY}, "cancel tests"),
    "correct_patient": (
        lambda lab: correct_patient(lab, "P01-0000001", PatientRequest(name="A"), "x"),
        ALL | {NOBODY}, "correct a patient",
    ),
    "print_report": (lambda lab: print_report(lab, "O01-0000001"), ALL | {NOBODY}, "print"),
    "print_again": (lambda lab: print_again(lab, "label", TUBE, "x"), ALL | {NOBODY}, "print again"),
    "answer": (lambda lab: answer(lab, "J01-0000001", came_out=True), ALL | {NOBODY}, "print again"),
    "reject": (lambda lab: reject(lab, TUBE, "CLOTTED"), BENCH | {NOBODY}, "reject samples"),
    "make_batch": (lambda lab: make_batch(lab, "CHEM"), BENCH | {NOBODY}, "work at the bench"),
    "take_out": (lambda lab: take_out(lab, "W01-0000001", TUBE, "x"), BENCH | {NOBODY}, "work at the bench"),
    "close_batch": (lambda lab: close_batch(lab, "W01-0000001", "x"), BENCH | {NOBODY}, "work at the bench"),
    "print_worksheet": (lambda lab: print_worksheet(lab, "W01-0000001"), ALL | {NOBODY}, "print"),
    "divert": (lambda lab: divert(lab, TUBE, "STATE"), BENCH | {NOBODY}, "work at the bench"),
    "recall": (lambda lab: recall(lab, TUBE, (), "x"), BENCH | {NOBODY}, "work at the bench"),
    "record": (lambda lab: record(lab, TUBE, []), BENCH | {NOBODY}, "record results"),
    "keep_draft": (lambda lab: keep_draft(lab, TUBE, {}), BENCH | {NOBODY}, "record results"),
    "release": (lambda lab: release(lab, [TUBE]), {"path"}, "release results"),
    "release as provisional": (
        lambda lab: release(lab, [TUBE], provisional=True, reason="x"),
        {"tech", "path"}, "release provisional results",
    ),
    "add_person": (lambda lab: add_person(lab, "t9", "A", "technician"), OWNER, "add or remove people"),
    "remove_person": (lambda lab: remove_person(lab, "t9"), OWNER, "add or remove people"),
    "set_up": (
        lambda lab: set_up(lab, "P", "tcp:10.0.0.9", language="zpl", media="label-50x25", forms=["labels"]),
        OWNER, "set up printers",
    ),
    "remove": (lambda lab: remove(lab, "P"), OWNER, "set up printers"),
    "try_out": (lambda lab: try_out(lab, "P"), ALL | {NOBODY}, "print"),
    "set_clock": (lambda lab: set_clock(lab, datetime(2026, 11, 22, tzinfo=UTC)), OWNER, "set the clock"),
    "back_up": (lambda lab: back_up(lab, Path("/nowhere")), OWNER, "make a backup"),
}  # fmt: skip


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with make(tmp_path_factory.mktemp("roles") / "home", Clock()) as lab:
        yield lab


@pytest.mark.parametrize("who", [*sorted(ALL), NOBODY], ids=str)
@pytest.mark.parametrize(("verb", "able", "words"), VERBS.values(), ids=VERBS.keys())
def test_who_may(
    lab: Lab, who: str | None, verb: Callable[[Lab], object], able: set[str | None], words: str
) -> None:
    lab.sign_in(who) if who else lab.sign_out()
    try:
        verb(lab)
        said = ""
    except Refused as refusal:
        said = str(refusal)
    roles = {"phleb": "phlebotomist", "tech": "technician", "path": "pathologist", "super": "supervisor"}
    start = f"{who or 'root'} ({roles[who] if who else 'no badge'}) may not {words}: "
    assert said.startswith(start) is (who not in able)


def test_the_advice_names_whom_to_ask(lab: Lab) -> None:
    lab.sign_in("phleb")
    with refused(
        "phleb (phlebotomist) may not record results: ask a technician, a pathologist or a supervisor."
    ):
        record(lab, TUBE, [])
    lab.sign_out()
    with refused("root (no badge) may not release results: sign in as a pathologist."):
        release(lab, [TUBE])


def test_a_badge_that_nobody_has(lab: Lab) -> None:
    with refused("Badge 'nobody' is not known here: a supervisor adds people."):
        lab.sign_in("nobody")
    with refused("Badge '\\x1b[2J' is not known here: a supervisor adds people."):
        lab.sign_in("\x1b[2J")
    with refused("Badge 'nobody' is not known here: a supervisor adds people."):
        Lab(lab.home.folder, badge="nobody", user="root")


def test_signing_in_and_out(lab: Lab) -> None:
    person = lab.sign_in("path")
    assert (person.name, lab.actor, lab.who, lab.role) == (
        "Example Pathologist",
        "badge:path",
        "path",
        "pathologist",
    )
    lab.sign_out()
    assert (lab.actor, lab.who, lab.role) == ("os:root", "root", None)


def test_who_was_removed_may_act_no_more_though_still_signed_in(tmp_path: Path) -> None:
    with make(tmp_path / "home", Clock()) as lab, Lab(tmp_path / "home", badge="super", user="root") as other:
        remove_person(other, "tech")
        for verb, _, _ in VERBS.values():
            with refused("Badge 'tech' is not known here: a supervisor adds people."):
                verb(lab)


def test_a_role_that_was_changed_counts_at_once(tmp_path: Path) -> None:
    with make(tmp_path / "home", Clock()) as lab, Lab(tmp_path / "home", badge="super", user="root") as other:
        add_person(other, "tech", "Example Technician", "phlebotomist")
        with refused(
            "tech (phlebotomist) may not record results: ask a technician, a pathologist or a supervisor."
        ):
            record(lab, TUBE, [])

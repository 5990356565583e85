"""Hostile names through intake, every query and every form: refused in one line, or carried exactly."""

import json
import re
from hashlib import sha256
from typing import Any

import pytest
from PIL import Image

from labkiosk.board import jobs, orders
from labkiosk.forms.page import Text
from labkiosk.lab.lab import Lab
from labkiosk.lab.paper_data import page
from tests.disasters.desk import Desk
from tests.disasters.hostile import CARRIED, NOT_DRAWN, REFUSED
from tests.disasters.house import faults, request

ALL = CARRIED | NOT_DRAWN
FIELDS = {
    "location": "Location",
    "bed": "Bed",
    "clinician": "Clinician",
    "note": "Note",
    "collected_by": "Collector",
}


@pytest.mark.parametrize("name", REFUSED.values(), ids=REFUSED)
def test_a_hostile_name_is_refused_in_one_line_and_nothing_is_kept(desk: Desk, name: str) -> None:
    before = desk("counts", "--json")
    told = desk.told("register", given=json.dumps(request(name)) + "\n")
    assert (told.code, told.out) == (1, "")
    assert re.fullmatch(r"line 1: [^\n]{10,120}\n", told.err)
    assert desk("counts", "--json") == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\x1b[2J", r"has a control character (\x1b). Type it again without it."),
        ("\x9b31m", r"has a control character (\x9b). Type it again without it."),
        ("\u202eabc", r"has a hidden character (\u202e). Type it again without it."),
        ("a\u2028b", r"has a line break (\u2028). Type it again without it."),
        ("x" * 10_000, "is too long: 10000 characters, at most {limit}."),
    ],
)
@pytest.mark.parametrize("field", FIELDS)
def test_every_other_text_is_looked_at_too(desk: Desk, field: str, text: str, said: str) -> None:
    limit = {"bed": 20, "note": 400}.get(field, 80)
    told = desk.told("register", given=json.dumps(request("Asha Devi", **{field: text})) + "\n")
    assert told == (1, "", f"line 1: {FIELDS[field]} {said.format(limit=limit)}\n")


def test_bytes_that_are_no_text_and_a_surrogate_in_json_are_refused(desk: Desk) -> None:
    order = json.dumps(request("NAME"))
    for name in ("\udcff\udcfe", "\\ud800", "\\ud800\\u0041", "\udced\udca0\udc80"):
        told = desk.told("register", given=order.replace("NAME", name) + "\n")
        assert (told.code, told.out) == (1, "")
        assert re.fullmatch(r"line 1: [^\n]{10,120}\n", told.err)


def number_of(name: str) -> str:
    """The patient's hospital number."""
    return f"77{list(ALL.values()).index(name):04}"


def every_text(name: str) -> dict[str, Any]:
    """An order that says the name wherever a text may stand."""
    order = request(name, "UREA", "HB", priority="stat")
    order["patient"]["ids"] = [{"system": "hospital", "value": number_of(name)}]
    return order | dict.fromkeys(FIELDS, name) | {"bed": name[:20].strip()}


UREA = {"test": "UREA", "value": "24", "unit": "mg/dL"}


def to_the_report(desk: Desk, name: str) -> tuple[str, str, str]:
    """Take one tube to its report and reject the other; returns the order and both tubes."""
    made = desk.register(every_text(name))
    ours = {t: s["sample"] for s in made["samples"] for t in s["tests"]}
    desk("receive", ours["UREA"], ours["HB"], "--as", "tech")
    desk("record", "--as", "tech", given=json.dumps(UREA | {"sample": ours["UREA"], "comment": name}) + "\n")
    desk("reject", ours["HB"], "--reason", "CLOTTED", "--as", "tech")
    return made["order"], ours["UREA"], ours["HB"]


@pytest.mark.parametrize("name", ALL.values(), ids=ALL)
def test_a_name_that_only_looks_so_is_carried_exactly_to_every_answer(desk: Desk, name: str) -> None:
    order, tube, clotted = to_the_report(desk, name)
    sample = json.loads(desk("sample", tube, "--json"))
    assert (sample["patient"]["name"], sample["ward"]) == (name, name)
    assert f"{name}, F" in desk("sample", tube)
    desk("sample", clotted)
    (known,) = map(json.loads, desk("patients", "find", number_of(name), "--json").splitlines())
    assert known["name"] == name
    desk.told("patients", "find", name)
    desk("release", tube, "--as", "path")
    assert name in strings(json.loads(desk("report", order, "--json")))
    desk("report", order)
    desk("counts")


def test_a_queue_of_them_shows_each(desk: Desk) -> None:
    for name in ALL.values():
        made = desk.register(every_text(name))
        desk("receive", made["samples"][0]["sample"], "--as", "tech")
    shown = {json.loads(line)["name"] for line in desk("queue", "--json", "--limit", "1000").splitlines()}
    assert shown >= set(ALL.values())
    assert len(desk("queue", "--limit", "1000").splitlines()) >= len(ALL)


def strings(value: object) -> set[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        return {value}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {text for part in parts for text in strings(part)}


def papers(desk: Desk, order: str) -> dict[str, tuple[str, str]]:
    """The order's papers by form: how far they are, and all that stands on them."""
    with Lab(desk.home, badge=None, user="root") as lab:
        asked = [
            j for s in (order, *orders.order(lab.conn, order).samples) for j in jobs.of_subject(lab.conn, s)
        ]  # type: ignore[union-attr]
        return {
            f"{j.form} {j.subject}": (
                j.state,
                "".join(e.text for e in page(lab, j).items if isinstance(e, Text)),
            )
            for j in asked
        }


@pytest.mark.parametrize("name", CARRIED.values(), ids=CARRIED)
def test_every_form_carries_it_exactly_and_nothing_of_it_steers_the_printer(desk: Desk, name: str) -> None:
    order, tube, _ = to_the_report(desk, name)
    desk("release", tube, "--as", "path")
    desk("report", order, "--print", "--as", "path")
    desk("print", "--once")
    said = papers(desk, order)
    forms = [key.split()[0] for key in said]
    assert sorted(forms) == ["label", "label", "label", "rejection", "report", "slip"]
    for paper, (state, text) in said.items():
        assert (paper, state) == (paper, "confirmed")
        assert on_paper(name, text), (paper, text)


def on_paper(name: str, text: str) -> bool:
    """Whether it stands there, whole or, where there is no room, its beginning with a mark that it was cut."""
    packed, whole = "".join(text.split()), "".join(name.split())
    return whole in packed or re.search(re.escape(whole[:12]) + r"[^…]*…", packed) is not None


@pytest.mark.parametrize("name", NOT_DRAWN.values(), ids=NOT_DRAWN)
def test_what_no_font_draws_is_refused_on_paper_in_words(desk: Desk, name: str) -> None:
    order, tube, _ = to_the_report(desk, name)
    desk("release", tube, "--as", "path")
    said = desk("print", "--once")
    assert f"label {tube}: " in said
    assert name not in said
    told = desk.told("report", order, "--out", "out", "--as", "path")
    assert told.code == 1


def test_no_file_of_the_home_has_a_name_that_was_typed_or_a_byte_of_it(desk: Desk) -> None:
    for name in CARRIED.values():
        desk.register(every_text(name))
    desk("print", "--once")
    whole = {file: file.read_bytes() for file in desk.home.rglob("*") if file.is_file()}
    assert {f.name for f in whole if not re.fullmatch(r"[a-z]+[A-Za-z0-9.-]*|[0-9a-f]{64}", f.name)} == set()
    for name in ALL.values():
        for file, content in whole.items():
            if len(name) > 4:
                assert name.encode() not in content, (name, file)
    for file, content in whole.items():
        if file.suffix == ".png":
            Image.open(file).verify()
        elif len(file.name) == 64:
            assert sha256(content).hexdigest() == file.name


def test_whoever_works_here_may_have_such_a_name_too(desk: Desk) -> None:
    made = [desk.register(every_text(name)) for name in CARRIED.values()]
    for number, (name, one) in enumerate(zip(CARRIED.values(), made, strict=True)):
        badge = f"hostile{number}"
        desk("people", "add", "--role", "pathologist", "--as", "super", "--", badge, name)
        tube = one["samples"][0]["sample"]
        desk("receive", tube, "--as", "tech")
        test = one["samples"][0]["tests"][0]
        desk("record", "--as", "tech", given=json.dumps(UREA | {"sample": tube, "test": test}) + "\n")
        desk("release", tube, "--as", badge)
        assert name in strings(json.loads(desk("report", one["order"], "--json")))
    listed = [json.loads(line) for line in desk("people", "list", "--json").splitlines()]
    assert {p["name"] for p in listed} >= set(CARRIED.values())


def test_the_home_is_sound_after_all_that(desk: Desk) -> None:
    assert faults(desk.home) == ""

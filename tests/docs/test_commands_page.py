"""The page of commands is the contract: every option, every key in, every key out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from labkiosk.cli.lines import ResultLine
from labkiosk.cli.scanners import what_it_sends
from labkiosk.lab.request import Ident, OrderRequest, PatientRequest
from tests.cli.running import House, Ran, run
from tests.cli.uncertain import make_uncertain
from tests.docs.options import NAMES, options
from tests.docs.reading import first_column, json_items, listed_options, options_in, sections, spans
from tests.scanners.cable import cable_with

PAGE = sections("commands")
SHARED = "What every command shares"


def fields(struct: type[msgspec.Struct]) -> set[str]:
    return {each.name for each in msgspec.structs.fields(struct)}


def told(name: str, of: str = "", at: int = 0) -> set[str]:
    """The keys that a command's section tells: the ``at``-th of its items for ``of``."""
    return [keys for what, keys in json_items(PAGE[name]) if what == of][at]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def objects(done: Ran) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    return done.lines


def only(done: Ran) -> dict[str, Any]:
    (found,) = objects(done)
    return found


def test_every_command_has_its_section_in_order() -> None:
    assert list(PAGE) == [SHARED, *NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_listed_and_no_other_is_named(name: str) -> None:
    assert listed_options(PAGE[name]) == options(name)
    assert options_in(PAGE[name]) <= options(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_command_with_json_tells_its_keys(name: str) -> None:
    assert bool(list(json_items(PAGE[name]))) == ("--json" in options(name))


def test_the_shared_options_are_shared() -> None:
    assert options_in(PAGE[SHARED]) == {"--home", "--as", "--json"}


def test_the_keys_that_register_takes() -> None:
    assert first_column(PAGE["register"], "Key in") == fields(OrderRequest)
    assert first_column(PAGE["register"], "Key of patient") == fields(PatientRequest)
    assert fields(Ident) <= set(spans(PAGE["register"]))


def test_the_keys_that_record_takes() -> None:
    assert first_column(PAGE["record"], "Key in") == fields(ResultLine)


def test_a_tube_from_order_to_report(house: House) -> None:
    made = only(house.run("register", who="phleb", given=order("K", "NA")))
    assert set(made) == told("register")
    assert all(set(each) == told("register", "each of `samples`") for each in made["samples"])
    tube = made["samples"][0]["sample"]
    assert set(only(house.run("receive", tube, "--json", who="tech"))) == told("receive")
    assert set(only(house.run("queue", "--json"))) == told("queue")
    printed = only(house.run("queue", "--bench", "CHEM", "--print", "--json", who="tech"))
    assert set(printed) == told("queue", "with `--print`")
    given = "\n".join(
        json.dumps({"sample": tube, "test": t, "value": v}) for t, v in (("K", "4"), ("NA", "140"))
    )
    for answer in objects(house.run("record", who="tech", given=given)):
        assert set(answer) == told("record")
    released = only(house.run("release", tube, "--json", who="path"))
    assert set(released) == told("release", "for each order")
    assert all(set(each) == told("release", "each of `samples`") for each in released["samples"])
    (other,) = house.order("NA")
    house.run("receive", other, who="tech")
    house.run("record", who="tech", given=json.dumps({"sample": other, "test": "NA", "value": "140"}))
    assert set(only(house.run("release", "--list", "--json"))) == told("release", "with `--list`")
    assert_report(house, tube)


def assert_report(house: House, tube: str) -> None:
    report = only(house.run("report", tube, "--json"))
    assert set(report) == told("report")
    groups = report["groups"]
    for what, found in (
        ("specimens", report["specimens"]),
        ("groups", groups),
        ("results", [result for group in groups for result in group["results"]]),
    ):
        assert found
        assert all(set(each) == told("report", f"each of `{what}`") for each in found)
    written = objects(house.run("report", tube, "--out", house.home.parent / "out", "--json"))
    assert [set(each) for each in written] == [told("report", "with `--out`")] * 2
    assert set(only(house.run("report", tube, "--print", "--json"))) == told("report", "with `--print`")


def order(*tests: str) -> str:
    return json.dumps({"patient": {"name": "Asha Devi", "sex": "F", "age": "51 y"}, "tests": tests})


def test_scanners(house: House, tmp_path: Path) -> None:
    address = "serial:usb-Maker_Scanner_1234-if00"
    assert set(only(house.run("scanners", address, "--screen", "tty2", "--json"))) == told("scanners")
    assert set(only(house.run("scanners", "--json"))) == told("scanners")
    assert set(only(house.run("scanners", address, "--remove", "--json"))) == told(
        "scanners", "with `--remove`"
    )
    assert set(only(house.run("scanners", "--sheet", "--json"))) == told("scanners", "with `--sheet`")
    with cable_with(tmp_path, b"\x02]C04711\r\x02\r") as way:
        said = [*what_it_sends(way, 2, tmp_path)]
    assert {key for each in said for key in each} == told("scanners", "with `--try`")


def test_deliver(house: House) -> None:
    (tube,) = house.order("NA", location="Ward 3")
    house.run("receive", tube, who="tech")
    house.run("record", who="tech", given=json.dumps({"sample": tube, "test": "NA", "value": "140"}))
    house.run("release", tube, "--print", who="path")
    house.run("print", "--once")
    assert set(only(house.run("deliver", "--list", "--json"))) == told("deliver", "with `--list`")
    made = only(house.run("deliver", "--ward", "ward 3", "--json", who="phleb"))
    assert set(made) == told("deliver")
    assert [set(each) for each in made["reports"]] == [told("deliver", "each of `reports`")]
    back = only(house.run("deliver", "--returned", made["sheet"], "--json", who="phleb"))
    assert set(back) == told("deliver", "with `--returned` or `--handed`")
    assert back["reports"] == made["reports"]


def test_a_sample(house: House) -> None:
    (tube,) = house.order("K", "NA", "CL")
    house.run("receive", tube, who="tech")
    house.run("record", who="tech", given=json.dumps({"sample": tube, "test": "K", "value": "4"}))
    house.run("cancel", tube, "--test", "CL", "--reason", "twice", who="tech")
    found = only(house.run("sample", tube, "--json"))
    assert set(found) == told("sample")
    assert set().union(*found["tests"]) == told("sample", "each of `tests`")
    for what in ("papers", "history"):
        assert found[what]
        assert all(set(each) == told("sample", f"each of `{what}`") for each in found[what])


def test_the_load_of_a_timed_collection(house: House) -> None:
    tube = house.order("GTT")[0]
    done = only(house.run("load", tube, "--json", who="phleb"))
    assert set(done) == told("load")
    assert [set(each) for each in done["tubes"]] == [told("load", "each of `tubes`")] * 2


def test_the_print_worker(house: House) -> None:
    house.order("K")
    printed = objects(house.run("print", "--once", "--json", who="phleb"))
    assert [set(each) for each in printed] == [told("print")] * 2


def test_rejecting_and_cancelling(house: House) -> None:
    tube, other = *house.order("K"), *house.order("NA", name="Ravi Kumar")
    house.run("receive", tube, who="tech")
    done = only(house.run("reject", tube, "--reason", "CLOTTED", "--json", who="tech"))
    assert set(done) == told("reject")
    done = only(house.run("cancel", other, "--reason", "twice", "--json", who="tech"))
    assert set(done) == told("cancel", "of a sample")
    done = only(house.run("cancel", "O01-0000001", "--reason", "twice", "--json", who="tech"))
    assert set(done) == told("cancel", "of an order")


def test_before_there_is_an_order(house: House) -> None:
    blank = only(house.run("labels", "--blank", "1", "--json", who="phleb"))
    assert set(blank) == told("labels")
    assert set(only(house.run("forms", "--blank", "pink", "--json", who="phleb"))) == told("forms")
    (tube,) = house.order("K")
    order = only(house.run("sample", tube, "--json"))["order"]
    drawn = house.run("collect", order, tube, "--json", who="phleb")
    assert set(only(drawn)) == told("collect")
    assert set(only(house.run("alias", tube, "HIS-77", "--json", who="phleb"))) == told("alias")


def test_aliquots_and_storage(house: House) -> None:
    (tube,) = house.order("K", "NA")
    house.run("receive", tube, who="tech")
    assert set(only(house.run("aliquot", tube, "--test", "K", "--json", who="tech"))) == told("aliquot")
    made = only(house.run("rack", "Fridge", "--positions", "3", "--json", who="tech"))
    assert set(made) == told("rack")
    assert set(only(house.run("store", "Fridge", tube, "--json", who="tech"))) == told("store")
    assert set(only(house.run("sample", tube, "--json"))["stored"]) == told("sample", "of `stored`")
    found = only(house.run("rack", "fridge", "--json"))
    assert set(found) == told("rack") | told("rack", "of one rack")
    assert [set(each) for each in found["samples"]] == [told("rack", "each of `samples`")]
    house.run("cancel", "O01-0000001", "--reason", "twice", who="tech")
    emptied = house.run("rack", "Fridge", "--empty", "--json", who="tech")
    assert set(only(emptied)) == told("rack", "with `--empty`")
    house.run("store", "Fridge", tube, who="tech")
    assert set(only(house.run("take", tube, "--json", who="tech"))) == told("take")


def test_tests_that_are_sent_elsewhere(house: House) -> None:
    (tube,) = house.order("K", "NA")
    house.run("receive", tube, who="tech")
    sent = house.run("divert", tube, "--to", "STATE", "--number", "77", "--json", who="tech")
    assert set(only(sent)) == told("divert", "of a sending")
    assert set(only(house.run("divert", "--list", "--json"))) == told("divert", "with `--list`")
    came = house.run("record", who="tech", given=json.dumps({"sample": tube, "test": "K", "value": "4"}))
    elsewhere = told("record", "of a test done elsewhere, besides")
    assert set(only(came)) == told("record") | elsewhere == told("record") | {"laboratory"}
    back = house.run("divert", tube, "--recall", "--reason", "kit came", "--json", who="tech")
    assert set(only(back)) == told("divert", "with `--recall`")


def test_what_is_to_be_collected(house: House) -> None:
    (tube,) = house.order("K", location="Ward 3")
    house.run("receive", tube, who="tech")
    house.run("reject", tube, "--reason", "CLOTTED", who="tech")
    assert set(only(house.run("recollect", "--json"))) == told("recollect")
    printed = only(house.run("recollect", "--print", "--json", who="tech"))
    assert set(printed) == told("recollect", "with `--print`")


def test_worksheets(house: House) -> None:
    (tube,) = house.order("K", "NA")
    house.run("receive", tube, who="tech")
    made = only(house.run("worksheet", "CHEM", "--json", who="tech"))
    assert set(made) == told("worksheet", "of one worksheet")
    assert [set(each) for each in made["samples"]] == [told("worksheet", "each of `samples`")]
    assert set(only(house.run("worksheet", "--json"))) == told("worksheet", "of the list")
    number = made["worksheet"]
    assert only(house.run("worksheet", number, "--json")) == made
    again = only(house.run("worksheet", number, "--print", "--json", who="tech"))
    assert set(again) == told("worksheet", "with `--print`")
    words = ("--reason", "clot", "--json")
    taken = only(house.run("worksheet", number, "--remove", tube, *words, who="tech"))
    assert set(taken) == told("worksheet", "with `--remove`")
    number = only(house.run("worksheet", "CHEM", "--json", who="tech"))["worksheet"]
    assert set(only(house.run("worksheet", number, "--close", *words, who="tech"))) == told(
        "worksheet", "with `--close`"
    )


def test_tests_added_on(house: House) -> None:
    house.order("NA", "PT")
    added = objects(house.run("add-on", "O01-0000001", "K", "HB", "--json", who="phleb"))
    assert [set(each) for each in added] == [told("add-on", "for each tube")] * 2


def test_patients(house: House) -> None:
    line = {
        "patient": {"name": "Asha Devi", "ids": [{"system": "mobile", "value": "9810012345"}]},
        "tests": ["K"],
    }
    house.run("register", who="phleb", given=json.dumps(line))
    found = only(house.run("patients", "find", "asha", "--json"))
    assert set(found) == told("patients")
    assert [set(each) for each in found["ids"]] == [told("patients", "each of `ids`")]
    done = house.run(
        "patients", "correct", found["id"], "--sex", "F", "--reason", "form", "--json", who="phleb"
    )
    assert set(only(done)) == told("patients", "", 1)


def test_barcodes(house: House) -> None:
    listed = objects(house.run("barcodes", "reject", "--json"))
    assert all(set(each) == told("barcodes") for each in listed)
    printed = objects(house.run("barcodes", "reject", "papers", "--print", "--json", who="tech"))
    assert [set(each) for each in printed] == [told("barcodes", "with `--print`")] * 2


def test_stat(house: House) -> None:
    (tube,) = house.order("NA")
    assert set(only(house.run("stat", tube, "--json", who="tech"))) == told("stat")


def test_a_transfer(house: House) -> None:
    made = only(house.run("register", who="phleb", given=order("K")))
    moved = house.run("transfer", made["patient"], "--ward", "Ward 7", "--json", who="phleb")
    assert set(only(moved)) == told("transfer")


def test_links(house: House) -> None:
    unknown = only(house.run("register", who="phleb", given='{"patient": {"unknown": true}, "tests": ["K"]}'))
    known = only(house.run("register", who="phleb", given=order("K")))
    words = ("link", "propose", unknown["patient"], known["patient"], "--reason", "ward", "--json")
    made = only(house.run(*words, who="phleb"))
    assert set(made) == told("link")
    assert set(only(house.run("link", "list", "--json"))) == told("link", "of each that is listed")
    agreed = house.run("link", "agree", made["link"], "--json", who="tech")
    assert set(only(agreed)) == told("link", "once agreed to")


def test_people(house: House) -> None:
    added = house.run("people", "add", "b7", "Dr Rao", "--role", "pathologist", "--json", who="super")
    assert set(only(added)) == told("people")
    assert set(only(house.run("people", "remove", "b7", "--json", who="super"))) == told("people", "", 1)
    assert all(set(each) == told("people", "", 2) for each in objects(house.run("people", "list", "--json")))


def test_printers(house: House) -> None:
    words = ("Desk", "--prints", "labels", "--paper", "label-50x25", "--address", "tcp:127.0.0.1:9")
    added = house.run("printers", "add", *words, "--language", "zpl", "--json", who="super")
    assert set(only(added)) == told("printers")
    for verb in ((), ("list",)):
        assert {key for each in objects(house.run("printers", *verb, "--json")) for key in each} == told(
            "printers"
        )
    assert set(only(house.run("printers", "test", "desk", "--json"))) == told("printers", "", 2)
    assert set(only(house.run("printers", "remove", "desk", "--json", who="super"))) == told(
        "printers", "", 1
    )


@pytest.mark.parametrize("name", ["clock", "counts", "rebuild", "verify", "doctor"])
def test_the_home_itself(house: House, name: str) -> None:
    for found in objects(house.run(name, "--json", who="super")):
        assert set(found) == told(name)


@pytest.mark.parametrize("by", ["bench", "ward", "priority"])
def test_counts_of_a_group(house: House, by: str) -> None:
    house.order("NA")
    found = only(house.run("counts", "--by", by, "--json"))
    assert set(found) == told("counts") | {by}
    assert by in told("counts", "with `--by`")
    past = only(house.run("counts", "--at", "2026-01-01 10:00", "--json"))
    assert set(past) == told("counts") | told("counts", "with `--at`")
    printed = only(house.run("counts", "--print", "--at", "2026-01-01 10:00", "--json", who="tech"))
    assert set(printed) == told("counts", "with `--print`")


def test_handover(house: House) -> None:
    (tube,) = house.order("NA", location="Ward 3")
    assert house.run("receive", tube, who="tech").code == 0
    shown = only(house.run("handover", "--json", who="tech"))
    assert set(shown) == told("handover")
    signed = only(house.run("handover", "--to", "path", "--print", "--json", who="tech"))
    assert set(signed) == told("handover") | told("handover", "with `--to`")
    assert {key for each in signed["benches"] for key in each} == told("handover", "each of `benches`")
    assert {key for each in signed["lists"] for key in each} == told("handover", "each of `lists`")
    lines = [line for each in signed["lists"] for line in each["lines"]]
    assert {key for line in lines for key in line} == told("handover", "each of `lines`")


def test_papers_and_drafts(house: House) -> None:
    (tube,) = house.order("NA")
    listed = objects(house.run("papers", "list", "--json"))
    assert {key for each in listed for key in each} == told("papers")
    again = house.run("papers", "again", "slip", "O01-0000001", "--json", who="phleb")
    assert set(only(again)) == told("papers", "", 2)
    make_uncertain(house.home, listed[0]["job"], listed[1]["job"])
    out = house.run("papers", "out", listed[0]["job"], "--json", who="phleb")
    assert set(only(out)) == told("papers", "", 1)
    lost = house.run("papers", "lost", listed[1]["job"], "--json", who="phleb")
    assert set(only(lost)) == told("papers", "", 2)
    assert set(only(house.run("draft", tube, "--json", who="tech"))) == told("draft")


def test_backup_and_restore(house: House, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = only(house.run("backup", stick, "--json", who="super"))
    assert set(made) == told("backup")
    words = ("--to", tmp_path / "new", "--kiosk", "02", "--key", house.home / "key", "--json")
    assert set(only(run("restore", made["path"], *words))) == told("restore")


def test_init(tmp_path: Path) -> None:
    made = run("init", "--home", tmp_path / "home", "--kiosk", "03", "--site", "Lab", "--json")
    assert set(only(made)) == told("init")


def test_the_catalogue() -> None:
    for entry in objects(run("catalogue", "--json")):
        assert told("catalogue") <= set(entry)


def test_the_manual(tmp_path: Path) -> None:
    for page in objects(run("manual", "--json")):
        assert set(page) == told("manual")
    written = objects(run("manual", "roles", "--out", tmp_path, "--json"))
    assert [set(each) for each in written] == [told("manual", "with `--out` or `--print`")] * 2


def test_every_item_about_json_is_held_to_by_a_test_here() -> None:
    source = Path(__file__).read_text("utf-8")
    assert [name for name in NAMES if "--json" in options(name) and f'"{name}"' not in source] == []
    assert set(_labels()) <= {
        "",
        "for each order",
        "for each tube",
        "of a sample",
        "of a sending",
        "of one worksheet",
        "of the list",
        "with `--remove`",
        "with `--close`",
        "with `--try`",
        "with `--sheet`",
        "of a test done elsewhere, besides",
        "with `--recall`",
        "with `--list`",
        "of an order",
        "once agreed to",
        "of each that is listed",
        "of `stored`",
        "of one rack",
        "with `--empty`",
        "with `--out`",
        "with `--at`",
        "with `--by`",
        "with `--to`",
        "with `--print`",
        "with `--returned` or `--handed`",
        "with `--out` or `--print`",
        *(f"each of `{what}`" for what in ("samples", "ids", "reports", "specimens", "groups", "results")),
        *(f"each of `{what}`" for what in ("benches", "lists", "lines")),
        *(f"each of `{what}`" for what in ("tests", "papers", "history", "tubes")),
    }


def _labels() -> Iterator[str]:
    for section in PAGE.values():
        yield from (what for what, _ in json_items(section))

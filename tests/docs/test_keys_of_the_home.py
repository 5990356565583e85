"""Every key of what else the home answers in JSON is on the page of commands."""

import json
from pathlib import Path

import pytest

from labkiosk.cli.scanners import what_it_sends
from tests.cli.running import House, run
from tests.cli.uncertain import make_uncertain
from tests.docs.telling import objects, only, order, told
from tests.scanners.cable import cable_with


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


@pytest.mark.parametrize("by", ["bench", "ward", "priority", "test"])
def test_turnaround(house: House, by: str) -> None:
    (tube,) = house.order("NA", location="Ward 3")
    house.run("receive", tube, who="tech")
    house.run("record", given=f'{{"sample": "{tube}", "test": "NA", "value": "140"}}', who="tech")
    house.run("release", tube, who="path")
    found = only(house.run("counts", "--turnaround", "--json"))
    assert set(found) == told("counts", "with `--turnaround`")
    for stage in found["stages"].values():
        assert set(stage) == told("counts", "each of `stages`")
    group = only(house.run("counts", "--turnaround", "--by", by, "--json"))
    of_tubes = {"received", "rejected", "cancelled", "sent"} if by in ("bench", "test") else set()
    assert set(group) == (told("counts", "with `--turnaround` and `--by`") | {by}) - of_tubes


def test_cumulative(house: House) -> None:
    (tube,) = house.order("NA", location="Ward 3")
    house.run("receive", tube, who="tech")
    house.run("record", given=f'{{"sample": "{tube}", "test": "NA", "value": "140"}}', who="tech")
    house.run("release", tube, who="path")
    found = only(house.run("cumulative", tube, "--json"))
    assert set(found) == told("cumulative")
    assert set(found["values"][0]) == told("cumulative", "each of `values`")
    assert set(only(house.run("cumulative", tube, "--print", "--json", who="tech"))) == told(
        "cumulative", "with `--print`"
    )


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


def test_qc(house: House) -> None:
    def qc(*words: str, who: str = "tech") -> list[set[str]]:
        return [set(each) for each in objects(house.run("qc", *words, "--json", who=who))]

    assert qc("material", "Serum", "--level", "1") == qc("materials") == [told("qc", "", 4)]
    assert qc("lot", "Serum", "9", "--expires", "2099-01-01") == qc("lots") == [told("qc", "", 5)]
    assert qc("target", "9", "NA", "--mean", "120", "--sd", "2") == qc("targets", "9") == [told("qc", "", 6)]
    assert qc("run", "9", "NA=130") == qc("chart", "NA") == [told("qc", "", 1)]
    sample = only(house.run("register", who="phleb", given=order("NA")))["samples"][0]["sample"]
    house.run("receive", sample, who="tech")
    house.run("record", given=json.dumps({"sample": sample, "test": "NA", "value": "140"}), who="tech")
    assert qc("affected", "E01-0000001") == [told("qc", "", 2)]
    assert qc() == qc("list", "--bench", "chem") == [told("qc")]
    done = qc("resolve", "E01-0000001", "--action", "other", "--reason", "typed wrong", who="path")
    assert done == [told("qc", "", 1)]
    assert qc("chart", "NA", "--print") == [told("qc", "with `--print`")]
    assert {*map(frozenset, qc("averages"))} == {frozenset(told("qc", "", 3))}
    assert qc("close", "9", "--reason", "used up") == [told("qc", "", 5)]

"""Intake in two ways by command: drawn and scanned back, or in the hand; found by what each tube carries."""

import json
from pathlib import Path

from tests.cli.running import House, run


def request(*tests: str, name: str = "Asha Devi", **more: object) -> str:
    return json.dumps({"patient": {"name": name, "sex": "F", "age": "51 y"}, "tests": tests, **more})


def test_the_slip_opens_the_draw_and_another_orders_tube_is_refused(house: House) -> None:
    (tube,) = house.order("K")
    (other,) = house.order("NA", name="Ravi Kumar")
    done = house.run("collect", "LK:CARD:O01-0000001", tube, other, "--by", "Sister Mary", who="phleb")
    assert done.code == 1
    assert done.out.startswith(f"Sample {tube} collected ")
    assert done.out.endswith(" by Sister Mary\n")
    assert done.err.startswith(f"labkiosk: WRONG TUBE: {other[-4:]} is Ravi Kumar's (")
    left = house.run("collect", "O01-0000002", "--not-drawn", "--reason", "asleep", "--json", who="phleb")
    assert left.lines == [{"sample": other, "collected_at": None, "collected_by": "", "timing": ""}]
    assert house.run("collect", "O01-0000001", who="phleb").err == (
        "labkiosk: Name the tubes that were drawn, or say --not-drawn.\n"
    )


def test_every_command_finds_a_tube_by_its_other_barcode(house: House) -> None:
    given = request("K", "HB", arrived=[{"container": "SST", "barcode": "HIS-77"}])
    (made,) = house.run("register", who="phleb", given=given).lines
    serum, blood = (s["sample"] for s in made["samples"])
    found = house.run("sample", "HIS-77", "--json").lines[0]
    assert (found["sample"], found["state"], found["barcodes"]) == (serum, "received", ["HIS-77"])
    house.run("alias", blood, "HIS-78", who="tech")
    assert house.run("receive", "HIS-78", "--json", who="tech").lines[0]["sample"] == blood
    values = [
        {"sample": "HIS-77", "test": "K", "value": "4.1"},
        {"sample": "HIS-78", "test": "HB", "value": "13"},
    ]
    recorded = house.run("record", who="tech", given="\n".join(map(json.dumps, values)))
    assert [line["sample"] for line in recorded.lines] == [serum, blood]
    (released,) = house.run("release", "HIS-77", "HIS-78", "--json", who="path").lines
    assert {s["sample"] for s in released["samples"]} == {serum, blood}
    assert house.run("report", "HIS-77", "--json").lines[0]["order"] == made["order"]


def test_a_blank_label_becomes_its_tubes_number(house: House) -> None:
    (label,) = (line["label"] for line in house.run("labels", "--blank", "1", "--json", who="phleb").lines)
    given = request("K", arrived=[{"part": 1, "barcode": label}])
    (made,) = house.run("register", who="phleb", given=given).lines
    assert [s["sample"] for s in made["samples"]] == [label]
    again = house.run("register", who="phleb", given=given)
    assert (again.code, again.err) == (
        1,
        f"line 1: Label {label[-4:]} has its tube already: sample {label[-4:]} of Asha Devi.\n",
    )
    assert house.run("verify").code == 0


def test_a_restored_home_gives_no_blank_number_again_and_knows_those_in_the_drawer(
    house: House, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    drawer = [line["label"] for line in house.run("labels", "--blank", "2", "--json", who="phleb").lines]
    (made,) = house.run("backup", stick, "--json", who="super").lines
    words = ("--to", tmp_path / "new", "--kiosk", "02", "--key", house.home / "key")
    assert run("restore", made["path"], *words).code == 0
    house.home = tmp_path / "new"
    fresh = [line["label"] for line in house.run("labels", "--blank", "2", "--json", who="phleb").lines]
    assert {number[:2] for number in drawer} == {"01"}
    assert {number[:2] for number in fresh} == {"02"}
    given = request("K", arrived=[{"part": 1, "barcode": drawer[0]}])
    (placed,) = house.run("register", who="phleb", given=given).lines
    assert [s["sample"] for s in placed["samples"]] == [drawer[0]]
    assert house.run("verify").code == 0

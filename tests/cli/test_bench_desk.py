"""From the command line: what is collected again, what another laboratory does, what a manual bench works off."""

import json
import re
from datetime import timedelta
from pathlib import Path

import zxingcpp
from PIL import Image

from labkiosk.lab.lab import Lab
from tests.cli.running import House


def record(house: House, who: str, *lines: dict[str, str]) -> list[dict[str, object]]:
    done = house.run("record", who=who, given="\n".join(json.dumps(line) for line in lines))
    assert (done.code, done.err) == (0, "")
    return done.lines


def printed(house: House, start: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The papers of a form, with the format and text of every code that a decoder finds on them."""
    house.run("print", "--once", who="tech")
    found = sorted(Path(house.home / "paper").glob(f"{start}-*.png"))
    return [
        (
            path.name,
            [(c.format.name, c.text) for c in zxingcpp.read_barcodes(Image.open(path).convert("L"))],
        )
        for path in found
    ]


def test_a_test_goes_to_another_laboratory_and_its_result_comes_back(house: House) -> None:
    (tube,) = house.order("K", "FERR", location="Ward 3")
    house.run("receive", tube, who="tech")
    assert house.run(
        "divert", tube, "--to", "state", "--test", "FERR", "--number", "S-77", who="tech"
    ).out == (f"Sent FERR of sample {tube} to State Public Health Laboratory: a slip to go with it prints.\n")
    assert [item["tests"] for item in house.run("queue", "--json").lines] == [["K"]]
    (out,) = house.run("divert", "--list", "--json").lines
    assert (out["to"], out["number"], out["tests"], out["due_state"]) == (
        "State Public Health Laboratory", "S-77", ["FERR"], "",
    )  # fmt: skip
    assert printed(house, "divert") == [(f"divert-{tube}.png", [("QRCode", f"LK:SENT:{tube}")])]
    record(house, "tech", {"sample": tube, "test": "K", "value": "4.1"})
    (counted,) = house.run("counts", "--json").lines
    assert (counted["received"], counted["diverted"], counted["pending"]) == (1, 1, 0)
    (answer,) = record(house, "tech", {"sample": tube, "test": "FERR", "value": "500", "reference": "20-600"})
    assert (answer["flag"], answer["reference"], answer["laboratory"]) == (
        "", "20-600", "State Public Health Laboratory",
    )  # fmt: skip
    assert house.run("divert", "--list").out == "Nothing is at another laboratory.\n"
    house.run("release", tube, who="path")
    assert "done at State Public Health Laboratory, its own range" in house.run("report", tube).out


def test_a_worksheet_is_made_printed_filled_and_closes(house: House) -> None:
    first, second = (house.order("ESR", name=name)[0] for name in ("Asha Devi", "Ravi Kumar"))
    house.run("receive", first, second, who="tech")
    assert house.run("worksheet", "HAEM", "--test", "ESR", who="tech").out == (
        "Worksheet W01-0000001 of HAEM: 2 tubes; it prints.\n"
    )
    assert {item["worksheet"] for item in house.run("queue", "--json").lines} == {"W01-0000001"}
    assert printed(house, "worksheet") == [("worksheet-W01-0000001.png", [("QRCode", "LK:WORK:W01-0000001")])]
    record(house, "tech", {"sample": first, "test": "ESR", "value": "10"})
    assert house.run("worksheet").out.split()[:6] == ["W01-0000001", "HAEM", "1", "of", "2", "to"]
    shown = house.run("worksheet", "W01-0000001").out.splitlines()
    assert [line.split()[-2:] for line in shown[1:]] == [["done", "ESR"], ["do", "ESR"]]
    record(house, "tech", {"sample": second, "test": "ESR", "value": "12"})
    assert house.run("worksheet").out == "No worksheet is open.\n"
    assert house.run("worksheet", "HAEM", who="tech").err == (
        "labkiosk: Nothing waits for HAEM that is on no worksheet yet.\n"
    )
    assert house.run("worksheet", "HAEM", "--close", "--reason", "x").code == 2


def test_a_rejected_tube_is_collected_again(house: House) -> None:
    (tube,) = house.order("K", location="Ward 3", bed="12")
    house.run("receive", tube, who="tech")
    new = house.run("reject", tube, "--reason", "CLOTTED", "--json", who="tech").lines[0]["replacement"]
    line = house.run("recollect", "--ward", "ward 3").out
    assert re.fullmatch(rf"Ward 3, bed 12  {new}  Asha Devi  [0-9]+ min  K: Clotted\n", line)
    assert house.run("recollect", "--print", who="tech").out == (
        "List R01-0000001 of Ward 3: 1 tube; it prints.\n"
    )
    assert printed(house, "recollect") == [("recollect-R01-0000001.png", [])]
    house.run("cancel", new, "--reason", "not wanted", who="tech")
    assert house.run("recollect").out == "Nothing is to be collected again.\n"


def test_the_queue_counts_the_hours_of_a_bench(house: House) -> None:
    (tube,) = house.order("NA")
    house.run("receive", tube, who="tech")
    with Lab(house.home, badge=None, user="root") as lab:
        off = ";".join((lab.today() + timedelta(days=n)).isoformat() for n in range(3))
    (house.home / "catalogue").mkdir(exist_ok=True)
    rows = f"bench,days,from,to,source,approved_by,note\nCHEM,mon-sun,00:00,24:00,us,,\n,{off},,,us,,\n"
    (house.home / "catalogue" / "hours.csv").write_text(rows)
    # Not today, so its day stands there too.
    assert house.run("queue").out == f"routine  CHEM  {tube}  <time>    waiting  Asha Devi: NA\n"

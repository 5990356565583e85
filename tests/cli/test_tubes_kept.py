"""Aliquots, storage and add-on tests from end to end, as commands."""

import json
from pathlib import Path

from tests.cli.running import House

TUBE, CHILD, NEXT = "010000000016", "010000000027", "010000000034"
ORDER = "O01-0000001"


def do(house: House, *words: str, who: str = "tech") -> str:
    done = house.run(*words, who=who)
    assert (done.code, done.err) == (0, "")
    return done.out


def record(house: House, sample: str, *given: tuple[str, str]) -> None:
    lines = "\n".join(json.dumps({"sample": sample, "test": t, "value": v}) for t, v in given)
    assert house.run("record", who="tech", given=lines).code == 0


def test_an_aliquot_from_the_tube_to_the_report(house: House) -> None:
    house.order("NA", "K", "TSH")
    do(house, "receive", TUBE)
    assert do(house, "aliquot", TUBE, "--test", "TSH") == (
        f"Aliquot {CHILD} of sample {TUBE}: TSH. Its label prints.\n"
    )
    shown = {n: house.run("sample", n, "--json").lines[0] for n in (TUBE, CHILD)}
    assert (shown[TUBE]["aliquots"], shown[CHILD]["aliquot_of"]) == ([CHILD], TUBE)
    assert [t["state"] for t in shown[TUBE]["tests"]] == ["open", "open", "moved"]
    assert (shown[CHILD]["state"], shown[CHILD]["mark"]) == ("received", "aliquot of 0016")
    refused = house.run("aliquot", TUBE, "--test", "NA", "--test", "K", who="tech")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("labkiosk: A tube keeps at least one of its tests.")
    rejected = do(house, "reject", TUBE, "--reason", "CLOTTED")
    assert rejected.splitlines()[-1].startswith(f"Poured from it before: {CHILD[-4:]}. They stand")
    record(house, CHILD, ("TSH", "2.5"))
    do(house, "release", CHILD, who="path")
    report = house.run("report", ORDER, "--json").lines[0]
    assert report["pending"] == ["Sodium", "Potassium"]
    assert [s["number"] for s in report["specimens"]] == [CHILD]
    counts = house.run("counts", "--json").lines[0]
    assert [counts[k] for k in ("registered", "expected", "received", "rejected", "reported")] == [
        3,
        1,
        1,
        1,
        1,
    ]
    papers = do(house, "print", "--once", who="phleb")
    assert f"label-{CHILD}" in papers


def test_a_stored_tube_is_found_moved_taken_out_and_thrown_away(house: House) -> None:
    house.order("NA", "HB")
    do(house, "receive", TUBE, CHILD)
    assert do(house, "rack", "Fridge 1", "--positions", "2") == (
        "Rack K01-0000001, Fridge 1: its label prints.\n"
    )
    do(house, "rack", "Cold room", "--positions", "20", "--columns", "10")
    assert do(house, "store", "LK:RACK:K01-0000001", TUBE, CHILD) == (
        f"Sample {TUBE} stands in Fridge 1, position 1.\nSample {CHILD} stands in Fridge 1, position 2.\n"
    )
    assert do(house, "store", "cold room", TUBE, "--position", "12") == (
        f"Sample {TUBE} stands in Cold room, position 12, row 2 column 2, taken from Fridge 1.\n"
    )
    assert "STORED in Cold room, position 12, row 2 column 2.\n" in do(house, "sample", TUBE)
    rack = house.run("rack", "Fridge 1", "--json").lines[0]
    assert [(s["sample"], s["position"]) for s in rack["samples"]] == [(CHILD, 2)]
    assert do(house, "take", TUBE) == (f"Sample {TUBE} taken out: it stood in Cold room, position 12.\n")
    full = house.run("store", "Fridge 1", TUBE, "--position", "2", who="tech")
    assert (full.code, full.err) == (1, "labkiosk: Position 2 of Fridge 1 is taken by 0027.\n")
    open_test = house.run("rack", "Fridge 1", "--empty", who="tech")
    assert open_test.err == "labkiosk: Tests are still open on 0027: do or cancel them first.\n"
    do(house, "cancel", CHILD, "--reason", "ordered twice")
    assert do(house, "rack", "Fridge 1", "--empty") == "Fridge 1 is empty: 1 tube thrown away.\n"
    added = house.run("add-on", CHILD, "RBC", "--json", who="tech").lines
    assert [(t["sample"], t["new"]) for t in added] == [(NEXT, True)]


def test_an_add_on_asks_whether_the_tube_is_still_stable(house: House, tmp_path: Path) -> None:
    house.order("NA", collected_at="2026-01-01 07:00")
    do(house, "receive", TUBE)
    record(house, TUBE, ("NA", "140"))
    do(house, "release", TUBE, who="path")
    first = do(house, "report", ORDER)
    assert "Final report ends here." in first
    refused = house.run("add-on", ORDER, "K", who="tech")
    assert refused.code == 1
    assert refused.err.startswith("labkiosk: K keeps 2 h, and 0016 is ")
    assert refused.err.endswith(
        " from collection. Say why the tube is still fit (--fit), or ask for a new one (--new-tube).\n"
    )
    assert do(house, "add-on", ORDER, "K", "--fit", "frozen since") == f"K added to sample {TUBE}.\n"
    assert "*** INTERIM: more to come ***" in do(house, "report", ORDER)
    (item,) = house.run("queue", "--json").lines
    assert (item["sample"], item["tests"], item["due_state"]) == (TUBE, ["NA", "K"], "")
    record(house, TUBE, ("K", "4.1"))
    do(house, "release", TUBE, who="path")
    last = do(house, "report", ORDER)
    assert "version 2 of order" in last
    assert "Final report ends here." in last
    assert "fit by Example Technician: frozen since" in " ".join(last.split())
    assert do(house, "add-on", ORDER, "CREA", "--new-tube") == (
        f"CREA: a new tube is expected, sample {CHILD}. Its label prints.\n"
    )

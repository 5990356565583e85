"""One of three tubes released, collection not stated, patient transferred: one INTERIM paper that says all of it."""

import json

import zxingcpp
from PIL import Image

from tests.cli.running import House


def test_one_interim_paper_with_the_new_ward_and_the_pending_list(house: House) -> None:
    tubes = house.order("K", "HB", "PT", location="Ward 3", bed="12")
    assert len(tubes) == 3
    shown = {t: house.run("sample", t, "--json").lines[0] for t in tubes}
    (serum,) = (t for t in tubes if shown[t]["tests"][0]["test"] == "K")
    patient, order = shown[serum]["patient"]["id"], shown[serum]["order"]
    assert house.run("receive", *tubes, who="tech").code == 0
    line = json.dumps({"sample": serum, "test": "K", "value": "4.1"})
    assert house.run("record", who="tech", given=line).code == 0
    moved = house.run("transfer", patient, "--ward", "ICU", "--bed", "4", "--json", who="phleb")
    assert moved.lines == [{"orders": [order], "ward": "ICU", "bed": "4"}]
    assert house.run("release", serum, "--print", who="path").code == 0
    assert house.run("print", "--once").code == 0

    # One paper of the order's report, whatever else was printed; its code asks for it, and is no sample's.
    (paper,) = (house.home / "paper").glob(f"report-{order}*.png")
    (code,) = zxingcpp.read_barcodes(Image.open(paper))
    assert (code.format, code.text) == (zxingcpp.BarcodeFormat.QRCode, f"LK:REPORT:{order}:1")
    assert house.run("receive", code.text, who="tech").code == 1

    (report,) = house.run("report", order, "--json").lines
    assert (report["ward"], report["bed"]) == ("ICU", "bed 4")
    assert sorted(report["pending"]) == ["Haemoglobin", "Prothrombin time"]
    assert [s["collected"] for s in report["specimens"]] == ["not stated"]
    assert [r["test"] for g in report["groups"] for r in g["results"]] == ["Potassium"]
    text = house.run("report", order).out
    assert text.startswith("*** INTERIM: more to come ***\n")
    assert "ICU, bed 4\n" in text
    assert "Ward 3" not in text
    history = [h["text"] for h in house.run("sample", serum, "--json").lines[0]["history"]]
    assert "Moved from Ward 3, bed 12 to ICU, bed 4." in history

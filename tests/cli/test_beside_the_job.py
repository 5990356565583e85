"""Beside the main job: a sample's history, people, patients, the clock and the catalogue, to the letter."""

import json
import re
from pathlib import Path

from tests.cli.running import House, run


def test_everything_about_a_sample(house: House) -> None:
    (serum,) = house.order("K", location="Ward 3", priority="urgent")
    house.run("receive", serum, who="tech")
    house.run("record", who="tech", given=json.dumps({"sample": serum, "test": "K", "value": "6.9"}))
    assert house.run("sample", serum) == (
        0,
        f"Sample {serum}  URGENT  received\n"
        "Asha Devi, F, ~51 y, P01-0000001\n"
        "Order O01-0000001, Ward 3; tube 1 of 1, Serum tube with gel (yellow)\n"
        "\n"
        "K  CHEM  held  6.9 mmol/L HH critical high, (3.5–5.1), needs again  Potassium\n"
        "\n"
        "<time>  Example Phlebotomist\n"
        f"    Patient registered: Asha Devi, F, born ~{_born(house, serum)}.\n"
        "<time>  Example Phlebotomist\n"
        "    Order O01-0000001 placed, urgent: K in tube 1 of 1 (Serum tube with gel).\n"
        "<time>  Example Phlebotomist\n"
        "    Label asked for.\n"
        "<time>  Example Phlebotomist\n"
        "    Slip asked for.\n"
        "<time>  Example Technician\n"
        "    Received.\n"
        "<time>  Example Technician\n"
        "    K 6.9 mmol/L HH critical high recorded, to be typed again.\n",
        "",
    )
    known = house.run("sample", serum, "--json").lines[0]
    assert known["tests"] == [
        {"test": "K", "name": "Potassium", "bench": "CHEM", "state": "held", "value": "6.9", "unit": "mmol/L",
         "flag": "HH", "reference": "3.5–5.1", "needs": ["again"], "comment": "",
         "calculated": "", "dilution": "", "raw": "", "method": "", "laboratory": "", "held": [], "delta": "", "against": "",
         "recorded_at": "<stamp>", "recorded_by": "badge:tech", "released_at": None, "released_by": None}
    ]  # fmt: skip
    assert known["history"][-1] == {
        "at": "<stamp>",
        "who": "Example Technician",
        "text": "K 6.9 mmol/L HH critical high recorded, to be typed again.",
    }
    assert house.run("sample", "010000000027").err == (
        "labkiosk: Sample 010000000027 is not known here: look at the label, or register it.\n"
    )


def _born(house: House, sample: str) -> str:
    return str(house.run("sample", sample, "--json").lines[0]["patient"]["birth_date"])


def test_people(house: House) -> None:
    assert house.run("people", "add", "b7", "Meera Nair", "--role", "Pathologist", who="super") == (
        0,
        "Meera Nair may act as pathologist with badge b7.\n",
        "",
    )
    assert house.run("people", "add", "b8", "X", "--role", "boss").err == (
        'labkiosk: Unknown role "boss". Use phlebotomist, technician, pathologist or supervisor.\n'
    )
    assert house.run("people", "add", "b8", "X", "--role", "technician", who="tech").err == (
        "labkiosk: tech (technician) may not add or remove people: ask a supervisor.\n"
    )
    assert house.run("people", "remove", "phleb", who="super").out == "Badge phleb may act no more.\n"
    assert house.run("people", "remove", "phleb", who="super").err == (
        "labkiosk: Badge 'phleb' is not known here: labkiosk people list shows who is.\n"
    )
    assert house.run("register", who="phleb").err == (
        "labkiosk: Badge 'phleb' is not known here: a supervisor adds people.\n"
    )
    assert house.run("people", "list").out == (
        "b7     pathologist   Meera Nair\n"
        "path   pathologist   Example Pathologist\n"
        "phleb  phlebotomist  Example Phlebotomist (left)\n"
        "super  supervisor    Example Supervisor\n"
        "tech   technician    Example Technician\n"
    )
    assert house.run("people", "list", "--json").lines[0] == {
        "badge": "b7",
        "name": "Meera Nair",
        "role": "pathologist",
        "here": True,
    }


def test_patients_found_and_corrected(house: House) -> None:
    patient = {
        "name": "Asha Devi",
        "sex": "F",
        "age": "51 y",
        "ids": [{"system": "mobile", "value": "9876543210"}],
    }
    (sample,) = house.order("K", patient=patient)
    house.order("K", name="Ravi Kumar")
    assert house.run("patients", "find", "98765 43210").out == (
        "Asha Devi, F, ~51 y, P01-0000001, mobile 9876543210\n"
    )
    assert house.run("patients", "find", "de as", "--json").lines[0]["id"] == "P01-0000001"
    assert house.run("patients", "find", "nobody").out == (
        "Nobody is found: look at the spelling, or register a new patient.\n"
    )
    assert house.run("patients", "correct", "P01-0000001", "--name", "Usha Devi", "--reason", "misheard") == (
        0,
        "Patient P01-0000001 is corrected.\nNew labels print for 010000000034; the old ones are void.\n",
        "",
    )
    assert (
        house.run("patients", "find", "usha").out == "Usha Devi, F, ~51 y, P01-0000001, mobile 9876543210\n"
    )
    assert house.run("receive", sample, who="tech").err == (
        "labkiosk: This label is void: the sample was relabelled and now ends in 0034."
        " Put the new label on, then scan that.\n"
    )
    assert house.run("sample", sample).out.splitlines()[3] == f"Relabelled: the label {sample} is void."
    words = ("patients", "correct", "P01-0000001", "--birth-date", "1975-03-14", "--id", "hospital=H7")
    assert house.run(*words, "--reason", "card seen", "--json").lines[0]["relabelled"] == ["010000000042"]
    assert house.run("patients", "find", "H7").out.endswith("y (born 1975-03-14), P01-0000001, hospital H7\n")
    assert house.run(*words[:3], "--id", "H7", "--reason", "x").err == (
        "labkiosk: Give a number with its kind, like hospital=H123, not 'H7'.\n"
    )


def test_clock(house: House) -> None:
    assert house.run("clock") == (0, "Lab time is <time>.\n", "")
    assert house.run("clock", "--set", "tomorrow").err == (
        "labkiosk: Type date and time like \"2026-11-22 07:10\", not 'tomorrow'.\n"
    )
    assert house.run("clock", "--set", "2026-02-30 07:10").code == 1
    assert house.run("clock", "--set", "2031-05-06 07:10", who="tech").err == (
        "labkiosk: tech (technician) may not set the clock: ask a supervisor.\n"
    )
    assert house.run("clock", "--set", "2031-05-06 07:10", who="super").code == 0
    house.order("K")
    assert house.run("counts", "--day", "2031-05-06", "--json").lines == [
        {"day": "2031-05-06", "registered": 1, "expected": 1, "received": 0, "rejected": 0, "cancelled": 0,
         "pending": 0, "resulted": 0, "reported": 0, "diverted": 0}
    ]  # fmt: skip
    assert house.run("counts", "--day", "today", "--json").lines[0]["registered"] == 1
    assert house.run("counts", "--day", "2031-05-05", "--json").lines[0]["registered"] == 0
    assert house.run("counts", "--day", "monday").err == (
        "labkiosk: Type the day like 2026-11-22, or today, not 'monday'.\n"
    )


def test_catalogue(house: House, tmp_path: Path) -> None:
    entries = run("catalogue", "--json").lines
    assert len([e for e in entries if e["is"] == "test"]) >= 120
    assert {e["is"] for e in entries} == {
        "test",
        "panel",
        "form",
        "reason",
        "container",
        "bench",
        "priority",
        "laboratory",
        "setting",
    }
    assert "  CBC  " in run("catalogue").out
    own = tmp_path / "reasons.csv"
    shipped = "".join(f"{e['code']},{e['text']},{e['use']}\n" for e in entries if e["is"] == "reason")
    own.write_text(f"code,text,use\n{shipped}")
    assert run("catalogue", "check", own) == (0, "Nothing is wrong with these files.\n", "")
    own.write_text(f"code,text,use\n{shipped}DULL,,reject\n")
    found = run("catalogue", "check", own)
    assert found.code == 1
    assert re.fullmatch(r"reasons.csv row [0-9]+: .*\n", found.out)
    assert found.err == "labkiosk: 1 found wrong: mend the rows named, then check again.\n"
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("LOINC_Code,Aliases_\n718-7,Hemoglobin$$Hb$$zzz qqq\n")
    rate = run("catalogue", "find-rate", aliases)
    assert rate.out.splitlines()[-1] == "2 of 3 aliases find their test in the first five: 66.7 %"

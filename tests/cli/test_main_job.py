"""The main job from the command line: every command's words and JSON, to the letter."""

import json
from pathlib import Path

from tests.cli.running import House, run


def _value(sample: str, test: str, value: str, **said: str) -> str:
    return json.dumps({"sample": sample, "test": test, "value": value, **said})


def test_init(tmp_path: Path) -> None:
    home = tmp_path / "home"
    words = ("init", "--home", home, "--site", "District Hospital")
    assert run(*words, "--kiosk", "99") == (
        1,
        "",
        "labkiosk: The kiosk's number is from 01 to 98 (98 is for training).\n",
    )
    assert (
        run(*words, "--kiosk", "one").err
        == "labkiosk: A home's number has two digits, 01 to 98, not 'one'.\n"
    )
    assert run(*words, "--kiosk", "3", "--used", "01, 03").err == (
        "labkiosk: Number 03 was used before: choose one that never was.\n"
    )
    assert not home.exists()
    assert run(*words, "--kiosk", "4", "--used", "01,03") == (
        0,
        f"Home 04 is made in {home}.\n"
        f"Keep a copy of {home}/key in another place: without it nobody can read the data.\n"
        f'Next: labkiosk people add BADGE "NAME" --role supervisor --home {home}\n',
        "",
    )
    assert [(home / name).stat().st_mode & 0o777 for name in ("key", "lab.db")] == [0o600, 0o600]
    again = run(*words, "--kiosk", "5")
    assert (again.code, again.err) == (1, f"labkiosk: {home} holds a home already: choose another folder.\n")
    assert run("people", "list", "--home", home).out == (
        'Nobody yet: labkiosk people add BADGE "NAME" --role supervisor adds the first.\n'
    )


def test_bench_and_queue(house: House) -> None:
    serum, blood = house.order("K", "NA", "HB", priority="stat")
    (later,) = house.order("K", name="Ravi [/]", priority="routine")
    assert house.run("queue") == (0, "Nothing waits.\n", "")
    assert house.run("queue", "--json") == (0, "", "")
    assert house.run("receive", later, blood, "--condition", "haemolysed", who="tech") == (
        0,
        f"Sample {later} received (Haemolysed): K\nSample {blood} received (Haemolysed): HB\n",
        "",
    )
    assert house.run("receive", later, serum, "12", "--json", who="tech") == (
        1,
        f'{{"sample": "{serum}", "state": "received", "received_at": "<stamp>", "conditions": [],'
        ' "tests": ["K", "NA"], "timing": ""}\n',
        f"labkiosk: Sample {later[-4:]} was received at {_clock(house, later)}.\n"
        "labkiosk: Scan again: a sample number has 12 digits, 12 has 2.\n",
    )
    shown = house.run("queue", "--json", "--limit", "2").lines
    assert [item.pop("due") for item in shown] == ["<stamp>"] * 2
    assert shown == [
        {"sample": blood, "bench": "HAEM", "priority": "stat", "due_state": "", "state": "waiting", "tests": ["HB"],
         "name": "Asha Devi", "worksheet": "", "mark": ""},
        {"sample": serum, "bench": "CHEM", "priority": "stat", "due_state": "", "state": "waiting",
         "tests": ["K", "NA"], "name": "Asha Devi", "worksheet": "", "mark": ""},
    ]  # fmt: skip
    assert [item["sample"] for item in house.run("queue", "--json", "--bench", "chem").lines] == [
        serum,
        later,
    ]
    assert house.run("queue", "--bench", "CLIN") == (0, "Nothing waits at CLIN.\n", "")
    for how in ([], ["--json"]):
        wrong = house.run("queue", "--bench", "urin", *how)
        assert (wrong.code, wrong.out) == (1, "")
        assert wrong.err.startswith("labkiosk: No bench is called 'URIN'; use one of HAEM, ")
    drawn = house.run("queue").out.splitlines()
    assert [line.split()[:3] for line in drawn] == [
        ["STAT", "HAEM", blood],
        ["STAT", "CHEM", serum],
        ["routine", "CHEM", later],
    ]
    assert [line.split("waiting  ")[1] for line in drawn] == [
        "Asha Devi: HB",
        "Asha Devi: K NA",
        "Ravi [/]: K",
    ]


def _clock(house: House, sample: str) -> str:
    """The time of receipt as the program's own words have it: two digits, colon, two, day and month."""
    return house.run("receive", sample, who="tech").err.removesuffix(".\n").partition(" at ")[2]


def test_reject_and_cancel(house: House) -> None:
    serum, blood = house.order("K", "NA", "HB")
    assert house.run("reject", serum, "--reason", "TIRED", who="tech") == (
        1,
        "",
        "labkiosk: 'TIRED' is not a reject code; use one of IDENTITY, UNLABELLED, ILLEGIBLE, NO-LOCATION, UNSIGNED,"
        " ALL-TESTS, LOW-VOLUME, WRONG-TUBE, CLOTTED, TOO-HAEMOLYSED, TOO-LIPAEMIC, LATE, LEAKED, DRIP-ARM\n",
    )
    assert house.run("reject", serum, "--reason", "CLOTTED", who="phleb").err == (
        "labkiosk: phleb (phlebotomist) may not reject samples: ask a technician, a pathologist or a supervisor.\n"
    )
    assert house.run("reject", serum, "--reason", "clotted", "--test", "k", who="tech") == (
        0,
        f"Rejected K of sample {serum}: Clotted.\n"
        "Sample 010000000034 is expected instead: its label and a slip print.\n",
        "",
    )
    assert house.run("reject", blood, "--reason", "LOW-VOLUME", "--json", who="tech").lines == [
        {
            "sample": blood,
            "tests": ["HB"],
            "reason": "Too little sample",
            "replacement": "010000000042",
            "aliquots": [],
            "comment": "",
        }
    ]
    assert house.run("cancel", serum, "--test", "K", "--reason", "twice").err == (
        "labkiosk: K cannot be cancelled: it is rejected on this sample.\n"
    )
    assert house.run("cancel", serum, "--reason", "ordered twice") == (
        0,
        f"Cancelled NA of sample {serum}.\n",
        "",
    )
    assert house.run("cancel", "o01-0000001", "--reason", "left") == (
        0,
        "Cancelled 2 tests of order O01-0000001.\n",
        "",
    )
    assert house.run("counts") == (
        0,
        "Samples registered on all days\n"
        "  registered       4\n"
        "  expected         0\n"
        "  rejected         1\n"
        "  cancelled        3\n"
        "  received         0\n"
        "    pending        0\n"
        "    resulted       0\n"
        "    reported       0\n"
        "    diverted       0\n",
        "",
    )


def test_results_release_and_report(house: House, tmp_path: Path) -> None:
    serum, blood = house.order("K", "NA", "HB", location="Ward 3")
    house.run("receive", serum, blood, who="tech")
    given = [_value(serum, "K", "6.9"), _value(serum, "NA", "140")]
    held = house.run("record", who="tech", given="\n".join(given)).lines
    assert [(a["flag"], a["state"], a["needs"]) for a in held] == [
        ("HH", "held", ["again"]),
        ("", "recorded", ["release"]),
    ]
    assert house.run("report", serum).err == (
        "labkiosk: Order O01-0000001 has no released result yet: release first.\n"
    )
    assert house.run("release", serum, who="tech").err == (
        "labkiosk: tech (technician) may not release results: ask a pathologist.\n"
    )
    again = house.run("record", who="tech", given=_value(serum, "K", "6.90")).lines
    assert [(a["value"], a["state"], a["needs"]) for a in again] == [("6.9", "recorded", ["release"])]
    assert (
        house.run("release", serum, "--provisional", who="tech").err
        == "labkiosk: Reason is missing. Type it.\n"
    )
    assert house.run("release", serum, who="path", given="") == (
        0,
        f"Sample {serum} released: K NA\nOrder O01-0000001: report 1; labkiosk report O01-0000001 shows it.\n",
        "",
    )
    shown = house.run("report", "O01-0000001")
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    assert lines[0] == "*** INTERIM: more to come ***"
    assert "!! HH critical high: Potassium 6.9 mmol/L" in lines
    assert "Ward 3, bed not stated" in lines
    assert lines[-2:] == ["Reported <time>, version 1 of order O01-0000001", "Interim report ends here."]
    assert house.run("report", serum, "--json").lines[0]["pending"] == ["Haemoglobin"]

    out = tmp_path / "out"
    assert house.run("report", serum, "--out", out, who="path") == (
        0,
        f"{out}/report-O01-0000001-v1.escpos\n{out}/report-O01-0000001-v1.png\n",
        "",
    )
    assert (out / "report-O01-0000001-v1.png").read_bytes().startswith(b"\x89PNG")
    assert house.run("report", serum, "--print", who="path").out == (
        "Report 1 of order O01-0000001, copy 1 will print.\n"
    )
    assert house.run("report", serum, "--print", "--json", who="path").lines == [
        {"order": "O01-0000001", "job": "J01-0000006", "version": 1, "copy": 2}
    ]
    printed = house.run("print", "--once")
    assert (printed.code, printed.err) == (0, "")
    assert sorted(printed.out.splitlines()) == [
        f"J01-0000001 label {serum}: written as label-{serum}",
        f"J01-0000002 label {blood}: written as label-{blood}",
        "J01-0000003 slip O01-0000001: written as slip-O01-0000001",
        "J01-0000005 report O01-0000001: written as report-O01-0000001-v1-copy1",
        "J01-0000006 report O01-0000001: written as report-O01-0000001-v1-copy2",
    ]
    house.run("report", serum, "--print", who="path")
    assert house.run("print", "--once", who="nobody").err == (
        "labkiosk: Badge 'nobody' is not known here: a supervisor adds people.\n"
    )
    assert house.run("print", "--once", "--json", who="path").lines == [
        {
            "job": "J01-0000007",
            "form": "report",
            "subject": "O01-0000001",
            "said": "written as report-O01-0000001-v1-copy3",
        }
    ]
    assert house.run("release", blood, "--json", who="path").err == (
        f"labkiosk: Sample {blood[-4:]} has nothing to release.\n"
    )
    house.run("record", who="path", given=_value(blood, "HB", "13.1"))
    why = f"Sample {blood[-4:]} HB was entered by you: a second person releases it."
    assert house.run("release", blood, "--json", who="path").err == f"labkiosk: {why}\n"

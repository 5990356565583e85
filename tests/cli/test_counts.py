"""``labkiosk counts``: in groups, and as they were."""

import json

from labkiosk.lab.lab import Lab
from tests.cli.running import House


def test_by_bench_priority_and_ward(house: House) -> None:
    house.order("NA", "HB", "HBSAG", location="Ward 3", priority="stat")
    first, *_ = house.order("NA", location="ward 3")
    house.order("NA")
    assert house.run("receive", first, who="tech").code == 0
    assert house.run("counts", "--by", "bench").out.splitlines() == [
        "Samples at each bench, a tube at two benches at both, registered on all days",
        "                all expect reject cancel  recvd   pend result report divert",
        "Haematology       1      1      0      0      0      0      0      0      0",
        "Biochemistry      3      2      0      0      1      1      0      0      0",
        "Serology          1      1      0      0      0      0      0      0      0",
    ]
    assert house.run("counts", "--by", "ward").out.splitlines()[2:] == [
        "Ward 3          3      2      0      0      1      1      0      0      0",
        "not stated      1      1      0      0      0      0      0      0      0",
    ]
    by_priority = house.run("counts", "--by", "priority", "--json").lines
    assert [(g["priority"], g["registered"]) for g in by_priority] == [("stat", 2), ("routine", 2)]


def test_as_it_was(house: House) -> None:
    house.order("NA")
    with Lab(house.home, badge=None, user="root") as lab:
        year = lab.today().year
    found = house.run("counts", "--at", f"{year - 1}-01-31 10:00")
    assert found.out.splitlines()[:2] == [
        f"Samples registered on all days, as of {year - 1}-01-31 10:00",
        "  registered       0",
    ]
    assert house.run("counts", "--at", f"{year - 1}-01-31 10:00", "--by", "ward", "--json").out == ""
    later = house.run("counts", "--at", f"{year + 1}-01-31 10:00")
    assert (later.code, later.out) == (1, "")
    assert later.err.startswith(f"labkiosk: {year + 1}-01-31 10:00 has not been yet: it is ")
    said = house.run("counts", "--at", "noon")
    assert said.err == "labkiosk: Type the moment like 2026-11-22 14:00, not 'noon'.\n"


def test_a_day_on_paper(house: House) -> None:
    house.order("NA")
    made = house.run("counts", "--print", "--day", "2026-11-22", who="tech")
    assert made == (0, "Summary Y01-0000001 of 2026-11-22: it prints.\n", "")
    assert house.run("counts", "--print", "--by", "bench").code == 2
    assert house.run("print", "--once").code == 0
    assert (house.home / "paper" / "summary-Y01-0000001.png").exists()
    again = house.run("papers", "again", "summary", "y01-0000001", who="tech").out
    assert again.startswith("The summary of the day, copy 1 will print: J01-")


def test_a_worklist_on_paper(house: House) -> None:
    (tube,) = house.order("NA")
    assert house.run("queue", "--print") == (
        2, "", "labkiosk queue: --print needs --bench: a worklist is of one bench.\n"
    )  # fmt: skip
    assert house.run("queue", "--bench", "CHEM", "--print", who="tech").err == (
        "labkiosk: Nothing waits at CHEM.\n"
    )
    house.run("receive", tube, who="tech")
    made = house.run("queue", "--bench", "chem", "--print", who="tech")
    assert made == (0, "Worklist Q01-0000001 of Biochemistry: 1 tube; it prints.\n", "")
    assert house.run("print", "--once").code == 0
    assert (house.home / "paper" / "worklist-Q01-0000001.png").exists()


def test_turnaround_of_a_day(house: House) -> None:
    (tube,) = house.order("NA", "K", location="Ward 3")
    (gone,) = house.order("CREA", location="ICU", priority="stat")
    assert house.run("receive", tube, gone, who="tech").code == 0
    assert house.run("divert", gone, "--to", "City lab", who="tech").code == 0
    values = "".join(
        f'{{"sample": "{tube}", "test": "{t}", "value": "{v}"}}\n' for t, v in (("NA", 140), ("K", 4))
    )
    assert house.run("record", given=values, who="tech").code == 0
    assert house.run("release", tube, who="path").code == 0
    with Lab(house.home, badge=None, user="root") as lab:
        today = lab.today().isoformat()
    assert house.run("counts", "--turnaround").out.splitlines() == [
        f"What passed on {today}",
        "tubes received                         2",
        "tubes rejected, whole or in part       0",
        "tests cancelled                        0",
        "tests sent elsewhere                   1",
        "  to City lab                          1",
        "results released                       2",
        "",
        "minutes                       n  median  9 in 10  in time",
        "receipt to release            2       0        0    100 %",
        "  ordered to collected        0       -        -",
        "  collected to received       0       -        -",
        "  received to recorded        2       0        0",
        "  recorded to confirmed       0       -        -",
        "  entered to validated        0       -        -",
        "  ready to released           2       0        0",
        "  released to printed         0       -        -",
    ]
    assert house.run("counts", "--turnaround", "--by", "ward").out.splitlines() == [
        f"What passed on {today} by ward; minutes from receipt to release, by the hours of the bench",
        "        recvd reject cancel   sent report median 9 in 10 in time",
        "ICU         1      0      0      1      0      -       -       -",
        "Ward 3      1      0      0      0      2      0       0   100 %",
    ]
    assert house.run("counts", "--turnaround", "--by", "test").out.splitlines()[1:] == [
        "          report median 9 in 10 in time",
        "Sodium         1      0       0   100 %",
        "Potassium      1      0       0   100 %",
    ]
    assert house.run("counts", "--turnaround", "--of", "k").out.splitlines() == [
        f"What passed on {today}, test Potassium",
        "minutes                       n  median  9 in 10  in time",
        "receipt to release            1       0        0    100 %",
        "  ordered to collected        0       -        -",
        "  collected to received       0       -        -",
        "  received to recorded        1       0        0",
        "  recorded to confirmed       0       -        -",
        "  entered to validated        0       -        -",
        "  ready to released           1       0        0",
    ]
    one = json.loads(house.run("counts", "--turnaround", "--of", "biochemistry", "--json").out)
    assert (one["bench"], one["reported"], one["stages"]["received"]) == (
        "CHEM", 2, {"n": 2, "median_min": 0, "p90_min": 0},
    )  # fmt: skip
    assert house.run("counts", "--turnaround", "--of", "HB").err == (
        f"labkiosk: Nothing passed on {today} with a test, bench, priority or ward 'HB'.\n"
    )
    assert house.run("counts", "--of", "HB").err == (
        "labkiosk: --of tells how long something took: give --turnaround too.\n"
    )
    assert house.run("counts", "--turnaround", "--day", "2020-01-01", "--by", "bench").out.splitlines()[
        1:
    ] == ["Nothing passed."]
    assert house.run("counts", "--by", "test").err == (
        "labkiosk: Only --turnaround is told by test: a tube is counted, not its tests.\n"
    )
    assert house.run("counts", "--turnaround", "--at", "2020-01-01 10:00").err == (
        "labkiosk: --turnaround shows a day that was: leave out --at; --print alone prints it.\n"
    )

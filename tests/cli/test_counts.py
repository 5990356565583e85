"""``labkiosk counts``: in groups, and as they were."""

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

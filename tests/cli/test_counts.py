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

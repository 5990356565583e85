"""``labkiosk handover``: the figures, then two badges."""

import re

from tests.cli.running import House


def clockless(text: str) -> list[str]:
    return [re.sub(r"\b[0-9]{2}:[0-9]{2}\b", "<due>", line).rstrip() for line in text.splitlines()]


def test_the_figures_come_first(house: House) -> None:
    stat, *_ = house.order("NA", "K", location="ICU", priority="stat")
    house.order("HB", name="Ravi")
    assert house.run("receive", stat, who="tech").code == 0
    shown = house.run("handover", who="tech").out
    lines = clockless(shown)
    assert lines[0].endswith(", District Hospital")
    assert lines[3:12] == [
        "registered                2        2",
        "expected, not here        1        1",
        "rejected                  0        0",
        "cancelled                 0        0",
        "received                  1        1",
        "pending at a bench        1        1",
        "to be released            0        0",
        "reported                  0        0",
        "sent elsewhere            0        0",
    ]
    assert lines[13:15] == ["At the benches  waiting  overdue", "Biochemistry          1        0"]
    at = lines.index("Waiting, in time: 1")
    assert re.fullmatch(r"  STAT  0016  Asha Devi  ICU  (<due>|.* <due>)  CHEM NA K", lines[at + 1])
    assert "Overdue: 0" in lines
    signed = house.run("handover", "--to", "path", "--print", who="tech").out
    assert signed.endswith(
        "\nHanded over by Example Technician to Example Pathologist: H01-0000001.\nThe page will print: both sign it.\n"
    )
    assert clockless(signed)[1 : len(lines)] == lines[1:]
    assert house.run("papers", "list", "--json").lines[-1]["about"] == "H01-0000001"


def test_it_takes_two_badges(house: House) -> None:
    assert house.run("handover", "--to", "path").err == (
        "labkiosk: Two badges sign a hand-over: give yours with --as BADGE.\n"
    )
    assert house.run("handover", "--to", "tech", who="tech").err == (
        "labkiosk: A hand-over takes two: the person who comes gives another badge.\n"
    )
    assert house.run("handover", "--print", who="tech").err == (
        "labkiosk: Only a hand-over prints: say who takes over with --to BADGE.\n"
    )

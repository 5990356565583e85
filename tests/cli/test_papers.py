"""``labkiosk papers``: what is not out, the answer to an uncertain paper, and a print again."""

from tests.cli.running import House
from tests.cli.uncertain import make_uncertain


def test_what_is_not_out_is_listed_uncertain_first(house: House) -> None:
    house.order("NA")
    make_uncertain(house.home, "J01-0000002")
    assert house.run("papers", "list").out.splitlines() == [
        "uncertain  J01-0000002  slip   Asha Devi       <time>",
        "  the program stopped while sending",
        "queued     J01-0000001  label  0016 Asha Devi  <time>",
    ]


def test_a_paper_that_is_out_and_one_that_is_lost(house: House) -> None:
    house.order("NA")
    make_uncertain(house.home, "J01-0000001", "J01-0000002")
    assert house.run("papers", "out", "j01-0000001", who="tech") == (0, "J01-0000001 is out.\n", "")
    assert house.run("papers", "lost", "J01-0000002", who="tech").out == "The slip will print: J01-0000003.\n"
    assert house.run("papers", "out", "J01-0000002", who="tech") == (
        1,
        "",
        "labkiosk: Paper J01-0000002 is refused: only an uncertain one is asked about.\n",
    )
    assert [p["job"] for p in house.run("papers", "list", "--json").lines] == ["J01-0000003"]


def test_a_print_again(house: House) -> None:
    (tube,) = house.order("NA")

    def again(*words: str) -> tuple[int, str, str]:
        return house.run("papers", "again", *words, who="tech")

    assert again("label", tube, "--reason", "torn") == (0, "The label, copy 1 will print: J01-0000003.\n", "")
    assert again("slip", tube) == (0, "The slip, copy 1 will print: J01-0000004.\n", "")
    assert again("label", tube) == (1, "", "labkiosk: Reason is missing. Type it.\n")
    assert again("handover", "H01-0000001").err == (
        "labkiosk: There is no handover of H01-0000001 to print again.\n"
    )
    house.run("handover", "--to", "path", "--print", who="tech")
    assert again("handover", "h01-0000001").out == "The hand-over page, copy 1 will print: J01-0000006.\n"
